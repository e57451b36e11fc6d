import { expect, test } from 'vitest';

import { createGate } from '../../src/database/gate.ts';
import { openEmbedded } from '../support/databases.ts';

test('an open gate lets everybody pass', async () => {
  const gate = createGate();
  await gate.passed();
  await gate.wanted();
});

test('whoever comes to a closed gate makes it wanted, and waits until it is opened', async () => {
  const gate = createGate();
  gate.close();
  const told: string[] = [];
  const wanted = gate.wanted().then(() => told.push('wanted'));
  const passed = gate.passed().then(() => told.push('passed'));
  await wanted;
  expect(told).toEqual(['wanted']);
  gate.open();
  await passed;
  expect(told).toEqual(['wanted', 'passed']);
});

test('what is published while the queue is being opened waits for it, and what is read does not', async () => {
  const database = await openEmbedded();
  const { prisma } = database;
  const jobs = database.openJobs((error) => {
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
