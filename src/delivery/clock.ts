/** The clocks that delivery uses. */
export interface Clock {
  /** Milliseconds since the epoch, as stored. This clock may be set while the program runs. */
  now(): number;
  /** Milliseconds of a clock that is never set; rate limits use it. */
  monotonic(): number;
  /** Resolves after so many milliseconds, or when the signal ends it. Never rejects. */
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
