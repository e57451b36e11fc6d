import { z } from 'zod';
import type { Prisma, PrismaClient, Publication } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import type { Platform } from '../../platform.ts';
import type { FailpointHook } from '../failpoints.ts';
import { isAmendment } from '../ledger/amendment.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import type { AudienceRule } from '../publications.ts';
import { audienceChatIds, audienceSchema } from './audience.ts';

/** The queues of publications whose deliveries are still to be written: alerts do not stand behind briefings. */
export const fanOutQueues = { urgent: 'fan-out-urgent', normal: 'fan-out' } as const;

export const fanOutQueue = ({ priority }: { priority: number }): string =>
  priority === 0 ? fanOutQueues.urgent : fanOutQueues.normal;

/** Rows of a chunk: how many at first, and at least and at most; and what a chunk may take, in milliseconds. */
const chunk = { first: 100, min: 100, max: 20_000, targetMs: 45 } as const;

const jobSchema = z.object({
  publicationId: z.string(),
  /** How far the fan-out had come when the job was asked for: of two jobs for one chunk the second does nothing. */
  after: z.string().nullable().default(null),
  size: z.number().int().positive().default(chunk.first),
});

export type FanOutJob = z.input<typeof jobSchema>;

/** The size of the next chunk, by how long the last one took. */
export const nextChunkSize = (size: number, ms: number): number =>
  Math.round(
    Math.min(chunk.max, size * 4, Math.max(chunk.min, (size * chunk.targetMs) / Math.max(ms, 1))),
  );

export interface FanOutOptions {
  db: PrismaClient;
  jobs: Pick<JobQueue, 'send'>;
  /** How many messages a publication is on each platform. */
  partCounts(publication: Pick<Publication, 'messages'>): Readonly<Record<Platform, number>>;
  /** SQL that wakes the senders of other processes; empty where there are none. */
  notifySql: string;
  now(): Date;
  /** Milliseconds of a steady clock. */
  monotonicMs(): number;
  failpoint: FailpointHook;
  metrics: Pick<DeliveryMetrics, 'finished'>;
  /** Told of a publication whose deliveries cannot be written, and what is wrong with it. */
  onUnplannable(publicationId: string, error: unknown): void;
}

/** Stands with a publication, in the words of the ledger, when its audience cannot be read. */
const cannotBePlanned = 'cannot be planned';

/**
 * Without statistics (the embedded database gathers none by itself) PostgreSQL would read and sort the whole
 * audience for each chunk instead of walking along the index.
 */
const forceIndexScanSql = `SELECT ${['bitmapscan', 'sort', 'hashagg', 'seqscan']
  .map((way) => `set_config('enable_${way}', 'off', true)`)
  .join(', ')}`;

/** How the ids of a publication's deliveries begin, as in a UUID of version 7: side by side they are written faster. */
const idPrefix = (createdAt: Date): string => {
  const hex = Math.max(0, createdAt.getTime()).toString(16).padStart(12, '0').slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
};

const validDate = (kept: Date, now: Date): Date => (Number.isNaN(kept.getTime()) ? now : kept);

/** What a chunk did: how many chats it looked at, the last of them, and copies that were left out at once. */
interface Chunk {
  looked: number;
  last: string | null;
  discord: number;
  telegram: number;
}

const emptyChunk: Chunk = { looked: 0, last: null, discord: 0, telegram: 0 };

/** Writes one chunk of deliveries. */
async function writeChunk(
  tx: Prisma.TransactionClient,
  publication: Publication,
  to: AudienceRule,
  size: number,
  parts: Readonly<Record<Platform, number>>,
): Promise<Chunk> {
  const audience = audienceChatIds(to, {
    after: publication.fanOutCursor,
    limit: size,
  });
  // Copies that can no longer be changed are counted with the reason; of new ones closed chats get none.
  const isOfOthers = publication.originalId !== null;
  const [row] = await tx.$queryRaw<Chunk[]>`
    WITH page AS MATERIALIZED (SELECT DISTINCT id FROM (${audience}) a ORDER BY id LIMIT ${size}),
    made AS (
      INSERT INTO "Delivery" (id, "publicationId", "chatId", platform, priority, boosted, state, "dueAt", parts, error, "messageIds")
      SELECT (${idPrefix(publication.createdAt)} || substr(gen_random_uuid()::text, 16))::uuid, ${publication.id}::uuid, c.id, c.platform, ${publication.priority}::int, ${isAmendment(publication)}::bool,
        CASE WHEN c."closedAt" IS NULL THEN 'queued' ELSE 'skipped' END::"DeliveryState",
        CASE WHEN ${publication.pausedAt !== null} THEN NULL ELSE ${publication.createdAt}::timestamptz END,
        CASE c.platform WHEN 'discord' THEN ${parts.discord}::int ELSE ${parts.telegram}::int END,
        CASE WHEN c."closedAt" IS NULL THEN NULL ELSE COALESCE(c."closedReason", 'closed') END, '{}'
      FROM page JOIN "Chat" c ON c.id = page.id
      WHERE c."closedAt" IS NULL OR ${isOfOthers}
      ON CONFLICT ("publicationId", "chatId") DO NOTHING
      RETURNING platform, state)
    SELECT count(*)::int AS looked, max(id::text) AS last,
      (SELECT count(*)::int FROM made WHERE state = 'skipped' AND platform = 'discord') AS discord,
      (SELECT count(*)::int FROM made WHERE state = 'skipped' AND platform = 'telegram') AS telegram FROM page`;
  return row ?? emptyChunk;
}

