import type { PrismaClient } from '../../database/generated/client.ts';

/** The key of a beat that is written and taken away again; no schedule has this name. */
const key = 'health';

/** The least that the store can be asked: whether it answers, and whether it can write. */
export const databaseProbe = (db: Pick<PrismaClient, '$queryRaw' | 'beat'>, now: () => number) => ({
  ping: () => db.$queryRaw`SELECT 1`,
  async tryWrite() {
    const at = new Date(now());
    await db.beat.createMany({ data: [{ key, at, takenAt: at }], skipDuplicates: true });
    await db.beat.deleteMany({ where: { key } });
  },
});
