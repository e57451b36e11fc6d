import type { SendError } from '../publisher.ts';

/** Seconds before the next request, by the number of failures. */
const backoffSchedule = [1, 5, 15, 60, 300, 900] as const;
/** Failed requests for one part after which the delivery fails. */
export const maxFailures = backoffSchedule.length + 1;

/** What a failed request means for its delivery. */
export type RetryDecision =
  | {
      nextState: 'queued';
      delaySeconds: number;
      error: string;
      /** Whether it certainly did not arrive. */
      isDefinitelyUnsent: boolean;
      /** Whether it counts towards {@link maxFailures}. */
      countsAsFailure: boolean;
      countsAgainstChat?: true;
      migrateTo?: string;
    }
  | { nextState: 'failed'; error: string }
  | { nextState: 'unknown'; error: string }
  | { nextState: 'skipped'; error: string; closeReason: string };

export interface RetryContext {
  /** Failed requests for this part before, from 0. */
  previousFailures: number;
  /** Whether sending again with the same key creates no second message. */
  supportsIdempotencyKey: boolean;
  /** Whether the request creates a message; edits and removals do not. */
  createsMessage: boolean;
  /** Refusals in a row by this chat before. */
  consecutiveFailures: number;
}

const backoffSeconds = (failures: number): number =>
  backoffSchedule[Math.min(failures, backoffSchedule.length - 1)] ?? 900;

/** Decides what a failed request means for its delivery; no other code does. */
export function decideRetry(
  error: SendError,
  { previousFailures, supportsIdempotencyKey, createsMessage, consecutiveFailures }: RetryContext,
): RetryDecision {
  const isLast = previousFailures + 1 >= maxFailures;
  const retryAfterBackoff = (reason: string, isDefinitelyUnsent: boolean) => ({
    nextState: 'queued' as const,
    delaySeconds: backoffSeconds(previousFailures),
    error: reason,
    isDefinitelyUnsent,
    countsAsFailure: true,
  });
  switch (error.kind) {
    case 'rateLimited':
      return {
        nextState: 'queued',
        delaySeconds: error.seconds,
        error: error.reason ?? 'rate limited',
        isDefinitelyUnsent: true,
        countsAsFailure: false,
      };
    case 'transient':
      return isLast
        ? { nextState: 'failed', error: error.reason }
        : retryAfterBackoff(error.reason, true);
    case 'ambiguous':
      if (createsMessage && (!supportsIdempotencyKey || isLast)) {
        return { nextState: 'unknown', error: error.reason };
      }
      return isLast
        ? { nextState: 'failed', error: error.reason }
        : retryAfterBackoff(error.reason, !createsMessage);
    case 'chatClosed':
      return consecutiveFailures + 1 < (error.closeAfter ?? 1) && !isLast
        ? { ...retryAfterBackoff(error.reason, true), countsAgainstChat: true }
        : { nextState: 'skipped', error: error.reason, closeReason: error.reason };
    case 'migrated':
      return {
        ...retryAfterBackoff('migrated', true),
        delaySeconds: 0,
        migrateTo: error.to,
      };
    case 'rejected':
      return { nextState: 'failed', error: error.reason };
  }
}
