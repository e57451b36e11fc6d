import type { CommandContext } from '../../context/command-context.ts';
import type { CourseQuestion } from '../../database/generated/client.ts';
import { isUuid } from '../../database/uuid.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { fold, matchesQuery } from '../../language/text/fold.ts';

/** Questions that are searched. */
const maxSearched = 200;

/** A question of one of the community's courses. */
export const courseQuestion = () =>
  pick<CourseQuestion, CommandContext>({
    async search(words, { db, community }, _given, limit) {
      if (!community) return [];
      const found = await db.courseQuestion.findMany({
        where: { course: { communityId: community.id } },
        orderBy: [{ courseId: 'desc' }, { position: 'asc' }],
        take: maxSearched,
      });
      return found.filter(({ label }) => matchesQuery(fold(label), words)).slice(0, limit);
    },
    find: async (id, { db, community }) =>
      (isUuid(id) &&
        community &&
        (await db.courseQuestion.findFirst({
          where: { id, course: { communityId: community.id } },
        }))) ||
      undefined,
    id: ({ id }) => id,
    label: ({ label }) => label,
    wholeOnly: true,
    noMatchKey: 'questions.errors.none',
    emptyKey: 'questions.none',
  });
