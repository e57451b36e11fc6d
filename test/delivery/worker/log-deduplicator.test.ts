import { expect, test } from 'vitest';
import { createLogDeduplicator } from '../../../src/delivery/worker/log-deduplicator.ts';

test('reports a key once among the recent ones', () => {
  const isFirst = createLogDeduplicator();
  expect(['a', 'a', 'b', 'a'].map(isFirst)).toEqual([true, false, true, false]);
  for (let count = 0; count < 200; count += 1) isFirst(`other ${count}`);
  expect(isFirst('a')).toBe(true);
});
