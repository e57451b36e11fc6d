import { expect, test } from 'vitest';

import { createStartupBarrier } from '../../src/database/startup-barrier.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';

test('an open gate lets everybody pass', async () => {
  const gate = createStartupBarrier();
  await gate.whenOpen();
  await gate.firstWaiter();
});

test('whoever comes to a closed gate makes it wanted, and waits until it is opened', async () => {
  const gate = createStartupBarrier();
  gate.close();
  const told: string[] = [];
  const wanted = gate.firstWaiter().then(() => told.push('wanted'));
  const passed = gate.whenOpen().then(() => told.push('passed'));
  await wanted;
  expect(told).toEqual(['wanted']);
  gate.open();
  await passed;
  expect(told).toEqual(['wanted', 'passed']);
});

test('what is published while the queue is being opened waits for it, and what is read does not', async () => {
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
