import { expect, test } from 'vitest';
import { takeToken, tokenWaitMs } from '../../../src/delivery/rate-limit/token-bucket.ts';

const limit = { perSecond: 2, burst: 3 };

test('a new bucket is full, and fills at its rate up to the burst', () => {
  let bucket = takeToken(undefined, limit, 0);
  bucket = takeToken(bucket, limit, 0);
  bucket = takeToken(bucket, limit, 0);
  expect(tokenWaitMs(bucket, limit, 0)).toBe(500);
  expect(tokenWaitMs(bucket, limit, 250)).toBe(250);
  expect(tokenWaitMs(bucket, limit, 500)).toBe(0);
  expect(takeToken(bucket, limit, 60_000).tokens).toBe(2);
});

test('a clock that went back fills nothing, and a debt is limited', () => {
  const empty = { tokens: 0, updatedAt: 10_000 };
  expect(takeToken(empty, limit, 0).tokens).toBe(-1);
  expect(takeToken({ tokens: -1, updatedAt: 0 }, limit, 0, 1).tokens).toBe(-1);
  expect(tokenWaitMs(undefined, { perSecond: Infinity, burst: Infinity }, 0)).toBe(0);
});
