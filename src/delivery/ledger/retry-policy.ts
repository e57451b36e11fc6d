import type { SendError } from '../publisher.ts';

/** Seconds before the next try, by how many there were. */
const backoffSchedule = [1, 5, 15, 60, 300, 900] as const;
/** Tries of one part. */
export const maxFailures = backoffSchedule.length + 1;
/** How long Discord takes a repeated nonce for the same message. Source: "the past few minutes"; half of five. */
export const nonceWindowMs = 150_000;

/** What becomes of a delivery after its request failed. */
export type RetryDecision =
  | {
      nextState: 'queued';
      delaySeconds: number;
      error: string;
      /** Whether it surely did not arrive. */
      isDefinitelyUnsent: boolean;
      /** Whether it counts as a try. */
      countsAsFailure: boolean;
      countsAgainstChat?: true;
      migrateTo?: string;
    }
  | { nextState: 'failed'; error: string }
  | { nextState: 'unknown'; error: string }
  | { nextState: 'skipped'; error: string; closeReason: string };

export interface RetryContext {
  /** Failures of this part before, from 0. */
  previousFailures: number;
  /** Whether repeating it makes no second message. */
  supportsIdempotencyKey: boolean;
  /** Whether it makes a message at all; edits and removals do not. */
  createsMessage: boolean;
  /** Refusals in a row of this chat before. */
  consecutiveFailures: number;
}

const backoffSeconds = (failures: number): number =>
  backoffSchedule[Math.min(failures, backoffSchedule.length - 1)] ?? 900;

/** The one place that decides what a failed request means for its delivery. */
export function decideRetry(
  error: SendError,
  { previousFailures, supportsIdempotencyKey, createsMessage, consecutiveFailures }: RetryContext,
): RetryDecision {
  const isLast = previousFailures + 1 >= maxFailures;
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
        : {
            nextState: 'queued',
            delaySeconds: backoffSeconds(previousFailures),
            error: error.reason,
            isDefinitelyUnsent: true,
            countsAsFailure: true,
          };
    case 'ambiguous':
      if (createsMessage && (!supportsIdempotencyKey || isLast)) {
        return { nextState: 'unknown', error: error.reason };
      }
      return isLast
        ? { nextState: 'failed', error: error.reason }
        : {
            nextState: 'queued',
            delaySeconds: backoffSeconds(previousFailures),
            error: error.reason,
            isDefinitelyUnsent: !createsMessage,
            countsAsFailure: true,
          };
    case 'chatClosed':
      return consecutiveFailures + 1 < (error.closeAfter ?? 1) && !isLast
        ? {
            nextState: 'queued',
            delaySeconds: backoffSeconds(previousFailures),
            error: error.reason,
            isDefinitelyUnsent: true,
            countsAsFailure: true,
            countsAgainstChat: true,
          }
        : { nextState: 'skipped', error: error.reason, closeReason: error.reason };
    case 'migrated':
      return {
        nextState: 'queued',
        delaySeconds: 0,
        error: 'migrated',
        isDefinitelyUnsent: true,
        countsAsFailure: true,
        migrateTo: error.to,
      };
    case 'rejected':
      return { nextState: 'failed', error: error.reason };
  }
}
