import { Prisma, type PrismaClient } from '../../database/generated/client.ts';
import type { Publications, Transaction } from '../../delivery/publications.ts';
import { publishReminder } from '../../notifications/reminders/publish-reminder.ts';
import { wantedMinutes } from '../../notifications/reminders/wanted-minutes.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { lockSessions } from '../../seats/seats.ts';
import { courseOrigin } from '../signups/origin.ts';
import { findDueSessions, storePublished } from './due-times.ts';
import { sessionReminderMessages } from './messages.ts';

/** Sessions whose reminders are published in one run. */
const batchSize = 200;
/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'reminding of sessions';

export interface ReminderOptions {
  db: PrismaClient;
  publications: Pick<Publications, 'publish'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/** SQL: the minutes at which whoever has the signup `g` in the session of the course `c` is reminded. */
const wanted = wantedMinutes(Prisma.sql`g`, Prisma.sql`c."communityId"`);

/**
 * Who has a seat and wants to be reminded at one of these minutes: of a reminder that was due before they signed up, nobody is.
 */
async function findPeopleToRemind(
  tx: Transaction,
  sessionId: string,
  minutes: readonly number[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    SELECT g."personId" FROM "Signup" g
      JOIN "Session" s ON s."id" = g."sessionId" JOIN "Course" c ON c."id" = s."courseId"
    WHERE s."id" = ${sessionId}::uuid AND g."state" = 'confirmed' AND g."personId" IS NOT NULL
      AND g."attendance" IS DISTINCT FROM 'excused'
      AND EXISTS (
        SELECT FROM unnest(${[...minutes]}::int[]) m
        WHERE m = ANY (${wanted}) AND g."createdAt" <= s."startsAt" - m * interval '1 minute'
      )
    ORDER BY g."personId"`;
  return rows.map(({ personId }) => personId);
}

/**
 * Publishes the due reminders of one session: several that are due together, as after a downtime, are one message.
 * @returns how many people are reminded
 */
async function remindOf(
  { publications, now }: Pick<ReminderOptions, 'publications' | 'now'>,
  tx: Transaction,
  id: string,
): Promise<number> {
  const at = new Date(now());
  await lockSessions(tx, [id]);
  const session = await tx.session.findUnique({ where: { id }, include: { course: true } });
  if (!session || session.cancelledAt || session.startsAt <= at) return 0;
  const minutes = await storePublished(tx, id, at);
  const personIds = minutes.length === 0 ? [] : await findPeopleToRemind(tx, id, minutes);
  await publishReminder(tx, publications, personIds, {
    communityId: session.course.communityId,
    origin: courseOrigin(session.courseId),
    messages: sessionReminderMessages(session),
    expiresAt: session.startsAt,
  });
  return personIds.length;
}

/**
 * Publishes the reminders of sessions that are due, each session in a transaction of its own: a failing one stops no other.
 * @returns how many people are reminded
 */
export async function publishDueSessionReminders({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: ReminderOptions): Promise<number> {
  const due = await findDueSessions(db, new Date(now()), {
    ...{ except: aside.ids(jobName), limit: batchSize },
  });
  let people = 0;
  await aside.forEach(
    jobName,
    due,
    ({ sessionId }) => sessionId,
    async ({ sessionId }) => {
      people += await db.$transaction((tx) => remindOf({ publications, now }, tx, sessionId));
    },
  );
  return people;
}

/** Publishes due reminders of sessions every minute. */
export const sessionRemindersJob = (options: ReminderOptions): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAtStart: true,
  async run() {
    await publishDueSessionReminders(options);
  },
});
