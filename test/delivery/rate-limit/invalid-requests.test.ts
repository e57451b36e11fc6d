import { expect, test } from 'vitest';
import { createInvalidRequestCounter } from '../../../src/delivery/rate-limit/invalid-requests.ts';

test('pauses at half of the requests that lead to a ban', () => {
  const counter = createInvalidRequestCounter();
  counter.restore({ leftMs: 540_000, count: 4_998 }, 0);
  expect(counter.record(0)).toMatchObject({ count: 4_999, shouldPause: false });
  expect(counter.record(1_000)).toEqual({
    ...{ count: 5_000, leftMs: 539_000 },
    ...{ shouldPause: true, shouldPersist: true },
  });
});

test('begins again after ten minutes, and persists every fiftieth request', () => {
  const counter = createInvalidRequestCounter();
  const persisted = Array.from({ length: 100 }, () => counter.record(0)).filter(
    ({ shouldPersist }) => shouldPersist,
  );
  expect(persisted.map(({ count }) => count)).toEqual([50, 100]);
  expect(counter.record(600_001)).toMatchObject({ count: 1, leftMs: 600_000 });
});
