import { z } from 'zod';
import { Prisma, type PrismaClient } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import type { Platform } from '../../platform.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import type { DeliveryMetrics } from '../metrics.ts';

/** The queue of publications whose waiting deliveries are to become something else. */
export const bulkUpdateQueue = 'sweep';

/** Rows changed at once: some tens of milliseconds on the embedded database. */
const chunkSize = 2_000;

/** Seconds until it is looked again for what was under way. */
const recheckSeconds = 2;

/** What waiting deliveries become: left out with a reason, put aside while the publication is paused, or due again. */
const jobSchema = z.object({
  publicationId: z.string(),
  to: z.enum(['cancelled', 'too late', 'paused', 'resumed']),
});
export type BulkUpdateJob = z.infer<typeof jobSchema>;

/** Changes the next chunk of a publication's waiting deliveries, and asks for the one after it in the same transaction. */
export async function runBulkUpdate(
  db: PrismaClient,
  jobs: Pick<JobQueue, 'send'>,
  data: unknown,
  now: Date,
  metrics: Pick<DeliveryMetrics, 'finished'>,
): Promise<void> {
  const { publicationId, to } = jobSchema.parse(data);
  const assignments = {
    cancelled: Prisma.sql`state = 'skipped', error = 'cancelled'`,
    'too late': Prisma.sql`state = 'skipped', error = 'too late'`,
    paused: Prisma.sql`"dueAt" = NULL`,
    resumed: Prisma.sql`"dueAt" = ${now}`,
  }[to];
  const condition = {
    cancelled: Prisma.sql`true`,
    'too late': Prisma.sql`true`,
    paused: Prisma.sql`"dueAt" IS NOT NULL`,
    resumed: Prisma.sql`"dueAt" IS NULL`,
  }[to];
  const ended = await db.$transaction(async (tx) => {
    const publication = await tx.publication.findUnique({
      where: { id: publicationId },
      select: { pausedAt: true },
    });
    // Whoever paused or resumed it last has it their way.
    if (!publication || (to === 'paused') !== (publication.pausedAt !== null)) {
      if (!publication || to === 'paused' || to === 'resumed') return [];
    }
    const countSending = () => tx.delivery.count({ where: { publicationId, state: 'sending' } });
    // Before too: what comes back between the change and the count after it would be seen by neither.
    const before = await countSending();
    const changed = await tx.$queryRaw<{ platform: Platform; priority: number; count: number }[]>`
      WITH changed AS (
        UPDATE "Delivery" SET ${assignments} WHERE id IN (
          SELECT id FROM "Delivery" WHERE "publicationId" = ${publicationId}::uuid AND state = 'queued' AND ${condition}
          LIMIT ${chunkSize} FOR UPDATE)
        RETURNING platform, priority)
      SELECT platform::text AS platform, priority, count(*)::int AS count FROM changed GROUP BY 1, 2`;
    const count = changed.reduce((sum, row) => sum + row.count, 0);
    if (count === chunkSize) {
      await jobs.send(tx, bulkUpdateQueue, { publicationId, to });
      return changed;
    }
    // What is under way now may come back and wait again.
    if (before + (await countSending()) > 0) {
      await jobs.send(tx, bulkUpdateQueue, { publicationId, to }, { startAfter: recheckSeconds });
    }
    return changed;
  });
  if (to === 'paused' || to === 'resumed') return;
  for (const copies of ended) metrics.finished({ ...copies, state: 'skipped', error: to });
}

const taskName = 'leaving out what is late';

/** Publications whose time is over, with something that still waits. */
export async function expirePublications(
  db: PrismaClient,
  jobs: Pick<JobQueue, 'send'>,
  now: Date,
  quarantine: Quarantine,
): Promise<number> {
  const late = await db.publication.findMany({
    where: {
      ...{ expiresAt: { lt: now }, expiredAt: null, fanOut: 'done' },
      id: { notIn: quarantine.ids(taskName) },
    },
    select: { id: true },
    take: 100,
  });
  const end = ({ id }: { id: string }) =>
    db.$transaction(async (tx) => {
      const { count } = await tx.publication.updateMany({
        where: { id, expiredAt: null },
        data: { expiredAt: now },
      });
      if (count === 1) await jobs.send(tx, bulkUpdateQueue, { publicationId: id, to: 'too late' });
    });
  await quarantine.forEach(taskName, late, ({ id }) => id, end);
  return late.length;
}