/** Whether a publication's deliveries are still being written; holds it as it is until the transaction ends. */
async function isPending(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const [original] = await tx.$queryRaw<{ fanOut: string }[]>`
    SELECT "fanOut"::text AS "fanOut" FROM "Publication" WHERE id = ${id}::uuid FOR SHARE`;
  return original?.fanOut === 'pending';
}

/** Whether what a reply notices is still being written: it could not tell who had a copy before. */
async function isRepliedEditPending(
  tx: Prisma.TransactionClient,
  { operation, originalId, createdAt }: Publication,
): Promise<boolean> {
  if (operation !== 'reply') return false;
  const edits = await tx.$queryRaw<{ fanOut: string }[]>`
    SELECT "fanOut"::text AS "fanOut" FROM "Publication"
    WHERE "originalId" = ${originalId}::uuid AND operation = 'edit' AND "createdAt" <= ${createdAt}::timestamptz FOR SHARE`;
  return edits.some(({ fanOut }) => fanOut === 'pending');
}

/** Corrections and replies that waited until every copy of their original was written down. */
async function enqueueDependents(
  tx: Prisma.TransactionClient,
  jobs: Pick<JobQueue, 'send'>,
  originalId: string,
): Promise<void> {
  const edits = await tx.publication.findMany({
    where: { originalId, fanOut: 'pending' },
    select: { id: true, priority: true, fanOutCursor: true },
    orderBy: { createdAt: 'asc' },
  });
  for (const edit of edits) await enqueueFanOut(tx, jobs, edit);
}

/** pg-boss serves the highest number first. Clamped, since the queue refuses numbers out of its range. */
const jobPriority = (priority: number): number => 2 - Math.min(2, Math.max(0, priority));

/** Asks for a publication's deliveries to be written, or for the rest of them. */
export async function enqueueFanOut(
  tx: Prisma.TransactionClient,
  jobs: Pick<JobQueue, 'send'>,
  { id, priority, fanOutCursor }: Pick<Publication, 'id' | 'priority' | 'fanOutCursor'>,
): Promise<void> {
  const job: FanOutJob = { publicationId: id, after: fanOutCursor };
  await jobs.send(tx, fanOutQueue({ priority }), job, { priority: jobPriority(priority) });
}

/**
 * Writes the next chunk of a publication's deliveries, by the order of chat ids, and asks for the one after it
 * in the same transaction. A chunk that is tried again writes nothing twice.
 * @returns the job that was asked for; nothing when there is no further chunk
 */
export async function runFanOutChunk(
  parts: FanOutOptions,
  data: unknown,
): Promise<FanOutJob | undefined> {
  const { db, jobs, failpoint, metrics, onUnplannable } = parts;
  const { publicationId, after, size } = jobSchema.parse(data);
  failpoint('fan-out begins');
  const kept = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Publication" WHERE id = ${publicationId}::uuid FOR UPDATE`;
    const kept = await tx.publication.findUnique({ where: { id: publicationId } });
    // A time that is none would be written into each delivery.
    const publication = kept && { ...kept, createdAt: validDate(kept.createdAt, parts.now()) };
    if (!publication || publication.fanOut === 'done' || publication.fanOutCursor !== after)
      return undefined;
    // Copies of the original that are not written yet would be missed: when they are, this is asked for again.
    if (publication.originalId !== null && (await isPending(tx, publication.originalId)))
      return undefined;
    if (await isRepliedEditPending(tx, publication)) return undefined;
    await tx.$queryRawUnsafe(forceIndexScanSql);
    const began = parts.monotonicMs();
    const isOver = publication.cancelledAt !== null;
    const audience = audienceSchema.safeParse(publication.audience);
    // It would be tried for ever, and what waits for it would wait as long.
    const isBroken = !isOver && !audience.success;
    if (isBroken) onUnplannable(publicationId, audience.error);
    const written =
      isOver || !audience.success
        ? emptyChunk
        : await writeChunk(tx, publication, audience.data, size, parts.partCounts(publication));
    const { looked, last } = written;
    const took = parts.monotonicMs() - began;
    failpoint('fan-out chunk written');
    const isDone = looked < size;
    await tx.publication.update({
      where: { id: publicationId },
      data: {
        ...(last ? { fanOutCursor: last } : {}),
        ...(isDone ? { fanOut: 'done' } : {}),
        ...(isBroken ? { error: cannotBePlanned } : {}),
      },
    });
    const next: FanOutJob = { publicationId, after: last, size: nextChunkSize(size, took) };
    if (!isDone) {
      await jobs.send(tx, fanOutQueue(publication), next, {
        priority: jobPriority(publication.priority),
      });
    } else await enqueueDependents(tx, jobs, publication.originalId ?? publicationId);
    if (parts.notifySql !== '') await tx.$queryRawUnsafe(parts.notifySql);
    return { written, priority: publication.priority, next: isDone ? undefined : next };
  });
  failpoint('fan-out chunk kept');
  for (const platform of ['discord', 'telegram'] as const) {
    const count = kept?.written[platform] ?? 0;
    if (kept && count > 0) {
      metrics.finished({
        platform,
        priority: kept.priority,
        state: 'skipped',
        error: 'closed',
        count,
      });
    }
  }
  return kept?.next;
}
