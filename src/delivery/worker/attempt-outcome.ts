import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import type { Clock } from '../clock.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { DeliveryTransition } from '../ledger/apply-transitions.ts';
import { isChatFailure, persistChatFailure } from '../ledger/chat-lifecycle.ts';
import {
  applyRetryDecision,
  type ClaimedDelivery,
  markDelivered,
  retryDecisionFor,
} from '../ledger/transitions.ts';
import { type DeliveryMetrics, isFinal } from '../metrics.ts';
import { type AttemptResult, isNoResponse } from '../publisher.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { RetryAfterHandler } from '../rate-limit/retry-after.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { ResultWriter } from './result-writer.ts';

export interface AttemptOutcomeOptions {
  db: PrismaClient;
  platform: Platform;
  clock: Clock;
  log: Logger;
  rateLimiter: Pick<RateLimiter, 'pauseFor' | 'chatWaitMs'>;
  retryAfter: Pick<RetryAfterHandler, 'record' | 'recordInvalidRequest'>;
  circuitBreaker: Pick<CircuitBreaker, 'trip'>;
  results: Pick<ResultWriter, 'add'>;
  failpoint: FailpointHook;
  metrics: Pick<DeliveryMetrics, 'finished'>;
}

/** Handles the result of a request: what it means for the delivery, its chat and the rate limits. */
export type AttemptOutcomeHandler = (
  claimed: ClaimedDelivery,
  result: AttemptResult,
  supportsIdempotencyKey: boolean,
) => Promise<void>;

export function createAttemptOutcomeHandler({
  db,
  platform,
  clock,
  log,
  rateLimiter,
  retryAfter,
  circuitBreaker,
  results,
  failpoint,
  metrics,
}: AttemptOutcomeOptions): AttemptOutcomeHandler {
  const date = () => new Date(clock.now());

  function recordIfFinal({ delivery }: ClaimedDelivery, transition: DeliveryTransition): void {
    const { state, error } = transition;
    if (isFinal(state))
      metrics.finished({ platform, priority: delivery.priority, state, error, count: 1 });
  }

  /** Writes something whose loss does not affect the delivery. */
  async function bestEffort(claimed: ClaimedDelivery, work: () => Promise<unknown>): Promise<void> {
    const { id: deliveryId, chatId } = claimed.delivery;
    await work().catch((error: unknown) =>
      log.error(
        { event: 'delivery.note_not_written', platform, deliveryId, chatId, err: error },
        'a note about a chat or a rate limit could not be written',
      ),
    );
  }

  async function onSuccess(
    claimed: ClaimedDelivery,
    { value: receipt }: Extract<AttemptResult, { ok: true }>,
  ): Promise<void> {
    const { chatId, kind, consecutiveFailures } = claimed.delivery;
    const { chatCooldownMs, channelId } = receipt;
    if (chatCooldownMs !== undefined) {
      rateLimiter.pauseFor(chatId, chatCooldownMs, clock.monotonic());
    }
    if (consecutiveFailures > 0 || channelId !== undefined) {
      const data = { consecutiveFailures: 0, ...(channelId === undefined ? {} : { channelId }) };
      await bestEffort(claimed, () => db.chat.updateMany({ where: { id: chatId }, data }));
    }
    const chatWaitMs = rateLimiter.chatWaitMs(chatId, kind !== 'private', clock.monotonic());
    const transition = markDelivered(claimed, receipt, date(), chatWaitMs);
    recordIfFinal(claimed, transition);
    results.add(transition);
  }

  async function onFailure(
    claimed: ClaimedDelivery,
    result: Extract<AttemptResult, { ok: false }>,
    supportsIdempotencyKey: boolean,
  ): Promise<void> {
    const { delivery } = claimed;
    if (isNoResponse(result)) circuitBreaker.trip();
    if (result.kind === 'rateLimited') {
      failpoint('retry-after received');
      await bestEffort(claimed, () => retryAfter.record(result, delivery.chatId));
    }
    if (result.countsTowardBan) await bestEffort(claimed, () => retryAfter.recordInvalidRequest());
    const decision = retryDecisionFor(claimed, result, supportsIdempotencyKey);
    log.debug(
      {
        event: 'delivery.request_failed',
        platform,
        deliveryId: delivery.id,
        publicationId: delivery.publicationId,
        chatId: delivery.chatId,
        error: result,
        nextState: decision.nextState,
      },
      'a request failed',
    );
    const transition = applyRetryDecision(claimed, decision, date(), result.wasLookup === true);
    recordIfFinal(claimed, transition);
    if (!isChatFailure(decision)) return results.add(transition);
    failpoint('chat closing');
    const skipped = await db.$transaction((tx) =>
      persistChatFailure(tx, { delivery, platform }, decision, transition, date()),
    );
    for (const priority of skipped) {
      const { error } = transition;
      metrics.finished({ platform, priority, state: 'skipped', error, count: 1 });
    }
  }

  return (claimed, result, supportsIdempotencyKey) =>
    result.ok ? onSuccess(claimed, result) : onFailure(claimed, result, supportsIdempotencyKey);
}
