import type { PrismaClient } from '../database/generated/client.ts';
import type { Publications } from '../delivery/publications.ts';
import { type Aside, inTurn, onceAside } from '../schedule/aside.ts';
import type { Job } from '../schedule/schedule.ts';
import { lateRequests, type Request } from './approval/request.ts';
import { answerAsker, voidWaiting } from './approval/void.ts';
import { alertsThatEnded, firstPublication, type WholeAlert } from './find.ts';
import { alertMessages } from './show.ts';

/** How long drafts that nobody confirmed are kept, in milliseconds: who presses late is told why nothing happens. */
const draftsKept = 48 * 3_600_000;
/** Alerts ended in one go. */
const atOnce = 50;

export interface ExpireParts {
  db: PrismaClient;
  publications: Publications;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What becomes of rows whose work breaks. */
  aside?: Aside;
}

const works = { ending: 'ending alerts', lapsing: 'lapsing approvals' } as const;

/**
 * Ends the alerts whose time is over, each with an edit of every copy that says so, and takes out old drafts.
 * Two processes at once end an alert once. @returns how many ended
 */
export async function expireAlerts({
  db,
  publications,
  now,
  aside = onceAside(),
}: ExpireParts): Promise<number> {
  const at = new Date(now());
  let ended = 0;
  const end = async (alert: WholeAlert) => {
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
  };
  await inTurn(
    async () => {
      const over = await alertsThatEnded(db, at, atOnce, aside.ids(works.ending));
      await aside.each(works.ending, over, ({ id }) => id, end);
    },
    () =>
      db.alert.deleteMany({
        where: { state: 'draft', createdAt: { lt: new Date(now() - draftsKept) } },
      }),
  );
  return ended;
}

/** Ends requests for approval that nobody decided in time, and tells who asked. @returns how many ended */
export async function lapseApprovals({
  db,
  publications,
  now,
  aside = onceAside(),
}: ExpireParts): Promise<number> {
  const at = new Date(now());
  const call = { publications, now: Temporal.Instant.fromEpochMilliseconds(now()) };
  let ended = 0;
  const lapse = async (request: Request) => {
    ended += await db.$transaction(async (tx) => {
      const voided = await voidWaiting(call, tx, request.alertId, 'late');
      if (voided > 0) await answerAsker(call, tx, request, { outcome: 'late', by: '' });
      return voided;
    });
  };
  const late = await lateRequests(db, at, atOnce, aside.ids(works.lapsing));
  await aside.each(works.lapsing, late, ({ id }) => id, lapse);
  return ended;
}

export const expiringAlerts = (parts: ExpireParts): Job => ({
  name: 'expiring alerts',
  cron: '* * * * *',
  run: () =>
    inTurn(
      () => lapseApprovals(parts),
      () => expireAlerts(parts),
    ),
});
