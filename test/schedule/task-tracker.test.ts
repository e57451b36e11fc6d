import pino from 'pino';
import { expect, test } from 'vitest';
import { createTaskTracker } from '../../src/schedule/task-tracker.ts';

test('reports each result, logs failures, and waits for running work when it stops', async () => {
  const reported: string[] = [];
  const logged: string[] = [];
  const { track, stop } = createTaskTracker({
    log: pino({}, { write: (line) => void logged.push(JSON.parse(line).work) }),
    onRun: (worker, error) => void reported.push(`${worker} ${error === undefined}`),
  });
  await track('one', async () => {}, 'worker');
  await track('two', () => Promise.reject(new Error('no')), 'worker');
  await track('three', async () => {});
  expect(reported).toEqual(['worker true', 'worker false']);
  expect(logged).toEqual(['two']);
  const gate = Promise.withResolvers<void>();
  void track('four', () => gate.promise, 'last');
  const stopped = stop();
  gate.resolve();
  await stopped;
  expect(reported).toContain('last true');
  await track('five', async () => {}, 'never');
  expect(reported).not.toContain('never true');
});
