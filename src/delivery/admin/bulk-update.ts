import { z } from 'zod';
import { Prisma, type PrismaClient } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import type { Platform } from '../../platform.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import type { Transaction } from '../publications.ts';

/** The queue of publications whose queued deliveries are to be changed. Its name is that of older versions' jobs. */
export const bulkUpdateQueue = 'sweep';

/** Deliveries changed at once: some tens of milliseconds on the embedded database. */
const chunkSize = 2_000;
/** Seconds until deliveries that were in flight are checked again. */
const recheckSeconds = 2;

const jobSchema = z.object({
  publicationId: z.string(),
  /** What queued deliveries become: skipped with that reason, not due while paused, or due again. */
  to: z.enum(['cancelled', 'too late', 'paused', 'resumed']),
});
export type BulkUpdateJob = z.infer<typeof jobSchema>;

const isSkip = (to: BulkUpdateJob['to']) => to === 'cancelled' || to === 'too late';

/** The columns that change, and which queued deliveries have not changed yet. */
function updateOf(to: BulkUpdateJob['to'], now: Date): { set: Prisma.Sql; where: Prisma.Sql } {
  switch (to) {
    case 'cancelled':
    case 'too late':
      return { set: Prisma.sql`state = 'skipped', error = ${to}`, where: Prisma.sql`true` };
    case 'paused':
      return { set: Prisma.sql`"dueAt" = NULL`, where: Prisma.sql`"dueAt" IS NOT NULL` };
    case 'resumed':
      return { set: Prisma.sql`"dueAt" = ${now}`, where: Prisma.sql`"dueAt" IS NULL` };
  }
}

/** Whether the job still applies: of pausing and resuming the latest request wins. */
async function isCurrent(tx: Transaction, { publicationId, to }: BulkUpdateJob): Promise<boolean> {
  const publication = await tx.publication.findUnique({
    where: { id: publicationId },
    select: { pausedAt: true },
  });
  if (!publication) return false;
  return isSkip(to) || (to === 'paused') === (publication.pausedAt !== null);
}

export async function enqueueBulkUpdate(
  tx: Transaction,
  jobs: Pick<JobQueue, 'send'>,
  job: BulkUpdateJob,
  options: { priority?: number; startAfter?: number } = {},
): Promise<void> {
  await jobs.send(tx, bulkUpdateQueue, job, options);
}

/** Changes the next chunk of a publication's queued deliveries, and queues the following one in the same transaction. */
export async function runBulkUpdate(
  db: PrismaClient,
  jobs: Pick<JobQueue, 'send'>,
  data: unknown,
  now: Date,
  metrics: Pick<DeliveryMetrics, 'finished'>,
): Promise<void> {
  const job = jobSchema.parse(data);
  const { publicationId, to } = job;
  const { set, where } = updateOf(to, now);
  const changed = await db.$transaction(async (tx) => {
    if (!(await isCurrent(tx, job))) return [];
    const countSending = () => tx.delivery.count({ where: { publicationId, state: 'sending' } });
    // Counted before as well: a delivery that is queued again after the update may not be sending at the end.
    const sendingBefore = await countSending();
    const rows = await tx.$queryRaw<{ platform: Platform; priority: number; count: number }[]>`
      WITH changed AS (
        UPDATE "Delivery" SET ${set} WHERE id IN (
          SELECT id FROM "Delivery" WHERE "publicationId" = ${publicationId}::uuid AND state = 'queued' AND ${where}
          LIMIT ${chunkSize} FOR UPDATE)
        RETURNING platform, priority)
      SELECT platform::text AS platform, priority, count(*)::int AS count FROM changed GROUP BY 1, 2`;
    const count = rows.reduce((sum, row) => sum + row.count, 0);
    if (count === chunkSize) {
      await enqueueBulkUpdate(tx, jobs, job);
    } else if (sendingBefore + (await countSending()) > 0) {
      // A delivery that is in flight may be queued again.
      await enqueueBulkUpdate(tx, jobs, job, { startAfter: recheckSeconds });
    }
    return rows;
  });
  if (!isSkip(to)) return;
  for (const counted of changed) metrics.finished({ ...counted, state: 'skipped', error: to });
}
