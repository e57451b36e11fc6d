import { expect, test } from 'vitest';
import { remainingSeconds, type Share } from '../../src/delivery/estimate.ts';

const share: Share = {
  left: 2_900,
  ahead: 0,
  allowed: 29,
  seen: { count: 0, seconds: 0 },
  waitSeconds: 0,
};

test('before anything is sent the limits tell how long it takes', () => {
  expect(remainingSeconds([share])).toBe(100);
});

test('what goes before, and a wait that the platform asked for, come on top', () => {
  expect(remainingSeconds([{ ...share, ahead: 290, waitSeconds: 60 }])).toBe(170);
});

test('the platforms go on beside each other: the slower one counts', () => {
  expect(remainingSeconds([share, { ...share, left: 490, allowed: 49 }])).toBe(100);
});

test('what is seen corrects the estimate', () => {
  const slow = { ...share, seen: { count: 290, seconds: 20 } };
  expect(remainingSeconds([slow])).toBe(200);
});

test('a few answers are not enough to go by', () => {
  expect(remainingSeconds([{ ...share, seen: { count: 5, seconds: 1 } }])).toBe(100);
});

test('while something more urgent goes before, the trickle of this one says nothing', () => {
  const behind = { ...share, ahead: 2_900, seen: { count: 30, seconds: 30 } };
  expect(remainingSeconds([behind])).toBe(200);
});

test('where nothing has come of late, the limits tell', () => {
  expect(remainingSeconds([{ ...share, seen: { count: 0, seconds: 30 } }])).toBe(100);
});
