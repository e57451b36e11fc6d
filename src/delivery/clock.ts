/** The times that delivery goes by. */
export interface Clock {
  /** Milliseconds since the epoch: what stands in the store. Somebody may set this clock while the program runs. */
  now(): number;
  /** Milliseconds of a clock that only goes forward: what pacing goes by. */
  monotonic(): number;
  /** Resolves after so many milliseconds, or when the signal ends it. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Thousands of these end early in a second: the one of `node:timers/promises` makes an error for each. */
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

/** The machine's clocks, with the program's own idea of the time of day. */
export const systemClock = (now: () => number): Clock => ({
  now,
  monotonic: () => performance.now(),
  sleep,
});
