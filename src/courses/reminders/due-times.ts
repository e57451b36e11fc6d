import { Prisma } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { reminderMinutes } from '../../notifications/reminders/reminder-times.ts';

/** SQL: when the reminder of a session `s` that is `m` minutes before it is due. */
const dueAt = Prisma.sql`(s."startsAt" - m * interval '1 minute')`;

/** A session, and which of its reminders are due. */
export interface DueSession {
  sessionId: string;
  minutes: number[];
}

/**
 * Sessions with reminders that are due and were not published, the next ones first. It is decided here instead of when
 * people get a seat: that is quick, and works in whatever way they get one.
 * @param except sessions that are left out
 */
export const findDueSessions = (
  tx: Pick<Transaction, '$queryRaw'>,
  at: Date,
  { except, limit }: { except: readonly string[]; limit: number },
): Promise<DueSession[]> => tx.$queryRaw<DueSession[]>`
  SELECT s."id" AS "sessionId", array_agg(m) AS "minutes"
  FROM "Session" s CROSS JOIN unnest(${[...reminderMinutes]}::int[]) m
  WHERE s."startsAt" > ${at}
    AND s."startsAt" <= ${at}::timestamptz + ${Math.max(...reminderMinutes)}::int * interval '1 minute'
    AND s."cancelledAt" IS NULL AND ${dueAt} <= ${at}
    AND s."id" <> ALL(${[...except]}::uuid[])
    AND NOT EXISTS (
      SELECT FROM "SessionReminder" r
      WHERE r."sessionId" = s."id" AND r."minutes" = m AND r."dueAt" = ${dueAt}
    )
  GROUP BY s."id" ORDER BY s."startsAt", s."id" LIMIT ${limit}`;

/**
 * Stores that the reminders of a session that are due by now were published, or are passed over: nobody is reminded "a week
 * before" of what was moved to tomorrow.
 * @returns the minutes of those that are stored by it
 */
export async function storePublished(
  tx: Transaction,
  sessionId: string,
  at: Date,
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ minutes: number }[]>`
    INSERT INTO "SessionReminder" ("sessionId", "minutes", "dueAt", "publishedAt")
    SELECT s."id", m, ${dueAt}, ${at}
    FROM "Session" s CROSS JOIN unnest(${[...reminderMinutes]}::int[]) m
    WHERE s."id" = ${sessionId}::uuid AND ${dueAt} <= ${at}
    ON CONFLICT ("sessionId", "minutes") DO UPDATE
      SET "dueAt" = EXCLUDED."dueAt", "publishedAt" = EXCLUDED."publishedAt"
      WHERE "SessionReminder"."dueAt" <> EXCLUDED."dueAt"
    RETURNING "minutes"`;
  return rows.map(({ minutes }) => minutes);
}
