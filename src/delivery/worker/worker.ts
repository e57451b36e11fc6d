import { shiftDueAt } from '../ledger/due-times.ts';
import type { DirectRequests } from '../rate-limit/direct-requests.ts';
import { acquireTimeoutMs } from '../rate-limit/throttle.ts';
import { createWakeableLoop } from '../wakeable-loop.ts';
import { minIterationMs } from './claim-due.ts';
import { createWorkerParts, type DeliveryWorkerOptions } from './worker-parts.ts';

/** Sends the deliveries of one platform, in one process at a time. */
export interface DeliveryWorker {
  start(): void;
  /** Looks for due deliveries now. */
  wake(): void;
  /** Makes requests outside of the ledger, within the same limits. */
  requestDirectly: DirectRequests;
  /** Stops, after waiting some seconds for responses. */
  stop(): Promise<void>;
}

/** The shortest time between two iterations while a fan-out runs, in milliseconds, and the most requests then. */
const duringFanOut = { minIterationMs: 100, maxInFlight: 10 } as const;
/** How often a process that does not send checks whether it may, in milliseconds. */
const followerPollMs = 500;
/** How long stopping waits for responses, in milliseconds. */
const shutdownTimeoutMs = 4_000;

export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { db, platform, rateLimits, log, clock, pollIntervalMs } = options;
  const loop = createWakeableLoop({
    clock,
    iterate: tryIterate,
    minSleepMs: () => (options.isFanOutRunning() ? duringFanOut.minIterationMs : 0),
    shutDown,
  });
  const parts = createWorkerParts(options, { stopping: loop.stopping, wake: loop.wake });
  const { rateLimiter, throttle, circuitBreaker, results, inFlight, leadership } = parts;

  async function adjustForClockJump(): Promise<void> {
    const setBackMs = parts.detectClockJump();
    if (setBackMs === 0) return;
    log.warn(
      { event: 'delivery.clock_set_back', platform, seconds: Math.round(setBackMs / 1000) },
      'the clock was set back; due times move with it',
    );
    // Pending results carry times of the old clock and have to move too.
    await results.flush();
    await shiftDueAt(db, platform, { byMs: setBackMs, now: new Date(clock.now()) });
  }

  async function flushAndWait(ms: number): Promise<number> {
    await results.flush();
    return ms;
  }

  /** Requests that may be claimed now. */
  function capacity(): number {
    const maxInFlight = options.isFanOutRunning()
      ? Math.min(duringFanOut.maxInFlight, rateLimits.maxInFlight)
      : rateLimits.maxInFlight;
    return Math.min(throttle.capacity(), maxInFlight - inFlight.size);
  }

  /** @returns milliseconds until there may be something to do */
  async function iterate(): Promise<number> {
    const publisher = options.publisher();
    if (!publisher) return pollIntervalMs;
    parts.connectToBot(publisher);
    if (!(await leadership.ensure(publisher))) {
      return flushAndWait(Math.min(pollIntervalMs, followerPollMs));
    }
    await adjustForClockJump();
    await leadership.reclaimIfDue(publisher);
    if (inFlight.hasStalledRequest()) circuitBreaker.trip();
    const breakerWait = await circuitBreaker.tryClose(publisher);
    if (breakerWait > 0) return flushAndWait(Math.min(breakerWait, pollIntervalMs));
    parts.crossposter.startIfDue(publisher);
    const botWait = rateLimiter.botWaitMs(clock.monotonic());
    if (botWait > acquireTimeoutMs) return flushAndWait(Math.min(botWait, pollIntervalMs));
    const free = capacity();
    return free >= 1 ? parts.claimDue(publisher, free) : flushAndWait(minIterationMs);
  }

  async function tryIterate(): Promise<number> {
    if (options.isFanOutRunning()) await options.yieldToCommands();
    try {
      const wait = await iterate();
      options.onIteration();
      return wait;
    } catch (error) {
      options.onIteration(error);
      log.error(
        { event: 'delivery.iteration_failed', platform, err: error },
        'an iteration of the delivery worker failed',
      );
      return pollIntervalMs;
    }
  }

  async function shutDown(): Promise<void> {
    const timeout = new AbortController();
    await Promise.race([
      Promise.all([inFlight.drain(), parts.crossposter.drain()]),
      clock.sleep(shutdownTimeoutMs, timeout.signal),
    ]);
    timeout.abort();
    await results
      .flush()
      .catch((error: unknown) =>
        log.error(
          { event: 'delivery.results_not_written', platform, err: error },
          'the last results could not be written; the leases will expire',
        ),
      );
    await leadership.release();
  }

  return {
    start: loop.start,
    wake: loop.wake,
    requestDirectly: parts.requestDirectly,
    stop: loop.stop,
  };
}
