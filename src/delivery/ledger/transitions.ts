import type { AttemptResult, RequestStep } from '../worker/attempt.ts';
import { type DeliveryTransition, type DueDelivery, transitionOf } from './repository.ts';
import { decideRetry, type RetryDecision } from './retry-policy.ts';

/** A delivery that is claimed, and what its request does. */
export interface ClaimedDelivery {
  delivery: DueDelivery;
  step: RequestStep;
  claim: DeliveryTransition;
}

/** A claimed delivery with what is to be another. */
const transitionFromClaim = (
  { delivery, claim }: ClaimedDelivery,
  change: Partial<Omit<DeliveryTransition, 'id' | 'expected'>>,
): DeliveryTransition => ({
  ...transitionOf(delivery, change),
  expected: { attempt: claim.attempt, state: 'sending' },
  attempt: claim.attempt,
  parts: claim.parts,
});

/** The claim as it is written before the request leaves. */
export function claimTransition(
  waiting: DueDelivery,
  step: RequestStep,
  now: Date,
  leaseMs: number,
): DeliveryTransition {
  return transitionOf(waiting, {
    state: 'sending',
    attempt: waiting.attempt + 1,
    leaseUntil: new Date(now.getTime() + leaseMs),
    parts: step.totalParts,
    // Only what makes a message can make a second one.
    uncertainSince: step.kind === 'send' ? (waiting.uncertainSince ?? now) : null,
  });
}

/** A claim given back whose request surely never left: due at once, also by a clock that was put back. */
export const releaseClaim = (claimed: ClaimedDelivery, now: Date): DeliveryTransition =>
  transitionFromClaim(claimed, {
    uncertainSince: claimed.delivery.uncertainSince,
    dueAt: claimed.delivery.dueAt > now ? now : claimed.delivery.dueAt,
  });

/** What a delivery becomes when its step is done. @param chatWaitMs until the chat may get its next part */
export function markDelivered(
  claimed: ClaimedDelivery,
  { messageId, needsCrosspost }: { messageId: string; needsCrosspost?: boolean },
  now: Date,
  chatWaitMs: number,
): DeliveryTransition {
  const { delivery, step } = claimed;
  const messageIds = [...delivery.messageIds, messageId];
  const isWhole = messageIds.length >= step.totalParts;
  return transitionFromClaim(claimed, {
    state: isWhole ? 'sent' : 'queued',
    boosted: !isWhole,
    dueAt: isWhole ? delivery.dueAt : new Date(now.getTime() + chatWaitMs),
    failures: 0,
    uncertainSince: null,
    messageIds,
    sentAt: isWhole ? now : null,
    crosspostAt: needsCrosspost && step.kind === 'send' ? now : delivery.crosspostAt,
  });
}

/** Decides what a failed request means. */
export function retryDecisionFor(
  { delivery, step }: ClaimedDelivery,
  failed: Extract<AttemptResult, { ok: false }>,
  supportsIdempotencyKey: boolean,
): RetryDecision {
  if (failed.wasLookup && (failed.kind === 'rejected' || failed.kind === 'chatClosed')) {
    return { nextState: 'unknown', error: failed.reason };
  }
  return decideRetry(failed, {
    previousFailures: delivery.failures,
    supportsIdempotencyKey,
    createsMessage: step.kind === 'send',
    consecutiveFailures: delivery.consecutiveFailures,
  });
}

/** Longest that a copy is put off at once, in seconds; platforms have asked for 12 hours. */
const maxDelaySeconds = 7 * 24 * 3600;
/** What a platform names may be no number that a date can be made with. */
const clampDelay = (seconds: number): number =>
  Number.isNaN(seconds) ? 60 : Math.min(Math.max(0, seconds), maxDelaySeconds);

/** What a delivery becomes by a verdict. */
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
    // What surely did not arrive leaves the fate of earlier failures as open as it was.
    uncertainSince:
      decision.isDefinitelyUnsent || wasLookup ? delivery.uncertainSince : claim.uncertainSince,
  });
}
