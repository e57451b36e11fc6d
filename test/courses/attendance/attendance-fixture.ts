import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { AttendanceState } from '../../../src/database/generated/enums.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

const hourMs = 3_600_000;

/**
 * A course with sessions of two hours, some hours from the present, and people with a seat in each.
 * @param people what was noted of each, by session
 */
export async function openCourse(
  database: OpenDatabase,
  startsInHours: readonly number[],
  people: readonly (readonly (AttendanceState | null)[])[],
) {
  const { prisma: db } = database;
  const { call: organiser } = await createCommandContext(database);
  const community = organiser.community;
  if (!community) throw new Error('no community');
  const course = await db.course.create({
    data: {
      ...{ communityId: community.id, searchText: '', title: 'Dựng phim' },
      translations: { en: { title: 'Film editing' } },
    },
  });
  const sessions = [];
  for (const hours of startsInHours) {
    const startsAt = tuesdayMorning.epochMilliseconds + hours * hourMs;
    sessions.push(
      await db.session.create({
        data: {
          ...{ courseId: course.id, seats: 50, zone: 'Asia/Ho_Chi_Minh' },
          ...{ startsAt: new Date(startsAt), endsAt: new Date(startsAt + 2 * hourMs) },
        },
      }),
    );
  }
  const calls: CommandContext[] = [];
  for (const marks of people) {
    const { call } = await createCommandContext(database, community);
    calls.push(call);
    for (const [at, attendance] of marks.entries())
      await db.signup.create({
        data: {
          ...{ sessionId: sessions[at]?.id ?? '', personId: call.person.id },
          ...{ state: 'confirmed', attendance },
        },
      });
  }
  return { db, organiser, community, course, sessions, people: calls };
}
