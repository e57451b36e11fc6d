import type { PrismaClient } from '../database/generated/client.ts';
import type { Publications } from '../delivery/publications.ts';
import type { Job } from '../schedule/schedule.ts';
import { alertsThatEnded, firstPublication } from './find.ts';
import { alertMessages } from './show.ts';

/** How long drafts that nobody confirmed are kept, in milliseconds: who presses late is told why nothing happens. */
const draftsKept = 24 * 3_600_000;
/** Alerts ended in one go. */
const atOnce = 50;

export interface ExpireParts {
  db: PrismaClient;
  publications: Pick<Publications, 'publish'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * Ends the alerts whose time is over, each with an edit of every copy that says so, and takes out old drafts.
 * Two processes at once end an alert once. @returns how many ended
 */
export async function expireAlerts({ db, publications, now }: ExpireParts): Promise<number> {
  const at = new Date(now());
  let ended = 0;
  for (const alert of await alertsThatEnded(db, at, atOnce)) {
    ended += await db.$transaction(async (tx) => {
      const { count } = await tx.alert.updateMany({
        where: { id: alert.id, state: 'active', version: alert.version },
        data: { state: 'expired' },
      });
      const originalId = count === 1 ? await firstPublication(tx, alert.id) : undefined;
      if (originalId !== undefined) {
        await publications.publish(tx, {
          communityId: alert.communityId,
          kind: 'correction',
          act: 'edit',
          audience: { to: 'copies', publicationId: originalId },
          messages: alertMessages({ ...alert, state: 'expired' }),
          locale: alert.community.locale,
          alertId: alert.id,
          originalId,
        });
      }
      return count;
    });
  }
  await db.alert.deleteMany({
    where: { state: 'draft', createdAt: { lt: new Date(now() - draftsKept) } },
  });
  return ended;
}

export const expiringAlerts = (parts: ExpireParts): Job => ({
  name: 'expiring alerts',
  cron: '* * * * *',
  async run() {
    await expireAlerts(parts);
  },
});
