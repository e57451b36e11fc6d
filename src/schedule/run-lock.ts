import type { PrismaClient } from '../database/generated/client.ts';

/** Claims a scheduled time for this process. @returns whether no other process had claimed it */
export type RunLock = (key: string, at: Date) => Promise<boolean>;

/** The first process on the database to insert the row runs the job. */
export function createRunLock(db: Pick<PrismaClient, 'scheduledRun'>, now: () => number): RunLock {
  return async (key, at) => {
    const { count } = await db.scheduledRun.createMany({
      data: [{ key, at, claimedAt: new Date(now()) }],
      skipDuplicates: true,
    });
    return count === 1;
  };
}
