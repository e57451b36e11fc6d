import { expect, test } from 'vitest';
import { createBackoff } from '../../../bots/shared/backoff.ts';

test('doubles the delay up to the longest and starts again after a reset', () => {
  const backoff = createBackoff({ first: 1_000, longest: 3_000 });
  expect([backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([
    1_000, 2_000, 3_000, 3_000,
  ]);
  backoff.reset();
  expect(backoff.next()).toBe(1_000);
});
