import { expect, test } from 'vitest';
import { createLifecycle, type LifecycleParts } from '../../../src/app/background/lifecycle.ts';
import type { JobHandler } from '../../../src/database/job-queue.ts';

/** Parts that write down what happens to them. */
function recordedParts(options: { botConnects?: Promise<void> } = {}) {
  const log: string[] = [];
  const record = (name: string) => ({
    start: async () => void log.push(`start ${name}`),
    stop: async () => void log.push(`stop ${name}`),
  });
  const handle: JobHandler = async () => {};
  const jobs: Parameters<LifecycleParts['jobs']['start']>[] = [];
  const parts: LifecycleParts = {
    monitor: record('monitor'),
    bots: [
      {
        ...record('bot'),
        async start() {
          log.push('start bot');
          await options.botConnects;
          log.push('bot connected');
        },
      },
    ],
    jobs: {
      ...record('jobs'),
      async start(...given) {
        jobs.push(given);
        log.push('start jobs');
      },
    },
    jobHandlers: [{ 'fan-out': handle }, {}, { edition: handle, alert: handle }],
    delivery: record('delivery'),
    schedule: record('schedule'),
    backups: record('backups'),
    progress: record('progress'),
    newMembers: { drain: async () => void log.push('drain new members') },
  };
  return { parts, log, jobs };
}

test('starts the queue with the handlers of all modules, and delivery after it', async () => {
  const { parts, log, jobs } = recordedParts();
  await createLifecycle(parts).start();
  expect(Object.keys(jobs[0]?.[0] ?? {})).toEqual(['fan-out', 'edition', 'alert']);
  const order = ['monitor', 'bot', 'jobs', 'delivery', 'schedule', 'backups'];
  expect(log.filter((entry) => entry.startsWith('start'))).toEqual(
    order.map((name) => `start ${name}`),
  );
});

test('lets the jobs run after a moment when a bot does not connect', async () => {
  const { parts, jobs } = recordedParts({ botConnects: new Promise(() => {}) });
  const pauses: number[] = [];
  await createLifecycle(parts, async (ms) => pauses.push(ms)).start();
  await jobs[0]?.[1];
  expect(pauses).toEqual([1_000]);
});

test('stops what sends before the bots, and writes at the end what they still handled', async () => {
  const { parts, log } = recordedParts();
  await createLifecycle(parts).stop();
  expect(log).toEqual([
    ...['monitor', 'backups', 'schedule', 'progress', 'delivery', 'jobs', 'bot'].map(
      (name) => `stop ${name}`,
    ),
    'drain new members',
  ]);
});

test('needs no backups', async () => {
  const { parts, log } = recordedParts();
  const { start, stop } = createLifecycle({ ...parts, backups: undefined });
  await start();
  await stop();
  expect(log).not.toContain('start backups');
});
