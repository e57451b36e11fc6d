/** Delays between attempts, in milliseconds: doubled each time up to `longest`. */
export interface BackoffLimits {
  first: number;
  longest: number;
}

export interface Backoff {
  /** The delay before the next attempt, in milliseconds. */
  next(): number;
  /** Starts again from the first delay. */
  reset(): void;
}

export function createBackoff({ first, longest }: BackoffLimits): Backoff {
  let delay = first;
  return {
    next() {
      const current = delay;
      delay = Math.min(delay * 2, longest);
      return current;
    },
    reset() {
      delay = first;
    },
  };
}
