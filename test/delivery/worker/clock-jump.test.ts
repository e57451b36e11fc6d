import { expect, test } from 'vitest';
import { createClockJumpDetector } from '../../../src/delivery/worker/clock-jump.ts';
import { createManualClock } from '../manual-clock.ts';

test('reports once by how much the clock was set back', () => {
  const { clock, time, advance } = createManualClock();
  const detect = createClockJumpDetector(clock);
  advance(10_000);
  expect(detect()).toBe(0);
  time.now -= 3_600_000;
  expect(detect()).toBe(3_600_000);
  expect(detect()).toBe(0);
});

test('ignores drift and a clock that was set forward', () => {
  const { clock, time } = createManualClock();
  const detect = createClockJumpDetector(clock);
  time.now -= 1_500;
  expect(detect()).toBe(0);
  time.now += 3_600_000;
  expect(detect()).toBe(0);
});
