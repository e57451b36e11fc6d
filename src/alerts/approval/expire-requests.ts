import type { PrismaClient } from '../../database/generated/client.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { cancelPendingRequests, notifyRequester } from './close-requests.ts';
import { type ApprovalRequest, listOverdueRequests } from './requests.ts';
import type { ApprovalNotices } from './services.ts';

const batchSize = 50;
const jobName = 'lapsing approvals';

export interface ExpireApprovalsOptions {
  db: PrismaClient;
  notices: ApprovalNotices;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Skips rows that fail repeatedly. */
  aside?: Quarantine;
}

/**
 * Cancels the requests that nobody decided in time, and tells the requesters. Safe to run in several processes.
 * @returns how many were cancelled
 */
export async function expireApprovals({
  db,
  notices,
  now,
  aside = noQuarantine(),
}: ExpireApprovalsOptions): Promise<number> {
  const services = { notices, now: Temporal.Instant.fromEpochMilliseconds(now()) };
  let expiredCount = 0;
  const expire = async (request: ApprovalRequest) => {
    expiredCount += await db.$transaction(async (tx) => {
      const cancelled = await cancelPendingRequests(services, tx, request.alertId, 'late');
      if (cancelled > 0) {
        await notifyRequester(services, tx, request, { outcome: 'late', decidedBy: '' });
      }
      return cancelled;
    });
  };
  const overdue = await listOverdueRequests(db, new Date(now()), batchSize, aside.ids(jobName));
  await aside.forEach(jobName, overdue, ({ id }) => id, expire);
  return expiredCount;
}

export const expireApprovalsJob = (options: ExpireApprovalsOptions): ScheduledJob => ({
  name: 'expiring approvals',
  cron: '* * * * *',
  async run() {
    await expireApprovals(options);
  },
});
