import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';

/** When the next queued delivery is due, if any; an invalid date when that date cannot be represented. */
export async function nextDueAt(db: PrismaClient, platform: Platform): Promise<Date | undefined> {
  const [next] = await db.$queryRaw<{ dueAt: Date | null }[]>`
    SELECT min(due."dueAt") AS "dueAt" FROM (VALUES (0, false), (0, true), (1, false), (1, true), (2, false), (2, true)) l(priority, boosted)
    CROSS JOIN LATERAL (SELECT "dueAt" FROM "Delivery" d WHERE d.platform = ${platform}::"Platform" AND d.state = 'queued'
      AND d.priority = l.priority AND d.boosted = l.boosted ORDER BY "dueAt" LIMIT 1) due`;
  return next?.dueAt ?? undefined;
}

/** Makes deliveries with an unrepresentable due time due now. @returns how many */
export const repairDueAt = (db: PrismaClient, platform: Platform, now: Date): Promise<number> =>
  db.$executeRaw`
    UPDATE "Delivery" SET "dueAt" = ${now}
    WHERE platform = ${platform}::"Platform" AND state = 'queued' AND "dueAt" > '9999-01-01'`;

/**
 * Moves the due times of queued deliveries back after the system clock was set back; otherwise they would be late.
 * @param byMs milliseconds, positive
 * @returns how many
 */
export const shiftDueAt = (
  db: PrismaClient,
  platform: Platform,
  { byMs, now }: { byMs: number; now: Date },
): Promise<number> =>
  db.$executeRaw`
    UPDATE "Delivery" SET "dueAt" = "dueAt" - make_interval(secs => ${byMs / 1000})
    WHERE platform = ${platform}::"Platform" AND state = 'queued' AND "dueAt" > ${now}`;
