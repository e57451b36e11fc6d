import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Clock } from '../clock.ts';
import type { FailpointHook } from '../failpoints.ts';
import { closeChat, migrateChat } from '../ledger/chat-lifecycle.ts';
import type { Plan } from '../ledger/planner.ts';
import {
  applyTransitions,
  type DeliveryTransition,
  type DueDelivery,
} from '../ledger/repository.ts';
import type { RetryDecision } from '../ledger/retry-policy.ts';
import {
  applyRetryDecision,
  type ClaimedDelivery,
  markDelivered,
  releaseClaim,
  retryDecisionFor,
} from '../ledger/transitions.ts';
import { type DeliveryMetrics, isFinal } from '../metrics.ts';
import type { Publisher } from '../publisher.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { type AttemptResult, runAttempt } from './attempt.ts';
import { type CircuitBreaker, stallTimeoutMs } from './circuit-breaker.ts';
import type { RetryAfterStore } from './retry-after.ts';
import type { ResponseCallback } from './throttle.ts';

/** Messages of ours in a chat that are not taken for a lost one, at most. */
const maxKnownMessages = 200;

export interface InFlightOptions {
  db: PrismaClient;
  platform: Publisher['platform'];
  clock: Clock;
  log: Logger;
  rateLimiter: RateLimiter;
  retryAfter: RetryAfterStore;
  circuitBreaker: CircuitBreaker;
  failpoint: FailpointHook;
  metrics: DeliveryMetrics;
  /** Waits for a request's turn among all of the bot's. @returns nothing when it may not leave */
  acquireSlot(): Promise<ResponseCallback | undefined>;
  /** Called when a request has ended. */
  onSlotFree(): void;
}

/** The deliveries that are claimed and under way, and what became of those that came back. */
export interface InFlightDeliveries {
  readonly size: number;
  /** Those under way, and those whose result is not written yet: neither was left behind. */
  ids(): string[];
  /** A claimed delivery's request leaves. */
  start(publisher: Publisher, claimed: Plan['claims'][number]): void;
  /** What became of requests since it was last asked; gone with the asking. */
  takeResults(): DeliveryTransition[];
  /** Gives back what could not be written. */
  requeue(changes: readonly DeliveryTransition[]): void;
  /** Whether some request has had no answer for too long. */
  hasStalledRequest(): boolean;
  /** Resolves when nothing is under way. */
  drain(): Promise<unknown>;
}

