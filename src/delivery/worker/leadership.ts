import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { LeaderLock } from '../../database/locks/leader-lock.ts';
import type { Clock } from '../clock.ts';
import type { FailpointHook } from '../failpoints.ts';
import { reclaimExpired } from '../ledger/reclaim.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import type { Publisher } from '../publisher.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { RetryAfterHandler } from '../rate-limit/retry-after.ts';
import { maxWindowMs } from '../rate-limit/sliding-window.ts';

/** How often deliveries with an expired lease are looked for, in milliseconds. */
const reclaimIntervalMs = 5_000;

export interface LeadershipOptions {
  db: PrismaClient;
  clock: Clock;
  log: Logger;
  rateLimiter: Pick<RateLimiter, 'pauseFor'>;
  retryAfter: Pick<RetryAfterHandler, 'restore'>;
  metrics: Pick<DeliveryMetrics, 'finished'>;
  failpoint: FailpointHook;
  acquireLeaderLock(name: string): LeaderLock;
  /** Called when this process becomes the one that sends. */
  onBecomeLeader(): void;
  /** Deliveries that this process works on, which are not abandoned. */
  ownIds(): string[];
}

/** Makes one of several processes the sender for a bot, and reclaims what a dead process left behind. */
export interface Leadership {
  /** @returns whether this process sends; on becoming the leader, after taking over */
  ensure(publisher: Publisher): Promise<boolean>;
  /** Reclaims deliveries whose lease has expired, every few seconds. */
  reclaimIfDue(publisher: Publisher): Promise<void>;
  release(): Promise<void>;
}

export function createLeadership(options: LeadershipOptions): Leadership {
  const { db, clock, log, rateLimiter, retryAfter, metrics, failpoint } = options;
  let lock: LeaderLock | undefined;
  let isLeader = false;
  let reclaimedAt = -Infinity;

  async function reclaim(publisher: Publisher, includeUnexpired: boolean): Promise<void> {
    failpoint('reclaiming');
    const { platform, supportsIdempotencyKey } = publisher;
    const reclaimed = await reclaimExpired(db, platform, {
      supportsIdempotencyKey,
      includeUnexpired,
      excludedIds: options.ownIds(),
      now: new Date(clock.now()),
    });
    reclaimedAt = clock.monotonic();
    for (const { priority, state } of reclaimed) {
      if (state === 'unknown') metrics.finished({ platform, priority, state, count: 1 });
    }
    if (reclaimed.length > 0)
      log.warn(
        { event: 'delivery.reclaimed', platform, count: reclaimed.length },
        'reclaimed abandoned deliveries',
      );
    failpoint('reclaimed');
  }

  return {
    async ensure(publisher) {
      lock ??= options.acquireLeaderLock(`${publisher.platform} ${publisher.botId}`);
      if (!lock.isLeader()) {
        isLeader = false;
        return false;
      }
      if (isLeader) return true;
      failpoint('became leader');
      // The requests that the previous leader sent in its last second count too.
      if (lock.hadOtherLeader()) rateLimiter.pauseFor(undefined, maxWindowMs, clock.monotonic());
      await retryAfter.restore();
      await reclaim(publisher, true);
      isLeader = true;
      options.onBecomeLeader();
      return true;
    },
    async reclaimIfDue(publisher) {
      if (clock.monotonic() - reclaimedAt > reclaimIntervalMs) await reclaim(publisher, false);
    },
    release: async () => lock?.release(),
  };
}
