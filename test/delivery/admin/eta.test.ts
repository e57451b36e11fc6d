import { expect, test } from 'vitest';
import { etaSeconds, type PlatformWorkload } from '../../../src/delivery/admin/eta.ts';

const share: PlatformWorkload = {
  remaining: 2_900,
  queuedAhead: 0,
  limitPerSecond: 29,
  observed: { count: 0, seconds: 0 },
  pausedSeconds: 0,
};

test('estimates from the rate limits before anything was sent', () => {
  expect(etaSeconds([share])).toBe(100);
});

test('adds preceding deliveries and requested waits to the estimate', () => {
  expect(etaSeconds([{ ...share, queuedAhead: 290, pausedSeconds: 60 }])).toBe(170);
});

test('takes the slower of the parallel platforms', () => {
  expect(etaSeconds([share, { ...share, remaining: 490, limitPerSecond: 49 }])).toBe(100);
});

test('corrects the estimate by the observed rate', () => {
  const slow = { ...share, observed: { count: 290, seconds: 20 } };
  expect(etaSeconds([slow])).toBe(200);
});

test('ignores the observed rate after only a few responses', () => {
  expect(etaSeconds([{ ...share, observed: { count: 5, seconds: 1 } }])).toBe(100);
});

test('ignores the observed rate while something more urgent is sent first', () => {
  const behind = { ...share, queuedAhead: 2_900, observed: { count: 30, seconds: 30 } };
  expect(etaSeconds([behind])).toBe(200);
});

test('estimates from the rate limits when nothing was sent recently', () => {
  expect(etaSeconds([{ ...share, observed: { count: 0, seconds: 30 } }])).toBe(100);
});
