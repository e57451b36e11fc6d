import type { PrismaClient } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import { enqueueFanOut } from './fan-out-queues.ts';

const taskName = 'resuming fan-outs';

/** Queues pending fan-outs again: their job may have been lost in a crash, or be missing from a restored backup. */
export async function resumeFanOuts(
  db: PrismaClient,
  jobs: Pick<JobQueue, 'send'>,
  quarantine: Quarantine,
): Promise<void> {
  const pending = await db.publication.findMany({
    where: { fanOut: 'pending' },
    select: { id: true, priority: true, fanOutCursor: true },
    orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }],
  });
  await quarantine.forEach(
    taskName,
    pending,
    ({ id }) => id,
    (publication) => db.$transaction((tx) => enqueueFanOut(tx, jobs, publication)),
  );
}
