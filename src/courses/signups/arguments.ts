import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import { isUuid } from '../../database/uuid.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { locales } from '../../language/locale.ts';
import { isolateBidi } from '../../language/text/bidi.ts';
import { fold, matchesQuery } from '../../language/text/fold.ts';
import { formatSessionTime, localizedCourse, sessionPlace } from '../messages.ts';
import { listUpcomingSignups, type SignupWithSession } from './queries.ts';

/** One of the person's own signups: by the whole title of its course; buttons for many people name its session. */
export const mySignup = () =>
  pick<SignupWithSession, CommandContext>({
    async search(words, context, _given, limit) {
      const signups = await listUpcomingSignups(context.db, context.person.id, nowAsDate(context));
      return signups
        .filter(({ session }) =>
          matchesQuery(
            `${session.course.searchText} ${fold(formatSessionTime(session, context))}`,
            words,
          ),
        )
        .slice(0, limit);
    },
    find: async (id, { db, person }) =>
      (isUuid(id) &&
        (await db.signup.findFirst({
          where: { OR: [{ id }, { sessionId: id }], personId: person.id },
          include: { session: { include: { course: true } } },
        }))) ||
      undefined,
    id: ({ id }) => id,
    label: ({ session }, context) =>
      `${isolateBidi(localizedCourse(session.course, context.locale).title)} · ${formatSessionTime(session, context)}`,
    names: ({ session: { course } }) =>
      locales.map((locale) => localizedCourse(course, locale).title),
    details: ({ session }) => [sessionPlace(session)],
    wholeOnly: true,
    noMatchKey: 'courses.errors.noSignup',
    emptyKey: 'courses.errors.noSignups',
  });
