import type { Fault } from './publisher.ts';

/** Seconds before the next try, by how many there were. */
const backoff = [1, 5, 15, 60, 300, 900] as const;
/** Tries of a request that surely did not arrive. */
export const mostAttempts = backoff.length + 1;
/** How long Discord takes a repeated nonce for the same message. Source: "the past few minutes"; half of five. */
export const nonceWindowMs = 150_000;

/** What becomes of a delivery after its request failed. */
export type Verdict =
  | { become: 'queued'; inSeconds: number; error: string }
  | { become: 'failed'; error: string }
  | { become: 'unknown'; error: string }
  | { become: 'skipped'; error: string; close: string }
  | { become: 'queued'; inSeconds: 0; migrateTo: string; error: string };

export interface Tried {
  /** This try included, from 1. */
  attempt: number;
  /** Whether repeating makes no second message. */
  repeatsSafely: boolean;
  /** Milliseconds since the first try. */
  elapsedMs: number;
}

const later = (attempt: number, error: string): Verdict =>
  attempt >= mostAttempts
    ? { become: 'failed', error }
    : { become: 'queued', inSeconds: backoff[attempt - 1] ?? 900, error };

/** The one place that decides what a failed request means for its delivery. */
export function decide(fault: Fault, { attempt, repeatsSafely, elapsedMs }: Tried): Verdict {
  switch (fault.fault) {
    case 'wait':
      return { become: 'queued', inSeconds: fault.seconds, error: 'rate limited' };
    case 'retry':
      return later(attempt, fault.reason);
    case 'lost':
      return repeatsSafely && elapsedMs < nonceWindowMs
        ? {
            become: 'queued',
            inSeconds: Math.min(backoff[attempt - 1] ?? 60, 60),
            error: fault.reason,
          }
        : { become: 'unknown', error: fault.reason };
    case 'closed':
      return { become: 'skipped', error: fault.reason, close: fault.reason };
    case 'migrated':
      return { become: 'queued', inSeconds: 0, migrateTo: fault.to, error: 'migrated' };
    case 'refused':
      return { become: 'failed', error: fault.reason };
  }
}
