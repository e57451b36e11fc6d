import type { PrismaClient } from '../../database/generated/client.ts';
import type { JobQueue } from '../../database/job-queue.ts';
import type { Platform } from '../../platform.ts';
import { isMinuteOfDay, type QuietHoursColumns } from '../ledger/quiet-hours.ts';
import { type DeliveryMetrics, isFinal } from '../metrics.ts';
import type { AudienceRule, Transaction } from '../publications.ts';
import { backlogOf, type DeliveryBacklog } from './backlog.ts';
import { type BulkUpdateJob, bulkUpdateQueue } from './bulk-update.ts';
import { type DeliveryExplanation, explainDelivery } from './explain.ts';
import {
  estimateDuration,
  type PlatformRateLimits,
  type PublicationProgress,
  progressOf,
} from './progress.ts';
import { type CorrectionSummary, summarizeCorrection } from './summary.ts';
import {
  countUnknownDeliveries,
  listUnknownDeliveries,
  resolveUnknownDeliveries,
  type UnknownDelivery,
  type UnknownFilter,
  type UnknownResolution,
} from './unknown-deliveries.ts';

/** What an operator sees of deliveries, and does with them. */
export interface DeliveryAdmin {
  /** Where a publication stands: counts, rate, remaining seconds. Nothing when there is none. */
  progress(publicationId: string): Promise<PublicationProgress | undefined>;
  /** How much waits, is under way or unknown, over everything; for an operator's numbers. */
  backlog(): Promise<DeliveryBacklog>;
  /** Publications that are not over: those that are sent now or paused, the most urgent first. */
  listActive(communityId?: string): Promise<{ id: string; kind: string; createdAt: Date }[]>;
  /** How many chats an audience has by platform, and how many seconds a publication to it will take. */
  estimate(
    audience: AudienceRule,
    options?: { priority?: number; parts?: number },
  ): Promise<{ chats: Record<Platform, number>; seconds: number }>;
  /** What became of the newest correction of a publication; nothing when there is none. */
  correctionSummary(originalId: string): Promise<CorrectionSummary | undefined>;
  /** Stops sending a publication until it is resumed; requests that are under way end. @returns whether it ran */
  pause(tx: Transaction, publicationId: string): Promise<boolean>;
  /** @returns whether it was paused */
  resume(tx: Transaction, publicationId: string): Promise<boolean>;
  /** Leaves out whatever still waits, for good. @returns whether it was not cancelled before */
  cancel(tx: Transaction, publicationId: string): Promise<boolean>;
  /** Copies of which nobody knows whether they arrived. */
  listUnknown(
    which: UnknownFilter,
    page?: { skip?: number; take?: number },
  ): Promise<{ count: number; unknowns: UnknownDelivery[] }>;
  /** A person has looked: it is there, or it is sent again. @returns how many were settled */
  resolveUnknown(
    tx: Transaction,
    which: UnknownFilter,
    finding: UnknownResolution,
  ): Promise<number>;
  /** Why a chat got, or did not get, a publication. */
  explain(publicationId: string, chatId: string): Promise<DeliveryExplanation>;
  /**
   * Sets a chat's quiet hours, in minutes of its own day; nothing ends them.
   * @throws RangeError when these are no minutes of a day
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
  /** SQL that wakes the senders when the transaction is committed; empty where they wake otherwise. */
  notifySql: string;
  wake(): void;
  now(): number;
  metrics: Pick<DeliveryMetrics, 'finished' | 'unknownResolved'>;
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
  const enqueueBulkUpdate = async (
    tx: Transaction,
    publicationId: string,
    to: BulkUpdateJob['to'],
  ) => {
    const job: BulkUpdateJob = { publicationId, to };
    await jobs.send(tx, bulkUpdateQueue, job, { priority: 3 });
  };
  const notifyWorkers = async (tx: Transaction) => {
    if (notifySql !== '') await tx.$queryRawUnsafe(notifySql);
    wake();
  };

  return {
    progress: (publicationId) => progressOf(db, rateLimits, publicationId, date()),
    backlog: () => backlogOf(db, date()),
    async listActive(communityId) {
      return db.publication.findMany({
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
      });
    },
    estimate: (audience, { priority = 2, parts = 1 } = {}) =>
      estimateDuration(db, rateLimits, audience, { priority, parts, now: date() }),
    correctionSummary: (originalId) => summarizeCorrection(db, originalId),
    async pause(tx, id) {
      const { count } = await tx.publication.updateMany({
        where: { id, pausedAt: null, cancelledAt: null },
        data: { pausedAt: date() },
      });
      if (count === 1) await enqueueBulkUpdate(tx, id, 'paused');
      return count === 1;
    },
    async resume(tx, id) {
      const { count } = await tx.publication.updateMany({
        where: { id, pausedAt: { not: null }, cancelledAt: null },
        data: { pausedAt: null },
      });
      if (count === 1) await enqueueBulkUpdate(tx, id, 'resumed');
      return count === 1;
    },
    async cancel(tx, id) {
      const { count } = await tx.publication.updateMany({
        where: { id, cancelledAt: null },
        data: { cancelledAt: date() },
      });
      if (count === 1) await enqueueBulkUpdate(tx, id, 'cancelled');
      return count === 1;
    },
    async listUnknown(which, page) {
      return {
        count: await countUnknownDeliveries(db, which),
        unknowns: await listUnknownDeliveries(db, which, page),
      };
    },
    async resolveUnknown(tx, which, finding) {
      const settled = await resolveUnknownDeliveries(tx, which, finding, date());
      for (const { platform, priority, state, error, count } of settled) {
        metrics.unknownResolved({ platform, priority, finding, count });
        if (isFinal(state)) metrics.finished({ platform, priority, state, error, count });
      }
      await notifyWorkers(tx);
      return settled.reduce((sum, { count }) => sum + count, 0);
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
      // What waits for the end of the old hours is looked at again.
      await tx.delivery.updateMany({
        where: { chatId, state: 'queued', error: 'quiet hours', dueAt: { not: null } },
        data: { dueAt: date() },
      });
      await notifyWorkers(tx);
    },
  };
}
