import type { Prisma, Publication } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import { enqueueFanOut } from './fan-out-queues.ts';

type Tx = Prisma.TransactionClient;

/** Whether a publication's fan-out is pending; locks its row until the transaction ends. */
async function isPending(tx: Tx, id: string): Promise<boolean> {
  const [publication] = await tx.$queryRaw<{ fanOut: string }[]>`
    SELECT "fanOut"::text AS "fanOut" FROM "Publication" WHERE id = ${id}::uuid FOR SHARE`;
  return publication?.fanOut === 'pending';
}

/** Whether an edit that a reply notices is still being fanned out: until then the first copies are not known. */
async function isRepliedEditPending(
  tx: Tx,
  { operation, originalId, createdAt }: Publication,
): Promise<boolean> {
  if (operation !== 'reply') return false;
  const edits = await tx.$queryRaw<{ fanOut: string }[]>`
    SELECT "fanOut"::text AS "fanOut" FROM "Publication"
    WHERE "originalId" = ${originalId}::uuid AND operation = 'edit' AND "createdAt" <= ${createdAt}::timestamptz FOR SHARE`;
  return edits.some(({ fanOut }) => fanOut === 'pending');
}

/** Whether a publication's fan-out has to wait for another's. That one then queues it again. */
export const mustWaitForOthers = async (tx: Tx, publication: Publication): Promise<boolean> =>
  (publication.originalId !== null && (await isPending(tx, publication.originalId))) ||
  isRepliedEditPending(tx, publication);

/** Queues the corrections and replies that may have waited for this fan-out. */
export async function enqueueDependents(
  tx: Tx,
  jobs: Pick<JobQueue, 'send'>,
  { id, originalId }: Pick<Publication, 'id' | 'originalId'>,
): Promise<void> {
  const dependents = await tx.publication.findMany({
    where: { originalId: originalId ?? id, fanOut: 'pending' },
    select: { id: true, priority: true, fanOutCursor: true },
    orderBy: { createdAt: 'asc' },
  });
  for (const dependent of dependents) await enqueueFanOut(tx, jobs, dependent);
}
