import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import { formatSessionTime, localizedCourse } from '../courses/messages.ts';
import type { Prisma } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { locales } from '../language/locale.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';
import { wereThere } from './give.ts';
import { feedbackLimits } from './limits.ts';

export type RatedSession = Prisma.SessionGetPayload<{ include: { course: true } }>;

/** Sessions that a person is offered. */
const maxSearched = 50;

/** A session that the person was at, while it takes feedback; buttons may lead to one for which the time is over. */
export const attendedSession = () =>
  pick<RatedSession, CommandContext>({
    async search(words, context, _given, limit) {
      const { db, person } = context;
      const at = nowAsDate(context);
      const found = await db.session.findMany({
        where: {
          ...{ cancelledAt: null, signups: { some: { personId: person.id, ...wereThere } } },
          course: withKnownEnumValues.course,
          endsAt: { lte: at, gt: new Date(at.getTime() - feedbackLimits.openMs) },
        },
        ...{ include: { course: true }, orderBy: { endsAt: 'desc' }, take: maxSearched },
      });
      return found
        .filter(({ course }) =>
          locales.some((locale) =>
            matchesQuery(fold(localizedCourse(course, locale).title), words),
          ),
        )
        .slice(0, limit);
    },
    find: async (id, { db, person }) =>
      (isUuid(id) &&
        (await db.session.findFirst({
          where: { id, signups: { some: { personId: person.id } } },
          include: { course: true },
        }))) ||
      undefined,
    id: ({ id }) => id,
    label: ({ course }, { locale }) => localizedCourse(course, locale).title,
    details: (session, context) => [formatSessionTime(session, context)],
    noMatchKey: 'feedback.errors.none',
    emptyKey: 'feedback.errors.notThere',
  });
