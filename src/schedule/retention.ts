import type { PrismaClient } from '../database/generated/client.ts';
import { runSequentially } from './quarantine.ts';
import type { ScheduledJob } from './scheduler.ts';

const day = 24 * 3_600_000;

/**
 * How long what has served its time is still kept, in milliseconds. Questions and codes a while longer than
 * they hold, so that who comes late is told so; beats and updates longer than anybody could still ask for them.
 */
const retentionMs = {
  prompt: day,
  keyboard: 90 * day,
  spentButton: 90 * day,
  cooldown: day,
  code: day,
  attempt: day,
  beat: 7 * day,
  handledUpdate: 2 * day,
} as const;

/** The command of the buttons under questions. They go with their questions: of those that stand none is so old. */
const promptButtons = { command: 'prompt', retentionMs: day } as const;

type RetentionTables = Pick<PrismaClient, keyof typeof retentionMs>;

/**
 * Takes out what nobody needs any more; what cannot be taken out of one table keeps nothing in the others.
 * @returns how many rows of each table
 * @throws when a table could not be cleaned, once all others are
 */
export async function deleteExpired(
  db: RetentionTables,
  now: number,
): Promise<Record<keyof typeof retentionMs, number>> {
  const deleted = {
    prompt: 0,
    keyboard: 0,
    spentButton: 0,
    cooldown: 0,
    code: 0,
    attempt: 0,
    beat: 0,
    handledUpdate: 0,
  };
  const before = (table: keyof typeof retentionMs) => ({ lt: new Date(now - retentionMs[table]) });
  const clean =
    (table: keyof typeof retentionMs, remove: () => Promise<{ count: number }>) => async () => {
      deleted[table] = (await remove()).count;
    };
  await runSequentially(
    clean('prompt', () => db.prompt.deleteMany({ where: { expiresAt: before('prompt') } })),
    clean('keyboard', () =>
      db.keyboard.deleteMany({
        where: {
          OR: [
            { createdAt: before('keyboard') },
            {
              createdAt: { lt: new Date(now - promptButtons.retentionMs) },
              actions: { path: ['0', 'command'], equals: promptButtons.command },
            },
          ],
        },
      }),
    ),
    clean('spentButton', () =>
      db.spentButton.deleteMany({ where: { spentAt: before('spentButton') } }),
    ),
    clean('cooldown', () => db.cooldown.deleteMany({ where: { until: before('cooldown') } })),
    clean('code', () => db.code.deleteMany({ where: { expiresAt: before('code') } })),
    clean('attempt', () => db.attempt.deleteMany({ where: { windowAt: before('attempt') } })),
    clean('beat', () => db.beat.deleteMany({ where: { takenAt: before('beat') } })),
    clean('handledUpdate', () =>
      db.handledUpdate.deleteMany({ where: { handledAt: before('handledUpdate') } }),
    ),
  );
  return deleted;
}

export const retentionJob = (db: RetentionTables, now: () => number): ScheduledJob => ({
  name: 'cleaning',
  cron: '40 3 * * *',
  async run() {
    await deleteExpired(db, now());
  },
});
