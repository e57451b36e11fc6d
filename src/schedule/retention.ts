import type { PrismaClient } from '../database/generated/client.ts';
import { runSequentially } from './run-sequentially.ts';
import type { ScheduledJob } from './scheduler.ts';

const day = 24 * 3_600_000;

/**
 * Milliseconds that expired rows are kept. Prompts and codes outlive their expiry by a day, so that a late answer
 * gets "expired" instead of "unknown"; claimed runs and handled updates outlive every possible duplicate.
 */
const retentionMs = {
  prompt: day,
  actionSet: 90 * day,
  consumedToken: 90 * day,
  cooldown: day,
  code: day,
  rateLimitWindow: day,
  scheduledRun: 7 * day,
  handledUpdate: 2 * day,
} as const;

/** Buttons of this command belong to prompts, and every prompt that is still open is younger than this. */
const promptButtons = { command: 'prompt', retentionMs: day } as const;

type RetentionTables = Pick<PrismaClient, keyof typeof retentionMs>;

/**
 * Deletes expired rows; a failure in one table does not stop the others.
 * @returns the number of deleted rows per table
 * @throws the first failure, once every table was tried
 */
export async function deleteExpired(
  db: RetentionTables,
  now: number,
): Promise<Record<keyof typeof retentionMs, number>> {
  const deleted = {
    prompt: 0,
    actionSet: 0,
    consumedToken: 0,
    cooldown: 0,
    code: 0,
    rateLimitWindow: 0,
    scheduledRun: 0,
    handledUpdate: 0,
  };
  const before = (table: keyof typeof retentionMs) => ({ lt: new Date(now - retentionMs[table]) });
  const clean =
    (table: keyof typeof retentionMs, remove: () => Promise<{ count: number }>) => async () => {
      deleted[table] = (await remove()).count;
    };
  await runSequentially(
    clean('prompt', () => db.prompt.deleteMany({ where: { expiresAt: before('prompt') } })),
    clean('actionSet', () =>
      db.actionSet.deleteMany({
        where: {
          OR: [
            { createdAt: before('actionSet') },
            {
              createdAt: { lt: new Date(now - promptButtons.retentionMs) },
              actions: { path: ['0', 'command'], equals: promptButtons.command },
            },
          ],
        },
      }),
    ),
    clean('consumedToken', () =>
      db.consumedToken.deleteMany({ where: { consumedAt: before('consumedToken') } }),
    ),
    clean('cooldown', () => db.cooldown.deleteMany({ where: { until: before('cooldown') } })),
    clean('code', () => db.code.deleteMany({ where: { expiresAt: before('code') } })),
    clean('rateLimitWindow', () =>
      db.rateLimitWindow.deleteMany({ where: { startsAt: before('rateLimitWindow') } }),
    ),
    clean('scheduledRun', () =>
      db.scheduledRun.deleteMany({ where: { claimedAt: before('scheduledRun') } }),
    ),
    clean('handledUpdate', () =>
      db.handledUpdate.deleteMany({ where: { handledAt: before('handledUpdate') } }),
    ),
  );
  return deleted;
}

export const retentionJob = (db: RetentionTables, now: () => number): ScheduledJob => ({
  name: 'retention',
  cron: '40 3 * * *',
  async run() {
    await deleteExpired(db, now());
  },
});
