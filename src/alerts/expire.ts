import type { PrismaClient } from '../database/generated/client.ts';
import type { Publications } from '../delivery/publications.ts';
import { noQuarantine, type Quarantine } from '../schedule/quarantine.ts';
import { runSequentially } from '../schedule/run-sequentially.ts';
import type { ScheduledJob } from '../schedule/scheduler.ts';
import { notifyRequester, voidPendingRequests } from './approval/close-requests.ts';
import { type ApprovalRequest, listOverdueRequests } from './approval/requests.ts';
import { alertMessages } from './messages.ts';
import { type AlertDetails, findFirstPublicationId, listEndedAlerts } from './queries.ts';

/** How long drafts that nobody confirmed are kept, in milliseconds: who presses late is told why nothing happens. */
const draftRetentionMs = 48 * 3_600_000;
/** Alerts ended in one go. */
const batchSize = 50;

export interface ExpireAlertsOptions {
  db: PrismaClient;
  publications: Publications;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What becomes of rows whose work breaks. */
  aside?: Quarantine;
}

const jobNames = { ending: 'ending alerts', lapsing: 'lapsing approvals' } as const;

/**
 * Ends the alerts whose time is over, each with an edit of every copy that says so, and takes out old drafts.
 * Two processes at once end an alert once. @returns how many ended
 */
export async function expireAlerts({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: ExpireAlertsOptions): Promise<number> {
  const at = new Date(now());
  let ended = 0;
  const end = async (alert: AlertDetails) => {
    ended += await db.$transaction(async (tx) => {
      const { count } = await tx.alert.updateMany({
        where: { id: alert.id, state: 'active', version: alert.version },
        data: { state: 'expired' },
      });
      const originalId = count === 1 ? await findFirstPublicationId(tx, alert.id) : undefined;
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
  await runSequentially(
    async () => {
      const over = await listEndedAlerts(db, at, batchSize, aside.ids(jobNames.ending));
      await aside.forEach(jobNames.ending, over, ({ id }) => id, end);
    },
    () =>
      db.alert.deleteMany({
        where: { state: 'draft', createdAt: { lt: new Date(now() - draftRetentionMs) } },
      }),
  );
  return ended;
}

/** Ends requests for approval that nobody decided in time, and tells who asked. @returns how many ended */
export async function expireApprovals({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: ExpireAlertsOptions): Promise<number> {
  const at = new Date(now());
  const call = { publications, now: Temporal.Instant.fromEpochMilliseconds(now()) };
  let ended = 0;
  const lapse = async (request: ApprovalRequest) => {
    ended += await db.$transaction(async (tx) => {
      const voided = await voidPendingRequests(call, tx, request.alertId, 'late');
      if (voided > 0) await notifyRequester(call, tx, request, { outcome: 'late', by: '' });
      return voided;
    });
  };
  const late = await listOverdueRequests(db, at, batchSize, aside.ids(jobNames.lapsing));
  await aside.forEach(jobNames.lapsing, late, ({ id }) => id, lapse);
  return ended;
}

export const expireAlertsJob = (parts: ExpireAlertsOptions): ScheduledJob => ({
  name: 'expiring alerts',
  cron: '* * * * *',
  run: () =>
    runSequentially(
      () => expireApprovals(parts),
      () => expireAlerts(parts),
    ),
});
