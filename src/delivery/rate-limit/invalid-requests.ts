/**
 * Sending stops well before the ban. Source: Discord, "Invalid Request Limit": 10,000 invalid requests in ten minutes
 * ban the IP address.
 */
const invalidRequestLimit = { stopAt: 5_000, withinMs: 600_000, persistEvery: 50 } as const;

/** What one more invalid request leads to. Times in milliseconds. */
export interface InvalidRequestEffect {
  count: number;
  /** Until the ten minutes are over. */
  leftMs: number;
  shouldPause: boolean;
  shouldPersist: boolean;
}

/** Counts the requests that a platform counts towards a ban. Times are monotonic milliseconds. */
export interface InvalidRequestCounter {
  record(now: number): InvalidRequestEffect;
  restore(stored: { leftMs: number; count: number }, now: number): void;
}

export function createInvalidRequestCounter(): InvalidRequestCounter {
  let since = -Infinity;
  let count = 0;
  return {
    record(now) {
      if (now - since > invalidRequestLimit.withinMs) {
        since = now;
        count = 0;
      }
      count += 1;
      return {
        count,
        leftMs: since + invalidRequestLimit.withinMs - now,
        shouldPause: count >= invalidRequestLimit.stopAt,
        shouldPersist: count % invalidRequestLimit.persistEvery === 0,
      };
    },
    restore(stored, now) {
      since = now + stored.leftMs - invalidRequestLimit.withinMs;
      count = stored.count;
    },
  };
}
