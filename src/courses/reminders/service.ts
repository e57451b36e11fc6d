import { type Person, Prisma, type PrismaClient } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  type ReminderChoice,
  requireMinutes,
} from '../../notifications/reminders/reminder-times.ts';
import { wantedMinutes } from '../../notifications/reminders/wanted-minutes.ts';
import type { SignupWithSession } from '../signups/queries.ts';

export interface ReminderServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
}

/** When a person is reminded of a session in which they have a seat or wait for one, in minutes before it. */
export async function readSessionReminders(
  { db }: Pick<ReminderServices, 'db'>,
  { id }: Pick<SignupWithSession, 'id'>,
): Promise<readonly number[]> {
  const [row] = await db.$queryRaw<{ minutes: number[] }[]>`
    SELECT ${wantedMinutes(Prisma.sql`g`, Prisma.sql`c."communityId"`)} AS "minutes"
    FROM "Signup" g JOIN "Session" s ON s."id" = g."sessionId" JOIN "Course" c ON c."id" = s."courseId"
    WHERE g."id" = ${id}::uuid`;
  return row?.minutes ?? [];
}

/**
 * Chooses when a person is reminded of one session.
 * @returns minutes before the session
 * @throws UserError when it has begun or is cancelled, they take no part any more, or `none` was chosen with other times
 */
export async function setSessionReminders(
  { db, now, person }: ReminderServices,
  { id, session }: SignupWithSession,
  chosen: readonly ReminderChoice[],
): Promise<number[]> {
  const minutes = requireMinutes(chosen);
  if (session.cancelledAt) throw new UserError('courses.refused.cancelled');
  if (session.startsAt.getTime() <= now.epochMilliseconds)
    throw new UserError('courses.refused.over');
  const { count } = await db.signup.updateMany({
    where: { id, personId: person.id, state: { in: ['confirmed', 'waiting', 'offered'] } },
    data: { ownReminders: true, reminders: minutes },
  });
  if (count === 0) throw new UserError('courses.refused.notSignedUp');
  return minutes;
}
