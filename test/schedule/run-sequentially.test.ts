import { expect, test } from 'vitest';
import { runSequentially } from '../../src/schedule/run-sequentially.ts';

test('runs every task although the first fails, and throws the first failure', async () => {
  const done: number[] = [];
  const run = runSequentially(
    () => Promise.reject(new Error('first')),
    async () => void done.push(2),
    () => Promise.reject(new Error('third')),
  );
  await expect(run).rejects.toThrow('first');
  expect(done).toEqual([2]);
});
