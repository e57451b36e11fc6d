import type { PrismaClient } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import type { Platform } from '../../platform.ts';
import { isMinuteOfDay, type QuietHoursColumns } from '../ledger/quiet-hours.ts';
import { type DeliveryMetrics, isFinal } from '../metrics.ts';
import type { AudienceRule, Transaction } from '../publications.ts';
import type { PlatformRateLimits } from '../rate-limit/rate-limits.ts';
import { backlogOf, type DeliveryBacklog } from './backlog.ts';
import { type BulkUpdateJob, enqueueBulkUpdate } from './bulk-update.ts';
import { estimateDuration } from './estimate.ts';
import { type DeliveryExplanation, explainDelivery } from './explain.ts';
import { type PublicationProgress, progressOf } from './progress.ts';
import { resolveUnknownDeliveries, type UnknownResolution } from './resolve-unknown.ts';
import { type CorrectionSummary, summarizeCorrection } from './summary.ts';
import {
  countUnknownDeliveries,
  listUnknownDeliveries,
  type UnknownDelivery,
  type UnknownFilter,
} from './unknown-deliveries.ts';

/** Queries and operations on deliveries, for operators and commands. */
export interface DeliveryAdmin {
  /** A publication's counts, rate and remaining seconds; `undefined` when it does not exist. */
  progress(publicationId: string): Promise<PublicationProgress | undefined>;
  /** How much is queued, being sent or unknown, over all publications. */
  backlog(): Promise<DeliveryBacklog>;
  /** Publications that are being sent or paused, the most urgent first. */
  listActive(communityId?: string): Promise<{ id: string; kind: string; createdAt: Date }[]>;
  /** How many chats an audience has by platform, and how many seconds a publication to it would take. */
  estimate(
    audience: AudienceRule,
    options?: { priority?: number; parts?: number },
  ): Promise<{ chats: Record<Platform, number>; seconds: number }>;
  /** The result of a publication's newest correction; `undefined` when there is none. */
  correctionSummary(originalId: string): Promise<CorrectionSummary | undefined>;
  /** Stops sending a publication until it is resumed; requests in flight complete. @returns whether it was running */
  pause(tx: Transaction, publicationId: string): Promise<boolean>;
  /** @returns whether it was paused */
  resume(tx: Transaction, publicationId: string): Promise<boolean>;
  /** Skips all queued deliveries permanently. @returns whether it was not cancelled before */
  cancel(tx: Transaction, publicationId: string): Promise<boolean>;
  /** Deliveries whose outcome is unknown. */
  listUnknown(
    filter: UnknownFilter,
    page?: { skip?: number; take?: number },
  ): Promise<{ count: number; unknowns: UnknownDelivery[] }>;
  /** Resolves unknown deliveries as a person found them in the chats. @returns how many */
  resolveUnknown(
    tx: Transaction,
    filter: UnknownFilter,
    finding: UnknownResolution,
  ): Promise<number>;
  /** Why a chat got a publication, or did not. */
  explain(publicationId: string, chatId: string): Promise<DeliveryExplanation>;
  /**
   * Sets a chat's quiet hours in minutes of its local day, or removes them.
   * @throws RangeError when they are not between 0 and 1439
   */
  setQuietHours(
    tx: Transaction,
    chatId: string,
    hours: { from: number; until: number } | undefined,
  ): Promise<void>;
}

export interface DeliveryAdminOptions {
  db: PrismaClient;
  jobs: Pick<JobQueue, 'send'>;
  rateLimits: PlatformRateLimits;
  /** SQL that wakes the workers of other processes on commit; empty where there are none. */
  notifySql: string;
  /** Wakes the workers of this process. */
  wake(): void;
  /** Milliseconds since the epoch. */
  now(): number;
  metrics: Pick<DeliveryMetrics, 'finished' | 'unknownResolved'>;
}

/** Bulk updates that people wait for come before those of expired publications. */
const bulkUpdatePriority = 3;

