import { z } from 'zod';
import type { Prisma, Publication } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import { initialChunkSize } from './chunk-size.ts';

/** Queues of publications whose deliveries are to be inserted: alerts do not wait behind briefings. */
export const fanOutQueues = { urgent: 'fan-out-urgent', normal: 'fan-out' } as const;

export const fanOutQueue = ({ priority }: { priority: number }): string =>
  priority === 0 ? fanOutQueues.urgent : fanOutQueues.normal;

export const fanOutJobSchema = z.object({
  publicationId: z.string(),
  /** `Publication.fanOutCursor` when the job was queued. Of two jobs with the same cursor the second does nothing. */
  after: z.string().nullable().default(null),
  size: z.number().int().positive().default(initialChunkSize),
});

export type FanOutJob = z.input<typeof fanOutJobSchema>;

/** pg-boss serves the highest number first. Clamped, since the queue refuses numbers out of its range. */
const jobPriority = (priority: number): number => 2 - Math.min(2, Math.max(0, priority));

export async function sendFanOutJob(
  tx: Prisma.TransactionClient,
  jobs: Pick<JobQueue, 'send'>,
  { priority }: { priority: number },
  job: FanOutJob,
): Promise<void> {
  await jobs.send(tx, fanOutQueue({ priority }), job, { priority: jobPriority(priority) });
}

/** Queues a job that inserts a publication's deliveries, or the rest of them. */
export const enqueueFanOut = (
  tx: Prisma.TransactionClient,
  jobs: Pick<JobQueue, 'send'>,
  publication: Pick<Publication, 'id' | 'priority' | 'fanOutCursor'>,
): Promise<void> =>
  sendFanOutJob(tx, jobs, publication, {
    publicationId: publication.id,
    after: publication.fanOutCursor,
  });
