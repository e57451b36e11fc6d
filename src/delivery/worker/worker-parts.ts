import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { LeaderLock } from '../../database/locks/leader-lock.ts';
import type { MessageReader } from '../../message/reader.ts';
import type { Platform } from '../../platform.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import type { Clock } from '../clock.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import type { Publisher } from '../publisher.ts';
import { createDirectRequests } from '../rate-limit/direct-requests.ts';
import { createPauseStore } from '../rate-limit/pause-store.ts';
import { createRateLimiter } from '../rate-limit/rate-limiter.ts';
import type { BotRateLimits } from '../rate-limit/rate-limits.ts';
import { createRetryAfterHandler } from '../rate-limit/retry-after.ts';
import { createThrottle } from '../rate-limit/throttle.ts';
import { createAttemptOutcomeHandler } from './attempt-outcome.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { createDueClaimer } from './claim-due.ts';
import { createClockJumpDetector } from './clock-jump.ts';
import { createCrossposter } from './crossposter.ts';
import { createInFlightDeliveries, type InFlightDeliveries } from './in-flight.ts';
import { createLeadership } from './leadership.ts';
import { createRenderer } from './renderer.ts';
import { createResultWriter } from './result-writer.ts';

export interface DeliveryWorkerOptions {
  db: PrismaClient;
  platform: Platform;
  publisher(): Publisher | undefined;
  /** Competes for the lock of a bot: only its holder sends. */
  acquireLeaderLock(name: string): LeaderLock;
  rateLimits: BotRateLimits;
  /** For chats without a language or zone. */
  defaults: MessageReader;
  log: Logger;
  clock: Clock;
  /** How often the worker looks for due deliveries without being woken, in milliseconds. */
  pollIntervalMs: number;
  /** Whether deliveries are being inserted over the only database connection, which then has precedence. */
  isFanOutRunning(): boolean;
  /** Resolves when no command is being handled, or after a moment. */
  yieldToCommands(): Promise<void>;
  /** Called when this process becomes the one that sends. */
  onBecomeLeader(): void;
  failpoint: FailpointHook;
  metrics: DeliveryMetrics;
  /** Called after each iteration, with its error if it failed. */
  onIteration(error?: unknown): void;
  quarantine: Quarantine;
}

/** Creates and connects the parts of a worker. */
export function createWorkerParts(
  options: DeliveryWorkerOptions,
  { stopping, wake }: { stopping: AbortSignal; wake(): void },
) {
  const { db, platform, rateLimits, defaults, log, clock, pollIntervalMs, failpoint, metrics } =
    options;
  const common = { db, platform, log, clock, failpoint, metrics };
  const rateLimiter = createRateLimiter(rateLimits);
  const store = createPauseStore(db, platform, clock);
  const retryAfter = createRetryAfterHandler({ store, rateLimiter, clock });
  const circuitBreaker = createCircuitBreaker({ clock, log });
  const throttle = createThrottle({ rateLimits, rateLimiter, clock, stopping });
  const results = createResultWriter(common);

  /** Wakes the worker when nothing is in flight; without a rate limit, when half is free, so that claims are batched. */
  function wakeIfFree(inFlight: Pick<InFlightDeliveries, 'size'>): void {
    if (options.isFanOutRunning()) return;
    const isHalfFree =
      rateLimits.bot.perSecond === Infinity && inFlight.size <= rateLimits.maxInFlight / 2;
    if (inFlight.size === 0 || isHalfFree) wake();
  }
  const inFlight: InFlightDeliveries = createInFlightDeliveries({
    ...{ ...common, results, throttle },
    handleOutcome: createAttemptOutcomeHandler({
      ...{ ...common, rateLimiter, retryAfter, circuitBreaker, results },
    }),
    onSlotFree: () => wakeIfFree(inFlight),
  });
  let isConnected = false;

  return {
    ...{ rateLimiter, throttle, circuitBreaker, results, inFlight },
    requestDirectly: createDirectRequests({ rateLimiter, throttle, retryAfter, clock }),
    crossposter: createCrossposter({ db, clock, log, quarantine: options.quarantine }),
    detectClockJump: createClockJumpDetector(clock),
    leadership: createLeadership({
      ...{ ...common, rateLimiter, retryAfter },
      acquireLeaderLock: options.acquireLeaderLock,
      onBecomeLeader: options.onBecomeLeader,
      ownIds: () => [...inFlight.ids(), ...results.pendingIds()],
    }),
    claimDue: createDueClaimer({
      ...{ ...common, rateLimiter, results, inFlight, pollIntervalMs },
      renderer: createRenderer(db, defaults),
      zone: defaults.zone,
    }),
    /** Makes the bot's other requests count towards the limits, once. */
    connectToBot(publisher: Publisher): void {
      if (isConnected) return;
      isConnected = true;
      publisher.onDirectSend?.(throttle.acquireForCommand);
      publisher.onInvalidRequest?.(() => {
        retryAfter
          .recordInvalidRequest()
          .catch((error: unknown) =>
            log.error(
              { event: 'delivery.note_not_written', platform, err: error },
              'an invalid request could not be counted',
            ),
          );
      });
    },
  };
}
