import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import type { Clock } from '../clock.ts';
import type { WorkerHealthRecorder } from '../worker-health.ts';
import { enqueueBulkUpdate } from './bulk-update.ts';

/** How often expired publications are looked for, in milliseconds. */
const expiryPollMs = 15_000;
/** Publications per run. */
const batchSize = 100;
const taskName = 'expiring publications';

/** Skips the queued deliveries of expired publications. @returns how many publications were found */
async function expirePublications(
  db: PrismaClient,
  jobs: Pick<JobQueue, 'send'>,
  now: Date,
  quarantine: Quarantine,
): Promise<number> {
  const expired = await db.publication.findMany({
    where: {
      ...{ expiresAt: { lt: now }, expiredAt: null, fanOut: 'done' },
      id: { notIn: quarantine.ids(taskName) },
    },
    select: { id: true },
    take: batchSize,
  });
  const expire = ({ id }: { id: string }) =>
    db.$transaction(async (tx) => {
      const { count } = await tx.publication.updateMany({
        where: { id, expiredAt: null },
        data: { expiredAt: now },
      });
      if (count === 1) await enqueueBulkUpdate(tx, jobs, { publicationId: id, to: 'too late' });
    });
  await quarantine.forEach(taskName, expired, ({ id }) => id, expire);
  return expired.length;
}

export interface ExpiryLoopOptions {
  db: PrismaClient;
  jobs: Pick<JobQueue, 'send'>;
  quarantine: Quarantine;
  clock: Clock;
  log: Logger;
  stopping: AbortSignal;
  workerHealth: WorkerHealthRecorder;
}

/** Expires publications every few seconds until it is stopped. */
export async function runExpiryLoop({
  db,
  jobs,
  quarantine,
  clock,
  log,
  stopping,
  workerHealth,
}: ExpiryLoopOptions): Promise<void> {
  while (!stopping.aborted) {
    try {
      await expirePublications(db, jobs, new Date(clock.now()), quarantine);
      workerHealth.recordRun('delivery expiry');
    } catch (error) {
      workerHealth.recordRun('delivery expiry', error);
      log.error(
        { event: 'delivery.expiry_failed', err: error },
        'publications could not be expired',
      );
    }
    await clock.sleep(expiryPollMs, stopping);
  }
}
