import { expect, test } from 'vitest';
import { createLatestRetrier } from '../../../bots/shared/latest-retrier.ts';

function createFixture({ isDatabaseAvailable = true } = {}) {
  const logged: unknown[] = [];
  const pauses: { ms: number; end(): void }[] = [];
  const database = { isAvailable: isDatabaseAvailable };
  const record = (details: object) => void logged.push(details);
  const retrier = createLatestRetrier({
    isDatabaseAvailable: () => database.isAvailable,
    describeError: String,
    log: { warn: record, error: record },
    sleep: (ms) => new Promise<void>((resolve) => pauses.push({ ms, end: resolve })),
  });
  const passPause = async () => {
    pauses.at(-1)?.end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { retrier, logged, pauses, passPause, database };
}

test('resolves after the first failure and retries with growing pauses until it succeeds', async () => {
  const { retrier, pauses, passPause } = createFixture();
  let attempts = 0;
  await retrier.retryLatest('server 1', async () => {
    attempts += 1;
    if (attempts < 3) throw new Error('no');
  });
  expect(attempts).toBe(1);
  await passPause();
  await passPause();
  expect(attempts).toBe(3);
  expect(pauses.map(({ ms }) => ms)).toEqual([1_000, 2_000]);
});

test('replaces failed work by newer work of the same name', async () => {
  const { retrier, passPause } = createFixture();
  const done: string[] = [];
  await retrier.retryLatest('server 1', () => Promise.reject(new Error('no')));
  await retrier.retryLatest('server 1', async () => void done.push('newer'));
  await passPause();
  await passPause();
  expect(done).toEqual(['newer']);
});

test('gives up after five failures while the database is available, and logs it', async () => {
  const { retrier, logged, passPause } = createFixture();
  let attempts = 0;
  await retrier.retryLatest('server 1', async () => {
    attempts += 1;
    throw new Error('no');
  });
  for (let count = 0; count < 8; count += 1) await passPause();
  expect(attempts).toBe(5);
  expect(logged.at(-1)).toMatchObject({ event: 'bot.platform_event_failed', work: 'server 1' });
});

test('does not count failures while the database is unavailable', async () => {
  const { retrier, passPause } = createFixture({ isDatabaseAvailable: false });
  let attempts = 0;
  await retrier.retryLatest('server 1', async () => {
    attempts += 1;
    throw new Error('no');
  });
  for (let count = 0; count < 8; count += 1) await passPause();
  expect(attempts).toBe(9);
  retrier.stop();
});
