import type { PrismaClient } from '../../database/generated/client.ts';

/** The key of a run that is inserted and deleted again; no schedule has this name. */
const key = 'health';

/** The smallest queries that show that the database answers (`ping`) and accepts writes (`tryWrite`). */
export const databaseProbe = (
  db: Pick<PrismaClient, '$queryRaw' | 'scheduledRun'>,
  now: () => number,
) => ({
  ping: () => db.$queryRaw`SELECT 1`,
  async tryWrite() {
    const at = new Date(now());
    await db.scheduledRun.createMany({ data: [{ key, at, claimedAt: at }], skipDuplicates: true });
    await db.scheduledRun.deleteMany({ where: { key } });
  },
});
