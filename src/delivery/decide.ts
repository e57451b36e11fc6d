import type { Fault } from './publisher.ts';

/** Seconds before the next try, by how many there were. */
const backoff = [1, 5, 15, 60, 300, 900] as const;
/** Tries of one part. */
export const mostTries = backoff.length + 1;
/** How long Discord takes a repeated nonce for the same message. Source: "the past few minutes"; half of five. */
export const nonceWindowMs = 150_000;

/** What becomes of a delivery after its request failed. */
export type Verdict =
  | {
      become: 'queued';
      inSeconds: number;
      error: string;
      /** Whether it surely did not arrive. */
      isSure: boolean;
      /** Whether it counts as a try. */
      counts: boolean;
      strike?: true;
      migrateTo?: string;
    }
  | { become: 'failed'; error: string }
  | { become: 'unknown'; error: string }
  | { become: 'skipped'; error: string; close: string };

export interface Tried {
  /** Failures of this part before, from 0. */
  tries: number;
  /** Whether repeating it makes no second message. */
  repeatsSafely: boolean;
  /** Whether it makes a message at all; edits and removals do not. */
  makesMessage: boolean;
  /** Refusals in a row of this chat before. */
  strikes: number;
}

const pause = (tries: number): number => backoff[Math.min(tries, backoff.length - 1)] ?? 900;

/** The one place that decides what a failed request means for its delivery. */
export function decide(
  fault: Fault,
  { tries, repeatsSafely, makesMessage, strikes }: Tried,
): Verdict {
  const isLast = tries + 1 >= mostTries;
  switch (fault.fault) {
    case 'wait':
      return {
        become: 'queued',
        inSeconds: fault.seconds,
        error: fault.reason ?? 'rate limited',
        isSure: true,
        counts: false,
      };
    case 'retry':
      return isLast
        ? { become: 'failed', error: fault.reason }
        : {
            become: 'queued',
            inSeconds: pause(tries),
            error: fault.reason,
            isSure: true,
            counts: true,
          };
    case 'lost':
      if (makesMessage && (!repeatsSafely || isLast)) {
        return { become: 'unknown', error: fault.reason };
      }
      return isLast
        ? { become: 'failed', error: fault.reason }
        : {
            become: 'queued',
            inSeconds: pause(tries),
            error: fault.reason,
            isSure: !makesMessage,
            counts: true,
          };
    case 'closed':
      return strikes + 1 < (fault.strikes ?? 1) && !isLast
        ? {
            become: 'queued',
            inSeconds: pause(tries),
            error: fault.reason,
            isSure: true,
            counts: true,
            strike: true,
          }
        : { become: 'skipped', error: fault.reason, close: fault.reason };
    case 'migrated':
      return {
        become: 'queued',
        inSeconds: 0,
        error: 'migrated',
        isSure: true,
        counts: true,
        migrateTo: fault.to,
      };
    case 'refused':
      return { become: 'failed', error: fault.reason };
  }
}
