import type { AttemptResult, Receipt } from '../publisher.ts';
import { type DeliveryTransition, transitionOf } from './apply-transitions.ts';
import type { DueDelivery } from './due-delivery.ts';
import type { RequestStep } from './next-step.ts';
import { decideRetry, type RetryDecision } from './retry-policy.ts';

/** How long a claim is valid before another worker may take the delivery over, in milliseconds. */
export const leaseMs = 60_000;

/** A claimed delivery, and what its request does. */
export interface ClaimedDelivery {
  delivery: DueDelivery;
  step: RequestStep;
  claim: DeliveryTransition;
}

/** A claimed delivery with some columns changed. */
const transitionFromClaim = (
  { delivery, claim }: ClaimedDelivery,
  change: Partial<Omit<DeliveryTransition, 'id' | 'expected'>>,
): DeliveryTransition => ({
  ...transitionOf(delivery, change),
  expected: { attempt: claim.attempt, state: 'sending' },
  attempt: claim.attempt,
  parts: claim.parts,
});

/** The claim, written before the request is sent. */
export function claimTransition(
  delivery: DueDelivery,
  step: RequestStep,
  now: Date,
  leaseMs: number,
): DeliveryTransition {
  return transitionOf(delivery, {
    state: 'sending',
    attempt: delivery.attempt + 1,
    leaseUntil: new Date(now.getTime() + leaseMs),
    parts: step.totalParts,
    // Only a request that creates a message can create a second one.
    uncertainSince: step.kind === 'send' ? (delivery.uncertainSince ?? now) : null,
  });
}

/** Releases a claim whose request was never sent. It is due at once, even after the clock was set back. */
export const releaseClaim = (claimed: ClaimedDelivery, now: Date): DeliveryTransition =>
  transitionFromClaim(claimed, {
    uncertainSince: claimed.delivery.uncertainSince,
    dueAt: claimed.delivery.dueAt > now ? now : claimed.delivery.dueAt,
  });

/**
 * A delivery whose request succeeded: sent when that was its last part, else queued for the next.
 * @param chatWaitMs milliseconds until the chat may get its next part
 */
export function markDelivered(
  claimed: ClaimedDelivery,
  { messageId, needsCrosspost }: Pick<Receipt, 'messageId' | 'needsCrosspost'>,
  now: Date,
  chatWaitMs: number,
): DeliveryTransition {
  const { delivery, step } = claimed;
  const messageIds = [...delivery.messageIds, messageId];
  const isComplete = messageIds.length >= step.totalParts;
  return transitionFromClaim(claimed, {
    state: isComplete ? 'sent' : 'queued',
    boosted: !isComplete,
    dueAt: isComplete ? delivery.dueAt : new Date(now.getTime() + chatWaitMs),
    failures: 0,
    uncertainSince: null,
    messageIds,
    sentAt: isComplete ? now : null,
    crosspostAt: needsCrosspost && step.kind === 'send' ? now : delivery.crosspostAt,
  });
}

/** Decides what a failed request means for its delivery. */
export function retryDecisionFor(
  { delivery, step }: ClaimedDelivery,
  result: Extract<AttemptResult, { ok: false }>,
  supportsIdempotencyKey: boolean,
): RetryDecision {
  // A lookup that can never succeed leaves the outcome of the earlier request open.
  if (result.wasLookup && (result.kind === 'rejected' || result.kind === 'chatClosed')) {
    return { nextState: 'unknown', error: result.reason };
  }
  return decideRetry(result, {
    previousFailures: delivery.failures,
    supportsIdempotencyKey,
    createsMessage: step.kind === 'send',
    consecutiveFailures: delivery.consecutiveFailures,
  });
}

/** Maximum delay that is stored, in seconds; platforms have asked for 12 hours. */
const maxDelaySeconds = 7 * 24 * 3600;
/** Platforms may send delays that are not usable numbers. */
const clampDelay = (seconds: number): number =>
  Number.isNaN(seconds) ? 60 : Math.min(Math.max(0, seconds), maxDelaySeconds);

/** A delivery after its failed request. */
export function applyRetryDecision(
  claimed: ClaimedDelivery,
  decision: RetryDecision,
  now: Date,
  wasLookup: boolean,
): DeliveryTransition {
  const { delivery, claim } = claimed;
  if (decision.nextState !== 'queued') {
    return transitionFromClaim(claimed, {
      state: decision.nextState,
      error: decision.error,
      uncertainSince: claim.uncertainSince,
      failures: delivery.failures + 1,
    });
  }
  return transitionFromClaim(claimed, {
    error: decision.error,
    failures: delivery.failures + (decision.countsAsFailure ? 1 : 0),
    dueAt: new Date(now.getTime() + clampDelay(decision.delaySeconds) * 1000),
    // A request that did not arrive does not tell anything about the earlier ones.
    uncertainSince:
      decision.isDefinitelyUnsent || wasLookup ? delivery.uncertainSince : claim.uncertainSince,
  });
}
