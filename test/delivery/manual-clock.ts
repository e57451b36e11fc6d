import type { Clock } from '../../src/delivery/clock.ts';

/** A clock that passes only while somebody sleeps, and that a test may set. */
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
      // Whatever ends the sleep early does so first.
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal?.aborted) advance(ms);
    },
  };
  return { clock, time, advance };
}
