import type { PrismaClient } from '../database/generated/client.ts';

/** Takes a beat for this process. @returns whether it was still free */
export type RunLock = (key: string, at: Date) => Promise<boolean>;

/** Of all processes on one database the first to write the beat down runs it. */
export function createRunLock(db: Pick<PrismaClient, 'beat'>, now: () => number): RunLock {
  return async (key, at) => {
    const { count } = await db.beat.createMany({
      data: [{ key, at, takenAt: new Date(now()) }],
      skipDuplicates: true,
    });
    return count === 1;
  };
}