export function createInFlightDeliveries(options: InFlightOptions): InFlightDeliveries {
  const { db, platform, clock, log, rateLimiter, retryAfter, circuitBreaker, failpoint, metrics } =
    options;
  /** Since when a request is under way for a delivery, or since when it is known to hang. */
  const startedAt = new Map<string, number>();
  const running = new Set<Promise<void>>();
  let results: DeliveryTransition[] = [];
  const date = () => new Date(clock.now());

  async function recentMessageIds({ chatId }: DueDelivery): Promise<ReadonlySet<string>> {
    const rows = await db.delivery.findMany({
      where: { chatId, platform, messageIds: { isEmpty: false } },
      select: { messageIds: true },
      orderBy: { sentAt: { sort: 'desc', nulls: 'last' } },
      take: maxKnownMessages,
    });
    return new Set(rows.flatMap(({ messageIds }) => messageIds));
  }

  function recordIfFinal({ priority }: DueDelivery, { state, error }: DeliveryTransition): void {
    if (isFinal(state)) metrics.finished({ platform, priority, state, error, count: 1 });
  }

  /** What is not worth a delivery's fate. */
  async function bestEffort(work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => log.error({ err: error }, 'a note could not be kept'));
  }

  async function onSuccess(
    claimed: ClaimedDelivery,
    outcome: Extract<AttemptResult, { ok: true }>,
  ) {
    const { chatId: id, kind, consecutiveFailures } = claimed.delivery;
    const { chatCooldownMs, channelId } = outcome.value;
    if (chatCooldownMs !== undefined) rateLimiter.pauseFor(id, chatCooldownMs, clock.monotonic());
    if (consecutiveFailures > 0 || channelId !== undefined) {
      const data = { consecutiveFailures: 0, ...(channelId === undefined ? {} : { channelId }) };
      await bestEffort(() => db.chat.updateMany({ where: { id }, data }));
    }
    const pause = rateLimiter.chatWaitMs(id, kind !== 'private', clock.monotonic());
    const change = markDelivered(claimed, outcome.value, date(), pause);
    recordIfFinal(claimed.delivery, change);
    results.push(change);
  }

  /** A failure that says something of the chat is written with it. */
  async function persistChatFailure(
    waiting: DueDelivery,
    decision: RetryDecision,
    change: DeliveryTransition,
  ): Promise<void> {
    failpoint('chat closing');
    const skipped = await db.$transaction(async (tx) => {
      await applyTransitions(tx, [change]);
      if (decision.nextState === 'skipped') {
        return closeChat(tx, waiting.chatId, decision.closeReason, date());
      } else if (decision.nextState === 'queued' && decision.migrateTo !== undefined) {
        await migrateChat(
          tx,
          { platform, platformId: waiting.platformId },
          decision.migrateTo,
          date(),
        );
      } else {
        await tx.chat.updateMany({
          where: { id: waiting.chatId },
          data: { consecutiveFailures: { increment: 1 } },
        });
      }
      return [];
    });
    for (const priority of skipped) {
      metrics.finished({ platform, priority, state: 'skipped', error: change.error, count: 1 });
    }
  }

  async function onFailure(
    claimed: ClaimedDelivery,
    publisher: Publisher,
    outcome: Extract<AttemptResult, { ok: false }>,
  ): Promise<void> {
    const { delivery } = claimed;
    if (outcome.kind === 'ambiguous' || outcome.kind === 'transient') circuitBreaker.trip();
    if (outcome.kind === 'rateLimited') {
      failpoint('wait kept');
      await bestEffort(() => retryAfter.record(outcome, delivery.chatId));
    }
    if (outcome.countsTowardBan) await bestEffort(() => retryAfter.recordInvalidRequest());
    const verdict = retryDecisionFor(claimed, outcome, publisher.supportsIdempotencyKey);
    log.debug(
      { delivery: delivery.id, fault: outcome, become: verdict.nextState },
      'not delivered',
    );
    const change = applyRetryDecision(claimed, verdict, date(), outcome.wasLookup === true);
    recordIfFinal(delivery, change);
    const isAboutChat =
      verdict.nextState === 'skipped' ||
      (verdict.nextState === 'queued' &&
        (verdict.countsAgainstChat || verdict.migrateTo !== undefined));
    if (isAboutChat) await persistChatFailure(delivery, verdict, change);
    else results.push(change);
  }

  async function deliver(publisher: Publisher, claimed: Plan['claims'][number]): Promise<void> {
    const { delivery: waiting, step, rendered } = claimed;
    const left = await options.acquireSlot();
    if (!left) {
      results.push(releaseClaim(claimed, date()));
      return;
    }
    failpoint('request leaves');
    const began = clock.monotonic();
    metrics.requestStarted(
      platform,
      waiting.priority,
      Math.max(0, clock.now() - waiting.dueAt.getTime()) / 1000,
    );
    const known = () => recentMessageIds(waiting);
    const outcome = await runAttempt({
      publisher,
      rendered,
      delivery: waiting,
      step,
      clock,
      knownMessageIds: known,
    });
    const isAnswered = outcome.ok || (outcome.kind !== 'ambiguous' && outcome.kind !== 'transient');
    if (isAnswered) left();
    failpoint('answer came');
    metrics.requestFinished(platform, {
      operation: step.kind,
      outcome: outcome.ok ? 'ok' : outcome.kind,
      seconds: (clock.monotonic() - began) / 1000,
    });
    await (outcome.ok ? onSuccess(claimed, outcome) : onFailure(claimed, publisher, outcome));
  }

  return {
    get size() {
      return startedAt.size;
    },
    ids: () => [...startedAt.keys(), ...results.map(({ id }) => id)],
    start(publisher, claimed) {
      const { id } = claimed.delivery;
      startedAt.set(id, clock.monotonic());
      const work = deliver(publisher, claimed)
        // The claim's lease ends by itself, and the delivery is then taken for one whose answer was lost.
        .catch((error: unknown) => log.error({ err: error, delivery: id }, 'a delivery broke'))
        .finally(() => {
          startedAt.delete(id);
          running.delete(work);
          options.onSlotFree();
        });
      running.add(work);
    },
    takeResults() {
      const taken = results;
      results = [];
      return taken;
    },
    requeue(changes) {
      results = [...changes, ...results];
    },
    hasStalledRequest() {
      const now = clock.monotonic();
      const hanging = [...startedAt].filter(([, at]) => now - at > stallTimeoutMs);
      // Each makes doubt once in a while: it stays in hand until it is given up, others go on beside it.
      for (const [id] of hanging) startedAt.set(id, now);
      return hanging.length > 0;
    },
    drain: () => Promise.allSettled(running),
  };
}
