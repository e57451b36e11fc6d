import type { PrismaClient } from '../database/generated/client.ts';
import { inTurn } from './aside.ts';
import type { Job } from './schedule.ts';

const day = 24 * 3_600_000;

/**
 * How long what has served its time is still kept, in milliseconds. Questions and codes a while longer than
 * they hold, so that who comes late is told so; beats and updates longer than anybody could still ask for them.
 */
const kept = {
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
const asking = { command: 'prompt', keptMs: day } as const;

type Tables = Pick<PrismaClient, keyof typeof kept>;

/**
 * Takes out what nobody needs any more; what cannot be taken out of one table keeps nothing in the others.
 * @returns how many rows of each table
 * @throws when a table could not be cleaned, once all others are
 */
export async function cleanUp(db: Tables, now: number): Promise<Record<keyof typeof kept, number>> {
  const gone = {
    prompt: 0,
    keyboard: 0,
    spentButton: 0,
    cooldown: 0,
    code: 0,
    attempt: 0,
    beat: 0,
    handledUpdate: 0,
  };
  const before = (table: keyof typeof kept) => ({ lt: new Date(now - kept[table]) });
  const clean =
    (table: keyof typeof kept, remove: () => Promise<{ count: number }>) => async () => {
      gone[table] = (await remove()).count;
    };
  await inTurn(
    clean('prompt', () => db.prompt.deleteMany({ where: { expiresAt: before('prompt') } })),
    clean('keyboard', () =>
      db.keyboard.deleteMany({
        where: {
          OR: [
            { createdAt: before('keyboard') },
            {
              createdAt: { lt: new Date(now - asking.keptMs) },
              actions: { path: ['0', 'command'], equals: asking.command },
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
  return gone;
}

export const cleaning = (db: Tables, now: () => number): Job => ({
  name: 'cleaning',
  cron: '40 3 * * *',
  async run() {
    await cleanUp(db, now());
  },
});
