import type { PrismaClient } from '../database/generated/client.ts';
import { runSequentially } from './run-sequentially.ts';
import type { ScheduledJob } from './scheduled.ts';

const dayMs = 24 * 3_600_000;

/** Rows of one kind that are deleted once they are old enough. */
export interface RetentionRule {
  /** Names the rows in results, for instance `prompt`. */
  name: string;
  /** How long rows are retained, in milliseconds. */
  keepMs: number;
  /** Deletes the rows that are older than `before`. */
  deleteBefore(db: PrismaClient, before: Date): Promise<{ count: number }>;
}

/** Which process took which scheduled run. */
export const scheduledRunRetention: RetentionRule = {
  name: 'scheduledRun',
  keepMs: 7 * dayMs,
  deleteBefore: (db, before) =>
    db.scheduledRun.deleteMany({ where: { claimedAt: { lt: before } } }),
};

/**
 * Applies every rule; one that fails does not stop the others.
 * @returns how many rows each rule deleted
 * @throws the first failure, once all rules were tried
 */
export async function deleteExpired(
  db: PrismaClient,
  rules: readonly RetentionRule[],
  now: number,
): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  await runSequentially(
    ...rules.map(({ name, keepMs, deleteBefore }) => async () => {
      const { count } = await deleteBefore(db, new Date(now - keepMs));
      deleted[name] = (deleted[name] ?? 0) + count;
    }),
  );
  return deleted;
}

/** Applies the rules once a day. */
export const retentionJob = (
  db: PrismaClient,
  rules: readonly RetentionRule[],
  now: () => number,
): ScheduledJob => ({
  name: 'cleaning',
  cron: '40 3 * * *',
  async run() {
    await deleteExpired(db, rules, now());
  },
});
