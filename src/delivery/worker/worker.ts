import { setImmediate as immediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { LeaderLock } from '../../database/locks/leader-lock.ts';
import type { MessageReader } from '../../message/reader.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import type { Clock } from '../clock.ts';
import type { FailpointHook } from '../failpoints.ts';
import { applyBatch } from '../ledger/apply-batch.ts';
import { loadSiblings, siblingsOf } from '../ledger/next-step.ts';
import { type Plan, planDeliveries } from '../ledger/planner.ts';
import {
  type DeliveryTransition,
  fetchDue,
  nextDueAt,
  reclaimExpired,
  repairDueAt,
  shiftDueAt,
} from '../ledger/repository.ts';
import { releaseClaim } from '../ledger/transitions.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import type { Publisher } from '../publisher.ts';
import { type BotRateLimits, createRateLimiter } from '../rate-limit/rate-limiter.ts';
import { maxWindowMs } from '../rate-limit/sliding-window.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { createCrossposter } from './crossposter.ts';
import { createInFlightDeliveries } from './in-flight.ts';
import { createLogDeduplicator } from './log-deduplicator.ts';
import { createRenderer } from './renderer.ts';
import { createRetryAfterStore } from './retry-after.ts';
import { acquireTimeoutMs, createThrottle } from './throttle.ts';

export interface DeliveryWorkerOptions {
  db: PrismaClient;
  platform: Publisher['platform'];
  publisher(): Publisher | undefined;
  /** Asks to be the one that sends for this bot. */
  acquireLeaderLock(bot: string): LeaderLock;
  rateLimits: BotRateLimits;
  defaults: MessageReader;
  log: Logger;
  clock: Clock;
  /** How often it looks by itself, in milliseconds; it is woken when there is something. */
  pollIntervalMs: number;
  /** Whether deliveries are being written on the same connection: then they go first. */
  isFanOutRunning(): boolean;
  /** Resolves when nobody waits for the answer to a command, after a moment at most. */
  yieldToCommands(): Promise<void>;
  /** Called when this process becomes the one that sends. */
  onBecomeLeader(): void;
  failpoint: FailpointHook;
  metrics: DeliveryMetrics;
  /** Told with what each round failed, or that it did not. */
  onIteration(error?: unknown): void;
  /** What becomes of rows whose work breaks. */
  quarantine: Quarantine;
}

export interface DeliveryWorker {
  start(): void;
  /** There is something to send. */
  wake(): void;
  /** Finishes what is under way, for some seconds. */
  stop(): Promise<void>;
}

/** Least time between two rounds, in milliseconds: what a round claims and writes is one tick's worth. */
const minIterationMs = 40;
/** The same while deliveries are being written on the one connection, in milliseconds. */
const minFanOutIterationMs = 100;

/** Deliveries looked at in one round at most, beyond what may leave now, and in hand while others are being written. */
const fetchLimits = { max: 400, extra: 16, maxInFlightDuringFanOut: 10 } as const;
/** How often claims are looked through whose time is over, and announcement channels, in milliseconds. */
const intervalsMs = { recover: 5_000, crosspost: 1_000, followerPoll: 500 } as const;
/** A time of day that moved against the machine's steady clock by more than this was set by somebody. */
const clockJumpMs = 2_000;
/** How long stopping waits for answers, in milliseconds. */
const shutdownTimeoutMs = 4_000;

/** Sends the deliveries of one platform: of all processes the one whose turn it is. */
export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { db, platform, rateLimits, defaults, log, clock, pollIntervalMs, failpoint, metrics } =
    options;
  const stopping = new AbortController();
  const rateLimiter = createRateLimiter(rateLimits);
  const retryAfter = createRetryAfterStore(db, { platform, rateLimiter, clock });
  const renderer = createRenderer(db, defaults);
  const crossposter = createCrossposter(db, clock, options.quarantine);
  const circuitBreaker = createCircuitBreaker({ clock, log });
  const throttle = createThrottle({ rateLimits, rateLimiter, clock, closing: stopping.signal });
  let wakeSignal = Promise.withResolvers<void>();
  const inFlight = createInFlightDeliveries({
    ...{ db, platform, clock, log, rateLimiter, retryAfter, circuitBreaker, failpoint, metrics },
    acquireSlot: throttle.acquire,
    onSlotFree() {
      if (options.isFanOutRunning()) return;
      // Without a limit the next round begins when half of the hand is free: one statement for many.
      const isFree =
        rateLimits.bot.perSecond === Infinity && inFlight.size <= rateLimits.maxInFlight / 2;
      if (inFlight.size === 0 || isFree) wakeSignal.resolve();
    },
  });
  let loop: Promise<void> = Promise.resolve();
  let crossposting: Promise<unknown> | undefined;
  let leaderLock: LeaderLock | undefined;
  let isLeader = false;
  let isSubscribed = false;
  let recoveredAt = -Infinity;
  let crosspostedAt = -Infinity;
  let clockOffset = clock.now() - clock.monotonic();
  const isFirstReport = createLogDeduplicator();

  const date = () => new Date(clock.now());
  const monotonicNow = () => clock.monotonic();

  /** Writes what became of requests, and the claims of those that leave next. @returns ids that were written */
  async function flush(
    changes: readonly DeliveryTransition[] = [],
    claims: Plan['claims'] = [],
  ): Promise<Set<string>> {
    const finished = inFlight.takeResults();
    try {
      if (claims.length > 0) failpoint('claiming');
      const all = [...finished, ...changes, ...claims.map(({ claim }) => claim)];
      const written = await applyBatch(db, all, ({ id }, error) =>
        log.error(
          { event: 'delivery not written', delivery: id, err: error },
          'what became of a delivery cannot be written: its claim ends by itself',
        ),
      );
      if (finished.length > 0) failpoint('results kept');
      const lostClaims = finished.filter(({ id }) => !written.has(id)).length;
      if (lostClaims > 0)
        log.warn({ overtaken: lostClaims }, 'somebody else took over deliveries of ours');
      return written;
    } catch (error) {
      // Perhaps it was written and only the answer is missing: what was written already changes nothing again.
      inFlight.requeue([...finished, ...claims.map((claimed) => releaseClaim(claimed, date()))]);
      throw error;
    }
  }

  async function reclaimAbandoned(publisher: Publisher, includeUnexpired: boolean): Promise<void> {
    failpoint('recovering');
    const { supportsIdempotencyKey } = publisher;
    const found = await reclaimExpired(db, platform, {
      supportsIdempotencyKey,
      includeUnexpired,
      excludedIds: inFlight.ids(),
      now: date(),
    });
    recoveredAt = monotonicNow();
    for (const { priority, state } of found) {
      if (state === 'unknown') metrics.finished({ platform, priority, state, count: 1 });
    }
    const count = found.length;
    if (count > 0) log.warn({ count, platform }, 'found deliveries whose worker had died');
    failpoint('recovered');
  }

  async function ensureLeadership(publisher: Publisher): Promise<boolean> {
    leaderLock ??= options.acquireLeaderLock(`${platform} ${publisher.botId}`);
    if (!leaderLock.isLeader()) {
      isLeader = false;
      return false;
    }
    if (isLeader) return true;
    failpoint('turn taken');
    // What the other process sent in its last second counts too.
    if (leaderLock.hadOtherLeader()) rateLimiter.pauseFor(undefined, maxWindowMs, monotonicNow());
    await retryAfter.restore();
    await reclaimAbandoned(publisher, true);
    isLeader = true;
    options.onBecomeLeader();
    return true;
  }

  /** A clock that somebody put back would let everything wait as much longer. */
  async function adjustForClockJump(): Promise<void> {
    const moved = clock.now() - monotonicNow() - clockOffset;
    clockOffset += moved;
    if (moved > -clockJumpMs) return;
    log.warn({ seconds: Math.round(-moved / 1000) }, 'the clock was put back');
    // What came back by the old time is moved along too.
    await flush();
    await shiftDueAt(db, platform, { byMs: -moved, now: date() });
  }

  function startCrossposting(publisher: Publisher): void {
    if (
      !publisher.crosspost ||
      crossposting ||
      monotonicNow() - crosspostedAt < intervalsMs.crosspost
    )
      return;
    crosspostedAt = monotonicNow();
    crossposting = crossposter
      .runBatch(publisher)
      .catch((error: unknown) => log.error({ err: error }, 'nothing could be passed on'))
      .finally(() => {
        crossposting = undefined;
      });
  }

  /** Claims what may leave now. @returns milliseconds until there may be something to do */
  async function claimAndStart(publisher: Publisher, capacity: number): Promise<number> {
    const waiting = await fetchDue(
      db,
      platform,
      Math.min(fetchLimits.max, capacity + fetchLimits.extra),
      date(),
    );
    failpoint('peeked');
    if (waiting.length === 0) {
      await flush();
      if (inFlight.size > 0) return minIterationMs;
      const due = await nextDueAt(db, platform);
      if (due && Number.isNaN(due.getTime())) return (await repairDueAt(db, platform, date())) && 0;
      return due
        ? Math.min(pollIntervalMs, Math.max(5, due.getTime() - clock.now()))
        : pollIntervalMs;
    }
    await renderer.load(waiting.map(({ publicationId }) => publicationId));
    const edits = waiting.filter(({ originalId }) => originalId !== null);
    const relatives = await loadSiblings(db, edits);
    const {
      claims,
      transitions,
      finished: ended,
    } = planDeliveries(waiting, {
      now: clock.now(),
      capacity,
      zone: defaults.zone,
      render: (one) => renderer.render(publisher, one),
      siblings: (one) => siblingsOf(relatives, one),
      onError({ id, publicationId, chatId }, error) {
        const line = { event: 'delivery set aside', delivery: id, publication: publicationId };
        if (isFirstReport(`${publicationId} ${error}`))
          log.error(
            { ...line, platform, chat: chatId, err: error },
            'a delivery cannot be planned',
          );
      },
      reserveChat(one) {
        const isGroup = one.kind !== 'private';
        const wait = rateLimiter.chatWaitMs(one.chatId, isGroup, monotonicNow());
        if (wait <= 0) rateLimiter.consumeChat(one.chatId, isGroup, monotonicNow());
        return wait;
      },
    });
    const written = await flush(transitions, claims);
    failpoint('claimed');
    for (const { id, ...one } of ended) {
      if (written.has(id)) metrics.finished({ platform, ...one, count: 1 });
    }
    for (const claimed of claims) {
      if (written.has(claimed.delivery.id)) inFlight.start(publisher, claimed);
    }
    // Whatever was only put off makes room for others behind it.
    return claims.length < capacity && waiting.length > capacity && transitions.length > 0
      ? 0
      : minIterationMs;
  }

  /** @returns milliseconds until there may be something to do */
  async function iterate(): Promise<number> {
    const publisher = options.publisher();
    if (!publisher) return pollIntervalMs;
    if (!isSubscribed) {
      isSubscribed = true;
      publisher.onDirectSend?.(throttle.acquireForCommand);
      publisher.onInvalidRequest?.(() => {
        retryAfter
          .recordInvalidRequest()
          .catch((error: unknown) => log.error({ err: error }, 'a refusal was not kept'));
      });
    }
    if (!(await ensureLeadership(publisher))) {
      // Another process sends: what came back late is for the fencing to refuse.
      await flush();
      return Math.min(pollIntervalMs, intervalsMs.followerPoll);
    }
    await adjustForClockJump();
    if (monotonicNow() - recoveredAt > intervalsMs.recover)
      await reclaimAbandoned(publisher, false);
    if (inFlight.hasStalledRequest()) circuitBreaker.trip();
    const breakerWait = await circuitBreaker.tryClose(publisher);
    if (breakerWait > 0) {
      await flush();
      return Math.min(breakerWait, pollIntervalMs);
    }
    startCrossposting(publisher);
    const wait = rateLimiter.botWaitMs(monotonicNow());
    const most = options.isFanOutRunning()
      ? Math.min(fetchLimits.maxInFlightDuringFanOut, rateLimits.maxInFlight)
      : rateLimits.maxInFlight;
    const room = wait > acquireTimeoutMs ? 0 : Math.min(throttle.capacity(), most - inFlight.size);
    if (room >= 1) return claimAndStart(publisher, room);
    await flush();
    return wait > acquireTimeoutMs ? Math.min(wait, pollIntervalMs) : minIterationMs;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wakeSignal = Promise.withResolvers<void>();
      const woken = wakeSignal.promise;
      if (options.isFanOutRunning()) await options.yieldToCommands();
      const wait = await iterate().then(
        (rest) => {
          options.onIteration();
          return rest;
        },
        (error: unknown) => {
          options.onIteration(error);
          log.error({ err: error }, 'the sender stumbled');
          return pollIntervalMs;
        },
      );
      if (wait <= 0) {
        await immediate();
        continue;
      }
      const pause = new AbortController();
      const signal = AbortSignal.any([pause.signal, stopping.signal]);
      const least = options.isFanOutRunning() ? minFanOutIterationMs : 0;
      await Promise.race([woken, clock.sleep(Math.max(wait, least), signal)]);
      pause.abort();
    }
    const timeout = new AbortController();
    await Promise.race([
      Promise.all([inFlight.drain(), crossposting]),
      clock.sleep(shutdownTimeoutMs, timeout.signal),
    ]);
    timeout.abort();
    await flush().catch((error: unknown) => log.error({ err: error }, 'results were not written'));
    await leaderLock?.release();
  }

  return {
    start() {
      loop = run();
    },
    wake: () => wakeSignal.resolve(),
    async stop() {
      stopping.abort();
      wakeSignal.resolve();
      await loop;
    },
  };
}
