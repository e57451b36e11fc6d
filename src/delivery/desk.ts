import type { PrismaClient } from '../database/generated/client.ts';
import type { Jobs } from '../database/jobs.ts';
import { type CorrectionCoverage, correctionCoverage } from './coverage.ts';
import { type Depth, depthOf } from './depth.ts';
import { isEnd, type Meter } from './meter.ts';
import type { Audience, Transaction } from './publications.ts';
import { isMinute, type QuietHours } from './quiet.ts';
import { forecast, type Paces, type Status, statusOf } from './status.ts';
import { type SweepJob, sweepQueue } from './sweep.ts';
import {
  countUnknowns,
  type Finding,
  listUnknowns,
  settleUnknowns,
  type Unknown,
  type WhichUnknowns,
} from './unknowns.ts';
import { type Why, why } from './why.ts';

/** What an operator sees of deliveries, and does with them. */
export interface Desk {
  /** Where a publication stands: counts, rate, remaining seconds. Nothing when there is none. */
  status(publicationId: string): Promise<Status | undefined>;
  /** How much waits, is under way or unknown, over everything; for an operator's numbers. */
  depth(): Promise<Depth>;
  /** Publications that are not over: those that are sent now or paused, the most urgent first. */
  running(communityId?: string): Promise<{ id: string; kind: string; createdAt: Date }[]>;
  /** How many chats an audience has by platform, and how many seconds a publication to it will take. */
  forecast(
    audience: Audience,
    options?: { lane?: number; parts?: number },
  ): Promise<{ chats: Record<'discord' | 'telegram', number>; seconds: number }>;
  /** What became of the newest correction of a publication; nothing when there is none. */
  corrections(originalId: string): Promise<CorrectionCoverage | undefined>;
  /** Stops sending a publication until it is resumed; requests that are under way end. @returns whether it ran */
  pause(tx: Transaction, publicationId: string): Promise<boolean>;
  /** @returns whether it was paused */
  resume(tx: Transaction, publicationId: string): Promise<boolean>;
  /** Leaves out whatever still waits, for good. @returns whether it was not cancelled before */
  cancel(tx: Transaction, publicationId: string): Promise<boolean>;
  /** Copies of which nobody knows whether they arrived. */
  unknowns(
    which: WhichUnknowns,
    page?: { skip?: number; take?: number },
  ): Promise<{ count: number; unknowns: Unknown[] }>;
  /** A person has looked: it is there, or it is sent again. @returns how many were settled */
  settle(tx: Transaction, which: WhichUnknowns, finding: Finding): Promise<number>;
  /** Why a chat got, or did not get, a publication. */
  why(publicationId: string, chatId: string): Promise<Why>;
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

export interface DeskParts {
  db: PrismaClient;
  jobs: Pick<Jobs, 'send'>;
  paces: Paces;
  /** SQL that wakes the senders when the transaction is committed; empty where they wake otherwise. */
  ring: string;
  wake(): void;
  now(): number;
  meter: Pick<Meter, 'ended' | 'settled'>;
}

export function createDesk({ db, jobs, paces, ring, wake, now, meter }: DeskParts): Desk {
  const date = () => new Date(now());
  const sweepTo = async (tx: Transaction, publicationId: string, to: SweepJob['to']) => {
    const job: SweepJob = { publicationId, to };
    await jobs.send(tx, sweepQueue, job, { priority: 3 });
  };
  const rung = async (tx: Transaction) => {
    if (ring !== '') await tx.$queryRawUnsafe(ring);
    wake();
  };

  return {
    status: (publicationId) => statusOf(db, paces, publicationId, date()),
    depth: () => depthOf(db, date()),
    async running(communityId) {
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
        orderBy: [{ lane: 'asc' }, { createdAt: 'asc' }],
        take: 100,
      });
    },
    forecast: (audience, { lane = 2, parts = 1 } = {}) =>
      forecast(db, paces, audience, { lane, parts, now: date() }),
    corrections: (originalId) => correctionCoverage(db, originalId),
    async pause(tx, id) {
      const { count } = await tx.publication.updateMany({
        where: { id, pausedAt: null, cancelledAt: null },
        data: { pausedAt: date() },
      });
      if (count === 1) await sweepTo(tx, id, 'paused');
      return count === 1;
    },
    async resume(tx, id) {
      const { count } = await tx.publication.updateMany({
        where: { id, pausedAt: { not: null }, cancelledAt: null },
        data: { pausedAt: null },
      });
      if (count === 1) await sweepTo(tx, id, 'resumed');
      return count === 1;
    },
    async cancel(tx, id) {
      const { count } = await tx.publication.updateMany({
        where: { id, cancelledAt: null },
        data: { cancelledAt: date() },
      });
      if (count === 1) await sweepTo(tx, id, 'cancelled');
      return count === 1;
    },
    async unknowns(which, page) {
      return {
        count: await countUnknowns(db, which),
        unknowns: await listUnknowns(db, which, page),
      };
    },
    async settle(tx, which, finding) {
      const settled = await settleUnknowns(tx, which, finding, date());
      for (const { platform, lane, state, error, count } of settled) {
        meter.settled({ platform, lane, finding, count });
        if (isEnd(state)) meter.ended({ platform, lane, state, error, count });
      }
      await rung(tx);
      return settled.reduce((sum, { count }) => sum + count, 0);
    },
    why: (publicationId, chatId) => why(db, publicationId, chatId),
    async setQuietHours(tx, chatId, hours) {
      if (hours && !(isMinute(hours.from) && isMinute(hours.until))) {
        throw new RangeError('Quiet hours are minutes of a day, 0 to 1439');
      }
      const quiet: QuietHours = {
        quietFrom: hours?.from ?? null,
        quietUntil: hours?.until ?? null,
      };
      await tx.chat.update({ where: { id: chatId }, data: { ...quiet } });
      // What waits for the end of the old hours is looked at again.
      await tx.delivery.updateMany({
        where: { chatId, state: 'queued', error: 'quiet hours', dueAt: { not: null } },
        data: { dueAt: date() },
      });
      await rung(tx);
    },
  };
}
