import { expect, test } from 'vitest';
import { createKeyedRunner } from '../../src/schedule/keyed-runner.ts';

function setUp() {
  const failures: string[] = [];
  const runner = createKeyedRunner((_name, run) =>
    run().catch((error: unknown) => void failures.push(String(error))),
  );
  return { failures, runner };
}
const failing = (reason: string) => () => Promise.reject(new Error(reason));

test('runs one at a time per key and does not hold back other keys', async () => {
  const { runner } = setUp();
  const gate = Promise.withResolvers<void>();
  const done: string[] = [];
  const first = runner.run('a', async () => {
    await gate.promise;
    done.push('a1');
  });
  const second = runner.run('a', async () => void done.push('a2'));
  await runner.run('b', async () => void done.push('b'));
  gate.resolve();
  await Promise.all([first, second]);
  expect(done).toEqual(['b', 'a1', 'a2']);
});

test('reports the same failure once, and again after a success or another failure', async () => {
  const { failures, runner } = setUp();
  for (const reason of ['x', 'x', 'y', 'x']) await runner.run('a', failing(reason));
  expect(failures).toEqual(['Error: x', 'Error: y', 'Error: x']);
  expect(runner.failedKeys()).toEqual(['a']);
  await runner.run('a', async () => {});
  expect(runner.failedKeys()).toEqual([]);
  await runner.run('a', failing('x'));
  expect(failures).toHaveLength(4);
});
