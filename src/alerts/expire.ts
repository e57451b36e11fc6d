import type { PrismaClient } from '../database/generated/client.ts';
import type { Job } from '../schedule/schedule.ts';

/** How long drafts that nobody confirmed are kept, in milliseconds: who presses late is told why nothing happens. */
const draftsKept = 24 * 3_600_000;

/** Ends the alerts whose time is over and takes out old drafts. @returns how many ended */
async function expireAlerts(db: Pick<PrismaClient, 'alert'>, now: number): Promise<number> {
  const { count } = await db.alert.updateMany({
    where: { state: 'active', expiresAt: { lte: new Date(now) } },
    data: { state: 'expired' },
  });
  await db.alert.deleteMany({
    where: { state: 'draft', createdAt: { lt: new Date(now - draftsKept) } },
  });
  return count;
}

export const expiringAlerts = (db: Pick<PrismaClient, 'alert'>, now: () => number): Job => ({
  name: 'expiring alerts',
  cron: '*/5 * * * *',
  async run() {
    await expireAlerts(db, now());
  },
});
