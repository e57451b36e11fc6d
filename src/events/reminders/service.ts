import { recordAudit } from '../../context/audit.ts';
import {
  type Account,
  type Community,
  type Event,
  type Person,
  Prisma,
  type PrismaClient,
} from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  type ReminderChoice,
  requireMinutes,
} from '../../notifications/reminders/reminder-times.ts';
import { canRsvp } from '../lifetime.ts';
import { addDueTimes, storeDueTimes, wantedMinutes } from './due-times.ts';

export interface ReminderServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
}

/** When a person is reminded of events, in minutes before, where no event has times of its own. */
export async function readReminders(
  { db, person }: Pick<ReminderServices, 'db' | 'person'>,
  community: Pick<Community, 'eventReminders'> | undefined,
): Promise<readonly number[]> {
  const own = await db.reminderPreference.findUnique({ where: { personId: person.id } });
  return own?.minutes ?? community?.eventReminders ?? [];
}

/**
 * When a person is reminded of an event, in minutes before; empty when they are not going.
 */
export async function readEventReminders(
  { db, person }: Pick<ReminderServices, 'db' | 'person'>,
  event: Pick<Event, 'id'>,
): Promise<readonly number[]> {
  const [row] = await db.$queryRaw<{ minutes: number[] }[]>`
    SELECT ${wantedMinutes} AS "minutes" FROM "Rsvp" r JOIN "Event" e ON e."id" = r."eventId"
    WHERE e."id" = ${event.id}::uuid AND r."personId" = ${person.id}::uuid AND r."state" = 'going'`;
  return row?.minutes ?? [];
}

/**
 * Chooses when a person is reminded of every event that they are going to, now and later.
 * @returns minutes before an event
 * @throws UserError when `none` was chosen with other times
 */
export async function setReminders(
  { db, now, person }: ReminderServices,
  chosen: readonly ReminderChoice[],
): Promise<number[]> {
  const minutes = requireMinutes(chosen);
  await db.$transaction(async (tx) => {
    await tx.reminderPreference.upsert({
      where: { personId: person.id },
      create: { personId: person.id, minutes },
      update: { minutes },
    });
    await addDueTimes(tx, { personId: person.id }, new Date(now.epochMilliseconds));
  });
  return minutes;
}

/**
 * Chooses when a person is reminded of one event.
 * @returns minutes before the event
 * @throws UserError when they are not going, the event is over or cancelled, or `none` was chosen with other times
 */
export async function setEventReminders(
  { db, now, person }: ReminderServices,
  event: Event,
  chosen: readonly ReminderChoice[],
): Promise<number[]> {
  const minutes = requireMinutes(chosen);
  if (!canRsvp(event, now))
    throw new UserError(
      event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.over',
    );
  const at = new Date(now.epochMilliseconds);
  await db.$transaction(async (tx) => {
    const { count } = await tx.rsvp.updateMany({
      where: { eventId: event.id, personId: person.id, state: 'going' },
      data: { ownReminders: true, reminders: minutes },
    });
    if (count === 0) throw new UserError('events.reminders.notGoing');
    await tx.$executeRaw(
      storeDueTimes(
        Prisma.sql`(SELECT * FROM "Rsvp" WHERE "eventId" = ${event.id}::uuid AND "personId" = ${person.id}::uuid)`,
        at,
      ),
    );
  });
  return minutes;
}

/**
 * Chooses when people who are going to events of a community are reminded, unless they chose other times.
 * @returns minutes before an event
 * @throws UserError when `none` was chosen with other times
 */
export async function setCommunityReminders(
  { db, now, account }: Pick<ReminderServices, 'db' | 'now'> & { account: Pick<Account, 'id'> },
  { id: communityId }: Pick<Community, 'id'>,
  chosen: readonly ReminderChoice[],
): Promise<number[]> {
  const minutes = requireMinutes(chosen);
  await db.$transaction(async (tx) => {
    await tx.community.update({ where: { id: communityId }, data: { eventReminders: minutes } });
    await addDueTimes(tx, { communityId }, new Date(now.epochMilliseconds));
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: 'event.reminders',
      details: { minutes: minutes.join(', ') },
    });
  });
  return minutes;
}
