import { Prisma } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { wantedMinutes as minutesWanted } from '../../notifications/reminders/wanted-minutes.ts';

/** An event of whole days counts as beginning at nine in the morning of its first day. */
const morning = Prisma.sql`interval '9 hours'`;

/** SQL: when an event `e` begins, for its reminders. */
const eventBeginsAt = Prisma.sql`(e."startsAt" + CASE WHEN e."allDay" THEN ${morning} ELSE interval '0' END)`;

/** SQL: the minutes at which a person with the answer `r` to the event `e` is reminded. */
export const wantedMinutes = minutesWanted(Prisma.sql`r`, Prisma.sql`e."communityId"`);

/**
 * SQL that stores when the wanted reminders of some answers are due. One that would be due already is passed over until the
 * event moves.
 * @param answers a table expression with the columns of `Rsvp`
 */
export const storeDueTimes = (answers: Prisma.Sql, now: Date): Prisma.Sql => Prisma.sql`
  INSERT INTO "EventReminder" ("eventId", "minutes", "dueAt", "publishedAt")
  SELECT DISTINCT e."id", m, d."dueAt", CASE WHEN d."dueAt" <= ${now}::timestamptz THEN ${now}::timestamptz END
  FROM ${answers} r JOIN "Event" e ON e."id" = r."eventId"
    CROSS JOIN LATERAL unnest(${wantedMinutes}) m
    CROSS JOIN LATERAL (SELECT ${eventBeginsAt} - m * interval '1 minute' AS "dueAt") d
  WHERE r."state" = 'going'
  ON CONFLICT DO NOTHING`;

/** Stores the reminders that these answers to events to come want by now. */
export async function addDueTimes(
  tx: Transaction,
  answers: { personId: string } | { communityId: string },
  now: Date,
): Promise<void> {
  const some =
    'personId' in answers
      ? Prisma.sql`a."personId" = ${answers.personId}::uuid`
      : Prisma.sql`v."communityId" = ${answers.communityId}::uuid`;
  await tx.$executeRaw(
    storeDueTimes(
      Prisma.sql`(SELECT a.* FROM "Rsvp" a JOIN "Event" v ON v."id" = a."eventId"
        WHERE ${some} AND v."endsAt" >= ${now})`,
      now,
    ),
  );
}

/** Moves the reminders of an event to its new time; those that would be due already are passed over. */
export async function moveDueTimes(tx: Transaction, eventId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "EventReminder" m SET "dueAt" = d."dueAt",
      "publishedAt" = CASE WHEN d."dueAt" <= ${now}::timestamptz THEN ${now}::timestamptz END
    FROM (
      SELECT o."eventId", o."minutes", ${eventBeginsAt} - o."minutes" * interval '1 minute' AS "dueAt"
      FROM "EventReminder" o JOIN "Event" e ON e."id" = o."eventId" WHERE e."id" = ${eventId}::uuid
    ) d
    WHERE m."eventId" = d."eventId" AND m."minutes" = d."minutes" AND m."dueAt" <> d."dueAt"`;
}
