import type { PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { Publications, Transaction } from '../../delivery/publications.ts';
import { publishReminder } from '../../notifications/reminders/publish-reminder.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { lockEvent } from '../announcements/announcement.ts';
import { eventOrigin } from '../origin.ts';
import { beginsAt } from './begins-at.ts';
import { wantedMinutes } from './due-times.ts';
import { reminderMessages } from './messages.ts';

/** Events whose reminders are published in one run. */
const batchSize = 200;
/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'reminding of events';

export interface ReminderOptions {
  db: PrismaClient;
  publications: Pick<Publications, 'publish'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/** The people who are going and want to be reminded at one of these minutes. */
async function findPeopleToRemind(
  tx: Transaction,
  eventId: string,
  minutes: readonly number[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    SELECT r."personId" FROM "Rsvp" r JOIN "Event" e ON e."id" = r."eventId"
    WHERE e."id" = ${eventId}::uuid AND r."state" = 'going' AND ${wantedMinutes} && ${[...minutes]}::int[]
    ORDER BY r."personId"`;
  return rows.map(({ personId }) => personId);
}

/**
 * Publishes the due reminders of one event: several that are due together, as after a downtime, are one message.
 * @returns how many people are reminded; undefined when another process was first or nothing is left to remind of
 */
async function remindOf(
  { publications, now }: Pick<ReminderOptions, 'publications' | 'now'>,
  tx: Transaction,
  eventId: string,
): Promise<number | undefined> {
  const at = new Date(now());
  const event = await lockEvent(tx, eventId);
  const due = await tx.eventReminder.findMany({
    where: { eventId, publishedAt: null, dueAt: { lte: at } },
    select: { minutes: true },
  });
  if (due.length === 0 || event.state !== 'scheduled') return undefined;
  const minutes = due.map((one) => one.minutes);
  await tx.eventReminder.updateMany({
    where: { eventId, minutes: { in: minutes } },
    data: { publishedAt: at },
  });
  const begins = beginsAt(event);
  if (Number.isNaN(begins.getTime())) throw new RangeError('The start of an event is no date');
  if (begins <= at) return undefined;
  const personIds = await findPeopleToRemind(tx, eventId, minutes);
  await publishReminder(tx, publications, personIds, {
    communityId: event.communityId,
    origin: eventOrigin(eventId),
    messages: reminderMessages(event, Temporal.Instant.fromEpochMilliseconds(now())),
    expiresAt: begins,
  });
  return personIds.length;
}

/**
 * Publishes the reminders that are due, each event in a transaction of its own: a failing one stops no other.
 * @returns how many people are reminded
 */
export async function publishDueReminders({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: ReminderOptions): Promise<number> {
  const due = await db.eventReminder.findMany({
    where: {
      publishedAt: null,
      dueAt: { lte: new Date(now()) },
      event: { ...withKnownEnumValues.event, state: 'scheduled' },
      eventId: { notIn: aside.ids(jobName) },
    },
    distinct: ['eventId'],
    orderBy: { dueAt: 'asc' },
    take: batchSize,
    select: { eventId: true },
  });
  let people = 0;
  await aside.forEach(
    jobName,
    due,
    ({ eventId }) => eventId,
    async ({ eventId }) => {
      const reminded = await db.$transaction((tx) => remindOf({ publications, now }, tx, eventId));
      people += reminded ?? 0;
    },
  );
  return people;
}

/** Publishes due reminders every minute. */
export const remindersJob = (options: ReminderOptions): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAtStart: true,
  async run() {
    await publishDueReminders(options);
  },
});
