import { expect, test } from 'vitest';
import { etaSeconds, type PlatformWorkload } from '../../../src/delivery/admin/eta.ts';

const share: PlatformWorkload = {
  remaining: 2_900,
  queuedAhead: 0,
  limitPerSecond: 29,
  observed: { count: 0, seconds: 0 },
  pausedSeconds: 0,
};

test('before anything is sent the limits tell how long it takes', () => {
  expect(etaSeconds([share])).toBe(100);
});

test('what goes before, and a wait that the platform asked for, come on top', () => {
  expect(etaSeconds([{ ...share, queuedAhead: 290, pausedSeconds: 60 }])).toBe(170);
});

test('the platforms go on beside each other: the slower one counts', () => {
  expect(etaSeconds([share, { ...share, remaining: 490, limitPerSecond: 49 }])).toBe(100);
});

test('what is seen corrects the estimate', () => {
  const slow = { ...share, seen: { count: 290, seconds: 20 } };
  expect(etaSeconds([slow])).toBe(200);
});

test('a few answers are not enough to go by', () => {
  expect(etaSeconds([{ ...share, observed: { count: 5, seconds: 1 } }])).toBe(100);
});

test('while something more urgent goes before, the trickle of this one says nothing', () => {
  const behind = { ...share, ahead: 2_900, seen: { count: 30, seconds: 30 } };
  expect(etaSeconds([behind])).toBe(200);
});

test('where nothing has come of late, the limits tell', () => {
  expect(etaSeconds([{ ...share, observed: { count: 0, seconds: 30 } }])).toBe(100);
});
