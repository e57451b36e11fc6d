import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { createPostgresDatabase } from '../support/database/test-databases.ts';
import { startNetworkProxy } from '../support/network-proxy.ts';

test('continues jobs over new connections when open ones stop responding', async () => {
  const proxy = await startNetworkProxy(await createPostgresDatabase());
  const timeouts = { connection: 2_000, statement: 2_000, idle: 2_000 };
  const database = await openDatabase({ url: proxy.url, timeouts });
  const jobs = database.openJobQueue(() => undefined);
  const done: unknown[] = [];
  onTestFinished(async () => {
    await jobs.stop();
    await database.close();
  });
  await jobs.start({
    async work(data) {
      done.push(data);
    },
  });
  const send = (number: number) =>
    database.prisma.$transaction((tx) => jobs.send(tx, 'work', { number }));
  await send(1);
  await expect.poll(() => done, { timeout: 10_000 }).toEqual([{ number: 1 }]);
  proxy.blackholeOpenConnections();
  await expect
    .poll(
      () =>
        send(2).then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
  await expect.poll(() => done, { timeout: 25_000 }).toContainEqual({ number: 2 });
}, 60_000);