/** Pause, resume and cancel: each changes one column at once, and the deliveries in a background job. */
function createControls(jobs: Pick<JobQueue, 'send'>, date: () => Date) {
  const startBulkUpdate = async (
    tx: Transaction,
    { count }: { count: number },
    job: BulkUpdateJob,
  ): Promise<boolean> => {
    if (count === 1) await enqueueBulkUpdate(tx, jobs, job, { priority: bulkUpdatePriority });
    return count === 1;
  };
  return {
    async pause(tx, id) {
      const changed = await tx.publication.updateMany({
        where: { id, pausedAt: null, cancelledAt: null },
        data: { pausedAt: date() },
      });
      return startBulkUpdate(tx, changed, { publicationId: id, to: 'paused' });
    },
    async resume(tx, id) {
      const changed = await tx.publication.updateMany({
        where: { id, pausedAt: { not: null }, cancelledAt: null },
        data: { pausedAt: null },
      });
      return startBulkUpdate(tx, changed, { publicationId: id, to: 'resumed' });
    },
    async cancel(tx, id) {
      const changed = await tx.publication.updateMany({
        where: { id, cancelledAt: null },
        data: { cancelledAt: date() },
      });
      return startBulkUpdate(tx, changed, { publicationId: id, to: 'cancelled' });
    },
  } satisfies Partial<DeliveryAdmin>;
}

export function createDeliveryAdmin({
  db,
  jobs,
  rateLimits,
  notifySql,
  wake,
  now,
  metrics,
}: DeliveryAdminOptions): DeliveryAdmin {
  const date = () => new Date(now());
  const notifyWorkers = async (tx: Transaction) => {
    if (notifySql !== '') await tx.$queryRawUnsafe(notifySql);
    wake();
  };

  return {
    ...createControls(jobs, date),
    progress: (publicationId) => progressOf(db, rateLimits, publicationId, date()),
    backlog: () => backlogOf(db, date()),
    listActive: (communityId) =>
      db.publication.findMany({
        where: {
          ...(communityId === undefined ? {} : { communityId }),
          cancelledAt: null,
          OR: [
            { fanOut: 'pending' },
            { deliveries: { some: { state: { in: ['queued', 'sending'] } } } },
          ],
        },
        select: { id: true, kind: true, createdAt: true },
        orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }],
        take: 100,
      }),
    estimate: (audience, { priority = 2, parts = 1 } = {}) =>
      estimateDuration(db, rateLimits, audience, { priority, parts, now: date() }),
    correctionSummary: (originalId) => summarizeCorrection(db, originalId),
    async listUnknown(filter, page) {
      return {
        count: await countUnknownDeliveries(db, filter),
        unknowns: await listUnknownDeliveries(db, filter, page),
      };
    },
    async resolveUnknown(tx, filter, finding) {
      const resolved = await resolveUnknownDeliveries(tx, filter, finding, date());
      for (const { platform, priority, state, error, count } of resolved) {
        metrics.unknownResolved({ platform, priority, finding, count });
        if (isFinal(state)) metrics.finished({ platform, priority, state, error, count });
      }
      await notifyWorkers(tx);
      return resolved.reduce((sum, { count }) => sum + count, 0);
    },
    explain: (publicationId, chatId) => explainDelivery(db, publicationId, chatId),
    async setQuietHours(tx, chatId, hours) {
      if (hours && !(isMinuteOfDay(hours.from) && isMinuteOfDay(hours.until))) {
        throw new RangeError('Quiet hours are minutes of a day, 0 to 1439');
      }
      const quiet: QuietHoursColumns = {
        quietFrom: hours?.from ?? null,
        quietUntil: hours?.until ?? null,
      };
      await tx.chat.update({ where: { id: chatId }, data: { ...quiet } });
      // Deliveries that wait for the end of the old hours are planned again.
      await tx.delivery.updateMany({
        where: { chatId, state: 'queued', error: 'quiet hours', dueAt: { not: null } },
        data: { dueAt: date() },
      });
      await notifyWorkers(tx);
    },
  };
}
