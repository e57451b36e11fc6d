import { expect, test } from 'vitest';
import { createRateLimiter } from '../../../src/delivery/rate-limit/rate-limiter.ts';
import { rateLimitPresets, unlimitedRate } from '../../../src/delivery/rate-limit/rate-limits.ts';
import { createThrottle } from '../../../src/delivery/rate-limit/throttle.ts';
import { createManualClock } from '../manual-clock.ts';

function open(rateLimits = rateLimitPresets.telegram) {
  const { clock } = createManualClock();
  const rateLimiter = createRateLimiter(rateLimits);
  const stopping = new AbortController();
  const throttle = createThrottle({ rateLimits, rateLimiter, clock, stopping: stopping.signal });
  return { clock, rateLimiter, stopping, throttle };
}

test('counts a delivery as queued until it has its slot', async () => {
  const { throttle } = open();
  const free = throttle.capacity();
  const slots = Array.from({ length: free }, () => throttle.acquire());
  expect(throttle.capacity()).toBe(0);
  expect((await Promise.all(slots)).every((slot) => slot !== undefined)).toBe(true);
  expect(throttle.capacity()).toBe(free);
});

test('gives no slot during a long pause or while stopping', async () => {
  const { throttle, rateLimiter, clock, stopping } = open();
  rateLimiter.pauseFor(undefined, 60_000, clock.monotonic());
  expect(await throttle.acquire()).toBeUndefined();
  stopping.abort();
  expect(await throttle.acquire()).toBeUndefined();
});

test('lets an answer to a command wait 300 ms at most', async () => {
  const { throttle, clock, rateLimiter } = open();
  for (let count = 0; count < 60; count += 1) rateLimiter.consume(clock.monotonic());
  await throttle.acquireForCommand();
  expect(clock.monotonic()).toBe(300);
});

test('gives slots at once without a limit', async () => {
  const { throttle } = open(unlimitedRate(100));
  expect(throttle.capacity()).toBe(Infinity);
  expect(await throttle.acquire()).toBeDefined();
});
