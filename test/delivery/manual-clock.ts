import type { Clock } from '../../src/delivery/clock.ts';

/** A clock that advances only during sleeps and can be set by a test. */
export function createManualClock(start = Date.parse('2026-11-24T02:00:00Z')) {
  const time = { now: start, monotonic: 0 };
  const advance = (ms: number) => {
    time.now += ms;
    time.monotonic += ms;
  };
  const clock: Clock = {
    now: () => time.now,
    monotonic: () => time.monotonic,
    async sleep(ms, signal) {
      // An abort comes before the time advances.
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal?.aborted) advance(ms);
    },
  };
  return { clock, time, advance };
}
