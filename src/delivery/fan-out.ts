import { z } from 'zod';
import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import type { Jobs } from '../database/jobs.ts';
import { audienceChats, audienceSchema } from './audience.ts';

/** The queue of publications whose deliveries are still to be written. */
export const fanOutQueue = 'fan-out';
/** Deliveries written at once: some tens of milliseconds on the embedded database. */
const chunk = 2_000;

const jobSchema = z.object({ publicationId: z.string() });

/** An edit came before all copies of its original were written down. */
class OriginalPending extends Error {
  override name = 'OriginalPending';
}

/**
 * Writes the next chunk of a publication's deliveries, by the order of chat ids, and asks for the one after it
 * in the same transaction. A chunk that is tried again writes nothing twice.
 */
export async function fanOut(
  db: PrismaClient,
  jobs: Pick<Jobs, 'send'>,
  data: unknown,
  now: Date,
): Promise<void> {
  const { publicationId } = jobSchema.parse(data);
  await db.$transaction(async (tx) => {
    const publication = await tx.publication.findUnique({ where: { id: publicationId } });
    if (!publication || publication.fanOut === 'done') return;
    if (publication.originalId !== null) {
      const original = await tx.publication.findUnique({
        where: { id: publication.originalId },
        select: { fanOut: true },
      });
      // Copies that are not written yet would be missed. The queue tries again in a moment.
      if (original?.fanOut === 'pending') throw new OriginalPending();
    }
    const audience = audienceChats(audienceSchema.parse(publication.audience));
    const after =
      publication.fanOutTo === null
        ? Prisma.empty
        : Prisma.sql`AND c.id > ${publication.fanOutTo}::uuid`;
    const rows = await tx.$queryRaw<{ id: string; platform: 'discord' | 'telegram' }[]>`
      SELECT DISTINCT c.id, c.platform FROM "Chat" c
      JOIN (${audience}) a ON a.id = c.id
      WHERE c."closedAt" IS NULL ${after}
      ORDER BY c.id LIMIT ${chunk}`;
    if (rows.length > 0) {
      await tx.delivery.createMany({
        data: rows.map(({ id, platform }) => ({
          publicationId,
          chatId: id,
          platform,
          lane: publication.lane,
          dueAt: now,
        })),
        skipDuplicates: true,
      });
    }
    const last = rows.at(-1)?.id;
    const isDone = rows.length < chunk;
    await tx.publication.update({
      where: { id: publicationId },
      data: { ...(last ? { fanOutTo: last } : {}), ...(isDone ? { fanOut: 'done' } : {}) },
    });
    if (!isDone) await jobs.send(tx, fanOutQueue, { publicationId });
  });
}
