import { z } from 'zod';
import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import type { Jobs } from '../database/jobs.ts';
import type { Aside } from '../schedule/aside.ts';
import type { Meter } from './meter.ts';

/** The queue of publications whose waiting deliveries are to become something else. */
export const sweepQueue = 'sweep';

/** Rows changed at once: some tens of milliseconds on the embedded database. */
const chunk = 2_000;

/** Seconds until it is looked again for what was under way. */
const againSeconds = 2;

/** What waiting deliveries become: left out with a reason, put aside while the publication is paused, or due again. */
const jobSchema = z.object({
  publicationId: z.string(),
  to: z.enum(['cancelled', 'too late', 'paused', 'resumed']),
});
export type SweepJob = z.infer<typeof jobSchema>;

/** Changes the next chunk of a publication's waiting deliveries, and asks for the one after it in the same transaction. */
export async function sweep(
  db: PrismaClient,
  jobs: Pick<Jobs, 'send'>,
  data: unknown,
  now: Date,
  meter: Pick<Meter, 'ended'>,
): Promise<void> {
  const { publicationId, to } = jobSchema.parse(data);
  const set = {
    cancelled: Prisma.sql`state = 'skipped', error = 'cancelled'`,
    'too late': Prisma.sql`state = 'skipped', error = 'too late'`,
    paused: Prisma.sql`"dueAt" = NULL`,
    resumed: Prisma.sql`"dueAt" = ${now}`,
  }[to];
  const those = {
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
    const underWay = () => tx.delivery.count({ where: { publicationId, state: 'sending' } });
    // Before too: what comes back between the change and the count after it would be seen by neither.
    const before = await underWay();
    const changed = await tx.$queryRaw<
      { platform: 'discord' | 'telegram'; lane: number; count: number }[]
    >`
      WITH changed AS (
        UPDATE "Delivery" SET ${set} WHERE id IN (
          SELECT id FROM "Delivery" WHERE "publicationId" = ${publicationId}::uuid AND state = 'queued' AND ${those}
          LIMIT ${chunk} FOR UPDATE)
        RETURNING platform, lane)
      SELECT platform::text AS platform, lane, count(*)::int AS count FROM changed GROUP BY 1, 2`;
    const count = changed.reduce((sum, row) => sum + row.count, 0);
    if (count === chunk) {
      await jobs.send(tx, sweepQueue, { publicationId, to });
      return changed;
    }
    // What is under way now may come back and wait again.
    if (before + (await underWay()) > 0) {
      await jobs.send(tx, sweepQueue, { publicationId, to }, { startAfter: againSeconds });
    }
    return changed;
  });
  if (to === 'paused' || to === 'resumed') return;
  for (const copies of ended) meter.ended({ ...copies, state: 'skipped', error: to });
}

const work = 'leaving out what is late';

/** Publications whose time is over, with something that still waits. */
export async function sweepLate(
  db: PrismaClient,
  jobs: Pick<Jobs, 'send'>,
  now: Date,
  aside: Aside,
): Promise<number> {
  const late = await db.publication.findMany({
    where: {
      ...{ notAfter: { lt: now }, expiredAt: null, fanOut: 'done' },
      id: { notIn: aside.ids(work) },
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
      if (count === 1) await jobs.send(tx, sweepQueue, { publicationId: id, to: 'too late' });
    });
  await aside.each(work, late, ({ id }) => id, end);
  return late.length;
}
