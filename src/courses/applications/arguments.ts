import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import { isUuid } from '../../database/uuid.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { isolateBidi } from '../../language/text/bidi.ts';
import { displayName } from '../../language/text/display-name.ts';
import { fold, matchesQuery } from '../../language/text/fold.ts';
import { accountApps } from '../../people/account-apps-view.ts';
import { accountNames } from '../../people/account-names.ts';
import { formatSessionTime, localizedCourse } from '../messages.ts';
import { type Application, applicationInclude, openApplicationsWhere } from './applications.ts';

/** Applications that are searched. */
const maxSearched = 200;

const accountsOf = ({ person }: Application) => person?.accounts ?? [];
const namesOf = (application: Application): string[] =>
  accountsOf(application).flatMap((account) => [account.name, displayName(account)]);

/**
 * An application of this community: by whose it is. One that was decided about meanwhile is found by its button, so
 * that the answer can say so.
 */
export const application = () =>
  pick<Application, CommandContext>({
    async search(words, context, _given, limit) {
      if (!context.community) return [];
      const found = await context.db.signup.findMany({
        where: openApplicationsWhere({ communityId: context.community.id }, nowAsDate(context)),
        include: applicationInclude,
        orderBy: { position: 'asc' },
        take: maxSearched,
      });
      return found
        .filter((one) =>
          matchesQuery(`${fold(namesOf(one).join(' '))} ${one.session.course.searchText}`, words),
        )
        .slice(0, limit);
    },
    async find(id, { db, community }) {
      if (!isUuid(id) || !community) return undefined;
      const found = await db.signup.findFirst({
        where: { id, session: { course: { communityId: community.id } } },
        include: applicationInclude,
      });
      return found ?? undefined;
    },
    id: ({ id }) => id,
    label: (one, context) =>
      [
        isolateBidi(accountNames(accountsOf(one))),
        isolateBidi(localizedCourse(one.session.course, context.locale).title),
        formatSessionTime(one.session, context),
      ].join(' · '),
    names: namesOf,
    details: (one, context) => [accountApps(accountsOf(one), context)],
    wholeOnly: true,
    noMatchKey: 'applications.errors.nobody',
    emptyKey: 'applications.none',
  });
