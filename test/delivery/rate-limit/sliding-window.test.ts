import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter } from '../../../src/delivery/rate-limit/rate-limiter.ts';
import { rateLimitPresets } from '../../../src/delivery/rate-limit/rate-limits.ts';
import { createSlidingWindow } from '../../../src/delivery/rate-limit/sliding-window.ts';

const secondMs = 1_000;

/** How long a request is on its way to the platform, and its answer back, in milliseconds. */
interface Way {
  there: number;
  back: number;
}
const way = fc.record({
  there: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 3, max: 12 }) }, fc.nat(900)),
  back: fc.integer({ min: 3, max: 60 }),
});

function busiestSecond(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, at] of sorted.entries()) {
    while ((sorted[first] ?? 0) <= at - secondMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** Sends as often as the pacer lets it, with an answer to a command in between. @returns when the platform counted */
function sendThrough(ways: readonly Way[], answersEvery: number): number[] {
  const pacer = createRateLimiter(rateLimitPresets.telegram);
  const counted: number[] = [];
  let answers: { at: number; tell(): void }[] = [];
  let now = 0;
  for (const [index, { there, back }] of ways.entries()) {
    const isAnswer = index % answersEvery === answersEvery - 1;
    for (;;) {
      for (const one of answers.filter(({ at }) => at <= now)) one.tell();
      answers = answers.filter(({ at }) => at > now);
      const wait = isAnswer ? pacer.commandWaitMs(now) : pacer.botWaitMs(now);
      if (wait === 0) break;
      now = Math.min(now + wait, ...answers.map(({ at }) => at));
    }
    const answered = isAnswer ? pacer.consumeForCommand(now) : pacer.consume(now);
    const at = now + 3 + there + back;
    answers.push({ at, tell: () => answered(at) });
    counted.push(now + 3 + there);
  }
  return counted;
}

test('never exceeds the limit as the platform counts, however requests are delayed', () => {
  fc.assert(
    fc.property(
      fc.array(way, { minLength: 60, maxLength: 300 }),
      fc.integer({ min: 2, max: 200 }),
      fc.record({ first: fc.nat(100), longer: fc.nat(60) }),
      (ways, answersEvery, { first, longer }) => {
        // The first ones open connections: all of them take longer than what follows.
        const begun = ways.map((one, at) =>
          at < first ? { ...one, there: one.there + longer } : one,
        );
        expect(busiestSecond(sendThrough(begun, answersEvery))).toBeLessThanOrEqual(30);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['steady', () => 60],
  ['uneven by 20 ms', (at: number) => 60 + (at % 21)],
])('keeps the full rate over a slow connection that is %s', (_name, back) => {
  const ways = Array.from({ length: 600 }, (_, at): Way => ({ there: 90, back: back(at) }));
  // Until enough are answered it is careful.
  const counted = sendThrough(ways, 1_000).slice(200);
  const [first = 0] = counted;
  const last = counted.at(-1) ?? 0;
  expect((counted.length - 1) / ((last - first) / secondMs)).toBeGreaterThan(0.97 * 30);
});

test('reserves the slot of an unanswered request for one more second only', () => {
  const window = createSlidingWindow(2);
  window.record(0);
  window.record(500)(500);
  expect(window.waitMs(1_000)).toBeGreaterThan(0);
  expect(window.waitMs(1_505)).toBe(0);
  window.record(1_505)(1_505);
  expect(window.waitMs(1_900)).toBeGreaterThan(0);
  expect(window.waitMs(2_005)).toBe(0);
});

test('does not stall when the clock goes back', () => {
  const window = createSlidingWindow(1);
  window.record(1_000_000);
  expect(window.waitMs(0)).toBe(0);
});

test('learns the minimum latency after 128 responses and forgets it when latency rises', () => {
  const window = createSlidingWindow(1);
  let now = 0;
  const held = (took: number) => {
    now += 3_000;
    window.record(now)(now + took);
    return window.waitMs(now + 1_000) - 5;
  };
  for (let count = 0; count < 127; count += 1) expect(held(5)).toBe(5);
  expect(held(5)).toBe(0);
  for (let count = 0; count < 9 * 128; count += 1) expect(held(50)).toBe(45);
  for (let count = 0; count < 128; count += 1) held(50);
  expect(held(50)).toBe(0);
});
