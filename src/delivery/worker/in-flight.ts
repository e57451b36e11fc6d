import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import type { Clock } from '../clock.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { DueDelivery } from '../ledger/due-delivery.ts';
import type { PlannedClaim } from '../ledger/planner.ts';
import { releaseClaim } from '../ledger/transitions.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import { isNoResponse, type Publisher } from '../publisher.ts';
import type { Throttle } from '../rate-limit/throttle.ts';
import { runAttempt } from './attempt.ts';
import type { AttemptOutcomeHandler } from './attempt-outcome.ts';
import { stallTimeoutMs } from './circuit-breaker.ts';
import type { ResultWriter } from './result-writer.ts';

/** Messages of a chat that a lookup excludes, at most. */
const maxKnownMessages = 200;

export interface InFlightOptions {
  db: PrismaClient;
  platform: Platform;
  clock: Clock;
  log: Logger;
  results: Pick<ResultWriter, 'add'>;
  throttle: Pick<Throttle, 'acquire'>;
  handleOutcome: AttemptOutcomeHandler;
  failpoint: FailpointHook;
  metrics: Pick<DeliveryMetrics, 'requestStarted' | 'requestFinished'>;
  /** Called when a request has ended. */
  onSlotFree(): void;
}

/** Claimed deliveries whose request waits for its slot or for its response. */
export interface InFlightDeliveries {
  readonly size: number;
  ids(): string[];
  /** Sends the request of a claimed delivery in the background. */
  start(publisher: Publisher, claimed: PlannedClaim): void;
  /** Whether a request newly has had no response for too long. */
  hasStalledRequest(): boolean;
  /** Resolves when nothing is in flight. */
  drain(): Promise<unknown>;
}

export function createInFlightDeliveries(options: InFlightOptions): InFlightDeliveries {
  const { db, platform, clock, log, results, throttle, failpoint, metrics } = options;
  /** When each request was started, or last reported as stalled. */
  const startedAt = new Map<string, number>();
  const running = new Set<Promise<void>>();

  async function recentMessageIds({ chatId }: DueDelivery): Promise<ReadonlySet<string>> {
    const rows = await db.delivery.findMany({
      where: { chatId, platform, messageIds: { isEmpty: false } },
      select: { messageIds: true },
      orderBy: { sentAt: { sort: 'desc', nulls: 'last' } },
      take: maxKnownMessages,
    });
    return new Set(rows.flatMap(({ messageIds }) => messageIds));
  }

  async function deliver(publisher: Publisher, claimed: PlannedClaim): Promise<void> {
    const { delivery, step, rendered } = claimed;
    const onResponse = await throttle.acquire();
    if (!onResponse) return results.add(releaseClaim(claimed, new Date(clock.now())));
    failpoint('request started');
    const began = clock.monotonic();
    const lateMs = Math.max(0, clock.now() - delivery.dueAt.getTime());
    metrics.requestStarted(platform, delivery.priority, lateMs / 1000);
    const result = await runAttempt({
      publisher,
      rendered,
      delivery,
      step,
      clock,
      knownMessageIds: () => recentMessageIds(delivery),
    });
    if (result.ok || !isNoResponse(result)) onResponse();
    failpoint('response received');
    metrics.requestFinished(platform, {
      operation: step.kind,
      outcome: result.ok ? 'ok' : result.kind,
      seconds: (clock.monotonic() - began) / 1000,
    });
    await options.handleOutcome(claimed, result, publisher.supportsIdempotencyKey);
  }

  return {
    get size() {
      return startedAt.size;
    },
    ids: () => [...startedAt.keys()],
    start(publisher, claimed) {
      const { id, chatId, publicationId } = claimed.delivery;
      startedAt.set(id, clock.monotonic());
      const work = deliver(publisher, claimed)
        // The lease will expire, and the delivery is then reclaimed.
        .catch((error: unknown) =>
          log.error(
            {
              event: 'delivery.attempt_failed',
              ...{ platform, deliveryId: id, publicationId, chatId },
              err: error,
            },
            'the result of a request could not be processed; the lease of its delivery will expire',
          ),
        )
        .finally(() => {
          startedAt.delete(id);
          running.delete(work);
          options.onSlotFree();
        });
      running.add(work);
    },
    hasStalledRequest() {
      const now = clock.monotonic();
      const stalled = [...startedAt].filter(([, at]) => now - at > stallTimeoutMs);
      // Each is reported every few seconds until it times out; others go on meanwhile.
      for (const [id] of stalled) startedAt.set(id, now);
      return stalled.length > 0;
    },
    drain: () => Promise.allSettled(running),
  };
}
