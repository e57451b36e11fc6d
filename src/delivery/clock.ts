/** The clocks that delivery uses. */
export interface Clock {
  /** Milliseconds since the epoch, as stored. The system clock can be set while the program runs. */
  now(): number;
  /** Monotonic milliseconds, for rate limits. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds, or when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Thousands of sleeps are aborted per second; `node:timers/promises` would create an error for each. */
function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal?.aborted) done();
    else signal?.addEventListener('abort', done, { once: true });
  });
}

/** The machine's monotonic clock and timers, with the given time of day. */
export const systemClock = (now: () => number): Clock => ({
  now,
  monotonic: () => performance.now(),
  sleep,
});
