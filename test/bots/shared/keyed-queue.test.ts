import { expect, test } from 'vitest';
import { createKeyedQueue } from '../../../bots/shared/keyed-queue.ts';

/** Tasks that end when the test says so. */
function createTasks() {
  const started: string[] = [];
  const gates = new Map<string, () => void>();
  const task = (name: string) => () => {
    started.push(name);
    return new Promise<void>((resolve) => gates.set(name, resolve));
  };
  const end = async (name: string) => {
    gates.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { started, task, end, settle };
}

test('runs tasks of one key one after the other and of different keys at once', async () => {
  const { started, task, end, settle } = createTasks();
  const queue = createKeyedQueue();
  void queue.run('a', task('a1'));
  void queue.run('a', task('a2'));
  void queue.run('b', task('b1'));
  await settle();
  expect(started).toEqual(['a1', 'b1']);
  await end('a1');
  await settle();
  expect(started).toEqual(['a1', 'b1', 'a2']);
  await end('b1');
  await end('a2');
  await queue.drain();
});

test('passes a failure to its caller and goes on with the next task of the key', async () => {
  const queue = createKeyedQueue();
  const failed = queue.run('a', () => Promise.reject(new Error('no')));
  const next = queue.run('a', async () => {});
  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBeUndefined();
});

test('runs at most twelve tasks at once', async () => {
  const { started, task, end, settle } = createTasks();
  const queue = createKeyedQueue();
  const names = Array.from({ length: 14 }, (_, at) => `task ${at}`);
  for (const name of names) void queue.run(name, task(name));
  await settle();
  await settle();
  expect(started).toHaveLength(12);
  for (const name of names) {
    await end(name);
    await settle();
  }
  await queue.drain();
  expect(started).toEqual(names);
});
