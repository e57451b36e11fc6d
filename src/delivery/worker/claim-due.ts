import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import type { Clock } from '../clock.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { DueDelivery } from '../ledger/due-delivery.ts';
import { nextDueAt, repairDueAt } from '../ledger/due-times.ts';
import { fetchDue } from '../ledger/fetch-due.ts';
import { planDeliveries } from '../ledger/planner.ts';
import { loadSiblings, siblingsOf } from '../ledger/siblings.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import type { Publisher } from '../publisher.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { InFlightDeliveries } from './in-flight.ts';
import { createLogDeduplicator } from './log-deduplicator.ts';
import type { Renderer } from './renderer.ts';
import type { ResultWriter } from './result-writer.ts';

/** The shortest time between two rounds, in milliseconds: each round claims and writes this much at once. */
export const minIterationMs = 40;
/** Deliveries fetched per round: at most, and beyond what may be sent now. */
const fetchLimits = { max: 400, extra: 16 } as const;

export interface DueClaimerOptions {
  db: PrismaClient;
  platform: Platform;
  clock: Clock;
  log: Logger;
  /** Time zone of chats without a setting. */
  zone: string;
  pollIntervalMs: number;
  renderer: Renderer;
  rateLimiter: Pick<RateLimiter, 'chatWaitMs' | 'consumeChat'>;
  results: Pick<ResultWriter, 'flush'>;
  inFlight: Pick<InFlightDeliveries, 'size' | 'start'>;
  metrics: Pick<DeliveryMetrics, 'finished'>;
  failpoint: FailpointHook;
}

/**
 * Fetches due deliveries, plans their next steps, claims those that may be sent now and starts their requests.
 * @returns milliseconds until there may be more to do
 */
export type DueClaimer = (publisher: Publisher, capacity: number) => Promise<number>;

export function createDueClaimer(options: DueClaimerOptions): DueClaimer {
  const { db, platform, clock, log, zone, pollIntervalMs, renderer } = options;
  const { rateLimiter, results, inFlight, metrics, failpoint } = options;
  const isFirstReport = createLogDeduplicator();
  const date = () => new Date(clock.now());

  function reserveChat({ chatId, kind }: DueDelivery): number {
    const isGroup = kind !== 'private';
    const wait = rateLimiter.chatWaitMs(chatId, isGroup, clock.monotonic());
    if (wait <= 0) rateLimiter.consumeChat(chatId, isGroup, clock.monotonic());
    return wait;
  }

  function reportUnplannable(delivery: DueDelivery, error: unknown): void {
    const { id: deliveryId, publicationId, chatId } = delivery;
    if (!isFirstReport(`${publicationId} ${error}`)) return;
    log.error(
      {
        event: 'delivery.planning_failed',
        platform,
        deliveryId,
        publicationId,
        chatId,
        err: error,
      },
      'the next step of a delivery cannot be planned; it fails',
    );
  }

  async function untilNextDue(): Promise<number> {
    if (inFlight.size > 0) return minIterationMs;
    const next = await nextDueAt(db, platform);
    if (!next) return pollIntervalMs;
    if (Number.isNaN(next.getTime())) return (await repairDueAt(db, platform, date())) && 0;
    return Math.min(pollIntervalMs, Math.max(5, next.getTime() - clock.now()));
  }

  return async (publisher, capacity) => {
    const limit = Math.min(fetchLimits.max, capacity + fetchLimits.extra);
    const due = await fetchDue(db, platform, limit, date());
    failpoint('fetched');
    if (due.length === 0) {
      await results.flush();
      return untilNextDue();
    }
    await renderer.load(due.map(({ publicationId }) => publicationId));
    const siblings = await loadSiblings(
      db,
      due.filter(({ originalId }) => originalId !== null),
    );
    const plan = planDeliveries(due, {
      now: clock.now(),
      capacity,
      zone,
      render: (delivery) => renderer.render(publisher, delivery),
      siblings: (delivery) => siblingsOf(siblings, delivery),
      onError: reportUnplannable,
      reserveChat,
    });
    const written = await results.flush(plan.transitions, plan.claims);
    failpoint('claimed');
    for (const { id, ...finished } of plan.finished) {
      if (written.has(id)) metrics.finished({ platform, ...finished, count: 1 });
    }
    for (const claimed of plan.claims) {
      if (written.has(claimed.delivery.id)) inFlight.start(publisher, claimed);
    }
    // Postponed deliveries make room for others that are due.
    const hasMore = plan.claims.length < capacity && due.length > capacity;
    return hasMore && plan.transitions.length > 0 ? 0 : minIterationMs;
  };
}
