import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWakeableLoop } from '../../src/delivery/wakeable-loop.ts';

/** A loop whose iterations and sleeps a test steps through. */
function steppedLoop(options: { waits: readonly number[]; minSleepMs?: number }) {
  const log: string[] = [];
  const waits = [...options.waits];
  const exhausted = Promise.withResolvers<void>();
  const hooks = { onIteration: () => {}, onSleep: () => {} };
  const loop = createWakeableLoop({
    clock: {
      sleep(ms, signal) {
        log.push(`sleep ${ms}`);
        hooks.onSleep();
        return new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve());
        });
      },
    },
    async iterate() {
      log.push('iterate');
      hooks.onIteration();
      const wait = waits.shift();
      if (wait === undefined) exhausted.resolve();
      return wait ?? 1_000;
    },
    minSleepMs: () => options.minSleepMs ?? 0,
    shutDown: async () => {
      log.push('shut down');
    },
  });
  return { loop, log, hooks, exhausted: exhausted.promise };
}

test('iterates again at once while there is something to do', async () => {
  const { loop, log, exhausted } = steppedLoop({ waits: [0, 0] });
  loop.start();
  await exhausted;
  await loop.stop();
  expect(log.filter((entry) => entry === 'iterate')).toHaveLength(3);
  expect(log.at(-1)).toBe('shut down');
});

test('sleeps at least the shortest sleep, and ends it when woken', async () => {
  const { loop, log, hooks, exhausted } = steppedLoop({ waits: [5], minSleepMs: 100 });
  hooks.onSleep = () => loop.wake();
  loop.start();
  await exhausted;
  await loop.stop();
  expect(log.slice(0, 3)).toEqual(['iterate', 'sleep 100', 'iterate']);
});

test('does not miss what wakes it during an iteration', async () => {
  const { loop, hooks, log, exhausted } = steppedLoop({ waits: [60_000] });
  hooks.onIteration = () => loop.wake();
  loop.start();
  await exhausted;
  await loop.stop();
  expect(log.filter((entry) => entry === 'iterate')).toHaveLength(2);
});

test('stops a sleep, shuts down once and iterates no more', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(0, 50), { maxLength: 5 }), async (waits) => {
      const { loop, log, hooks } = steppedLoop({ waits });
      const asleep = Promise.withResolvers<void>();
      hooks.onSleep = asleep.resolve;
      loop.start();
      await asleep.promise;
      expect(loop.stopping.aborted).toBe(false);
      await loop.stop();
      expect(loop.stopping.aborted).toBe(true);
      const ended = [...log];
      expect(ended.filter((entry) => entry === 'shut down')).toEqual(['shut down']);
      loop.wake();
      await new Promise((resolve) => setImmediate(resolve));
      expect(log).toEqual(ended);
    }),
    { numRuns: 50 },
  );
});

test('has nothing to shut down before it was started', async () => {
  const { loop, log } = steppedLoop({ waits: [] });
  await loop.stop();
  expect(log).toEqual([]);
});
