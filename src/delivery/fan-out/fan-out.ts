import type { Prisma, PrismaClient, Publication } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import { type Platform, platforms } from '../../platform.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import { audienceSchema } from './audience.ts';
import { nextChunkSize } from './chunk-size.ts';
import { enqueueDependents, mustWaitForOthers } from './dependents.ts';
import { type FanOutJob, fanOutJobSchema, sendFanOutJob } from './fan-out-queues.ts';
import { emptyChunk, type WrittenChunk, writeChunk } from './write-chunk.ts';

export interface FanOutOptions {
  db: PrismaClient;
  jobs: Pick<JobQueue, 'send'>;
  /** How many messages a publication is on each platform. */
  partCounts(publication: Pick<Publication, 'messages'>): Readonly<Record<Platform, number>>;
  /** SQL that wakes the workers of other processes; empty where there are none. */
  notifySql: string;
  now(): Date;
  /** Monotonic milliseconds. */
  monotonicMs(): number;
  failpoint: FailpointHook;
  metrics: Pick<DeliveryMetrics, 'finished'>;
  /** Called for a publication whose audience cannot be read. */
  onUnplannable(publicationId: string, error: unknown): void;
}

/** `Publication.error` when its audience cannot be read. */
const cannotBePlanned = 'cannot be planned';

/**
 * Forces an index scan. Without statistics, which the embedded database does not gather, PostgreSQL would read and
 * sort the whole audience for each chunk.
 */
const forceIndexScanSql = `SELECT ${['bitmapscan', 'sort', 'hashagg', 'seqscan']
  .map((method) => `set_config('enable_${method}', 'off', true)`)
  .join(', ')}`;

/** Locks a publication whose next chunk begins at the job's cursor; nothing when another job has inserted it. */
async function lockForChunk(
  tx: Prisma.TransactionClient,
  { publicationId, after }: { publicationId: string; after: string | null },
  now: Date,
): Promise<Publication | undefined> {
  await tx.$queryRaw`SELECT id FROM "Publication" WHERE id = ${publicationId}::uuid FOR UPDATE`;
  const publication = await tx.publication.findUnique({ where: { id: publicationId } });
  if (!publication || publication.fanOut === 'done' || publication.fanOutCursor !== after) {
    return undefined;
  }
  // A time that JavaScript cannot represent would be copied into each delivery.
  const hasValidDate = !Number.isNaN(publication.createdAt.getTime());
  return hasValidDate ? publication : { ...publication, createdAt: now };
}

/** Inserts a chunk; nothing of a cancelled publication, or of one whose audience cannot be read. */
async function insertChunk(
  tx: Prisma.TransactionClient,
  publication: Publication,
  size: number,
  options: FanOutOptions,
): Promise<{ chunk: WrittenChunk; tookMs: number; error?: string }> {
  if (publication.cancelledAt !== null) return { chunk: emptyChunk, tookMs: 0 };
  const audience = audienceSchema.safeParse(publication.audience);
  if (!audience.success) {
    // A retry would fail forever, and its dependents would wait for it.
    options.onUnplannable(publication.id, audience.error);
    return { chunk: emptyChunk, tookMs: 0, error: cannotBePlanned };
  }
  await tx.$queryRawUnsafe(forceIndexScanSql);
  const began = options.monotonicMs();
  const parts = options.partCounts(publication);
  const chunk = await writeChunk(tx, publication, audience.data, size, parts);
  return { chunk, tookMs: options.monotonicMs() - began };
}

/**
 * Inserts the next chunk of a publication's deliveries, by the order of chat ids, and queues the following one in
 * the same transaction. A chunk that is retried inserts nothing twice.
 * @returns the job that was queued; nothing when there is no further chunk
 */
export async function runFanOutChunk(
  options: FanOutOptions,
  data: unknown,
): Promise<FanOutJob | undefined> {
  const { db, jobs, failpoint, metrics } = options;
  const { publicationId, after, size } = fanOutJobSchema.parse(data);
  failpoint('fan-out started');
  const committed = await db.$transaction(async (tx) => {
    const publication = await lockForChunk(tx, { publicationId, after }, options.now());
    if (!publication || (await mustWaitForOthers(tx, publication))) return undefined;
    const { chunk, tookMs, error } = await insertChunk(tx, publication, size, options);
    failpoint('fan-out chunk written');
    const isDone = chunk.covered < size;
    await tx.publication.update({
      where: { id: publicationId },
      data: {
        ...(chunk.lastChatId ? { fanOutCursor: chunk.lastChatId } : {}),
        ...(isDone ? { fanOut: 'done' } : {}),
        ...(error === undefined ? {} : { error }),
      },
    });
    const next: FanOutJob = {
      publicationId,
      after: chunk.lastChatId,
      size: nextChunkSize(size, tookMs),
    };
    if (isDone) await enqueueDependents(tx, jobs, publication);
    else await sendFanOutJob(tx, jobs, publication, next);
    if (options.notifySql !== '') await tx.$queryRawUnsafe(options.notifySql);
    return { chunk, priority: publication.priority, next: isDone ? undefined : next };
  });
  failpoint('fan-out chunk committed');
  for (const platform of platforms) {
    const count = committed?.chunk.skipped[platform] ?? 0;
    if (committed && count > 0) {
      const { priority } = committed;
      metrics.finished({ platform, priority, state: 'skipped', error: 'closed', count });
    }
  }
  return committed?.next;
}
