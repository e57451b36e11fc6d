import { expect, test } from 'vitest';

import { createStartupBarrier } from '../../src/database/startup-barrier.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';

test('lets everyone pass an open barrier', async () => {
  const gate = createStartupBarrier();
  await gate.whenOpen();
  await gate.firstWaiter();
});

test('opens a closed barrier on demand and makes callers wait until then', async () => {
  const gate = createStartupBarrier();
  gate.close();
  const texts: string[] = [];
  const wanted = gate.firstWaiter().then(() => texts.push('wanted'));
  const passed = gate.whenOpen().then(() => texts.push('passed'));
  await wanted;
  expect(texts).toEqual(['wanted']);
  gate.open();
  await passed;
  expect(texts).toEqual(['wanted', 'passed']);
});

test('makes writes to the queue wait while it opens, but not reads', async () => {
  const database = await openEmbeddedDatabase();
  const { prisma } = database;
  const jobs = database.openJobQueue((error) => {
    throw error;
  });
  const done = Promise.withResolvers<unknown>();
  // Whatever goes first never ends: the transaction alone opens the queue.
  const started = jobs.start(
    {
      async try(data) {
        done.resolve(data);
      },
    },
    new Promise(() => {}),
  );
  expect(await prisma.community.count()).toBe(0);
  await prisma.$transaction((tx) => jobs.send(tx, 'try', { number: 1 }));
  await started;
  expect(await done.promise).toEqual({ number: 1 });
  await jobs.stop();
  await database.close();
});
