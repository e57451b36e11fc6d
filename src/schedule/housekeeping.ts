import type { PrismaClient } from '../database/generated/client.ts';
import type { Job } from './schedule.ts';

const day = 24 * 3_600_000;

/**
 * How long what has served its time is still kept, in milliseconds. Questions and codes a while longer than
 * they hold, so that who comes late is told so; beats longer than any process could still ask for them.
 */
const kept = {
  prompt: day,
  keyboard: 90 * day,
  spentButton: 90 * day,
  cooldown: day,
  code: day,
  attempt: day,
  beat: 7 * day,
} as const;

type Tables = Pick<PrismaClient, keyof typeof kept>;

/** Takes out what nobody needs any more. @returns how many rows of each table */
export async function cleanUp(db: Tables, now: number): Promise<Record<keyof typeof kept, number>> {
  const before = (table: keyof typeof kept) => ({ lt: new Date(now - kept[table]) });
  const { count: prompt } = await db.prompt.deleteMany({ where: { expiresAt: before('prompt') } });
  const { count: keyboard } = await db.keyboard.deleteMany({
    where: { createdAt: before('keyboard') },
  });
  const { count: spentButton } = await db.spentButton.deleteMany({
    where: { spentAt: before('spentButton') },
  });
  const { count: cooldown } = await db.cooldown.deleteMany({
    where: { until: before('cooldown') },
  });
  const { count: code } = await db.code.deleteMany({ where: { expiresAt: before('code') } });
  const { count: attempt } = await db.attempt.deleteMany({
    where: { windowAt: before('attempt') },
  });
  const { count: beat } = await db.beat.deleteMany({ where: { takenAt: before('beat') } });
  return { prompt, keyboard, spentButton, cooldown, code, attempt, beat };
}

export const cleaning = (db: Tables, now: () => number): Job => ({
  name: 'cleaning',
  cron: '40 3 * * *',
  async run() {
    await cleanUp(db, now());
  },
});
