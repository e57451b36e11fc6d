import type { SendError } from '../publisher.ts';

/** Seconds before the next try, by how many there were. */
const backoffSchedule = [1, 5, 15, 60, 300, 900] as const;
/** Tries of one part. */
export const maxTries = backoffSchedule.length + 1;
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
      countsAsTry: boolean;
      countsAgainstChat?: true;
      migrateTo?: string;
    }
  | { nextState: 'failed'; error: string }
  | { nextState: 'unknown'; error: string }
  | { nextState: 'skipped'; error: string; closeReason: string };

export interface RetryContext {
  /** Failures of this part before, from 0. */
  previousTries: number;
  /** Whether repeating it makes no second message. */
  supportsIdempotencyKey: boolean;
  /** Whether it makes a message at all; edits and removals do not. */
  createsMessage: boolean;
  /** Refusals in a row of this chat before. */
  consecutiveFailures: number;
}

const backoffSeconds = (tries: number): number =>
  backoffSchedule[Math.min(tries, backoffSchedule.length - 1)] ?? 900;

/** The one place that decides what a failed request means for its delivery. */
export function decideRetry(
  fault: SendError,
  { previousTries, supportsIdempotencyKey, createsMessage, consecutiveFailures }: RetryContext,
): RetryDecision {
  const isLast = previousTries + 1 >= maxTries;
  switch (fault.fault) {
    case 'wait':
      return {
        nextState: 'queued',
        delaySeconds: fault.seconds,
        error: fault.reason ?? 'rate limited',
        isDefinitelyUnsent: true,
        countsAsTry: false,
      };
    case 'retry':
      return isLast
        ? { nextState: 'failed', error: fault.reason }
        : {
            nextState: 'queued',
            delaySeconds: backoffSeconds(previousTries),
            error: fault.reason,
            isDefinitelyUnsent: true,
            countsAsTry: true,
          };
    case 'lost':
      if (createsMessage && (!supportsIdempotencyKey || isLast)) {
        return { nextState: 'unknown', error: fault.reason };
      }
      return isLast
        ? { nextState: 'failed', error: fault.reason }
        : {
            nextState: 'queued',
            delaySeconds: backoffSeconds(previousTries),
            error: fault.reason,
            isDefinitelyUnsent: !createsMessage,
            countsAsTry: true,
          };
    case 'closed':
      return consecutiveFailures + 1 < (fault.closeAfter ?? 1) && !isLast
        ? {
            nextState: 'queued',
            delaySeconds: backoffSeconds(previousTries),
            error: fault.reason,
            isDefinitelyUnsent: true,
            countsAsTry: true,
            countsAgainstChat: true,
          }
        : { nextState: 'skipped', error: fault.reason, closeReason: fault.reason };
    case 'migrated':
      return {
        nextState: 'queued',
        delaySeconds: 0,
        error: 'migrated',
        isDefinitelyUnsent: true,
        countsAsTry: true,
        migrateTo: fault.to,
      };
    case 'refused':
      return { nextState: 'failed', error: fault.reason };
  }
}
