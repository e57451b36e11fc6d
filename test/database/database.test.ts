import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/database/database.ts';
import { createPostgresDatabase, databaseKinds } from '../support/database/test-databases.ts';

describe.each(databaseKinds)('the database on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('returns times as written, whatever the zone of the process', async () => {
    const { prisma } = database;
    const createdAt = new Date('2026-03-08T03:00:00.000Z');
    const { id } = await prisma.community.create({
      data: { name: 'Zone', locale: 'vi', zone: 'Asia/Ho_Chi_Minh', createdAt },
    });
    expect(process.env.TZ).toBe('Asia/Ho_Chi_Minh');
    expect((await prisma.community.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(
      createdAt,
    );
    const [row] = await prisma.$queryRaw<{ text: string }[]>`
      SELECT to_char("createdAt", 'YYYY-MM-DD HH24:MI') AS text FROM "Community" WHERE id = ${id}::uuid`;
    expect(row?.text).toBe('2026-03-08 03:00');
    const found = await prisma.community.count({ where: { createdAt: { equals: createdAt } } });
    expect(found).toBe(1);
  });

  test('deletes everything of a community with it', async () => {
    const { prisma } = database;
    const { id } = await prisma.community.create({
      data: {
        name: 'Gone',
        locale: 'en',
        zone: 'UTC',
        courses: {
          create: {
            title: 'Course',
            searchText: 'course',
            sessions: {
              create: { startsAt: new Date(), endsAt: new Date(), zone: 'UTC', seats: 1 },
            },
          },
        },
      },
    });
    await prisma.community.delete({ where: { id } });
    expect(await prisma.course.count({ where: { communityId: id } })).toBe(0);
    expect(await prisma.session.count()).toBe(0);
  });

  test('commits or rolls back a job with the transaction that enqueues it', async () => {
    const jobs = database.openJobQueue((error) => {
      throw error;
    });
    const done: unknown[] = [];
    const first = Promise.withResolvers<void>();
    await jobs.start({
      async try(data) {
        done.push(data);
        first.resolve();
      },
    });
    const { prisma } = database;
    await expect(
      prisma.$transaction(async (tx) => {
        await jobs.send(tx, 'try', { number: 1 });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await prisma.$transaction((tx) => jobs.send(tx, 'try', { number: 2 }));
    await first.promise;
    expect(done).toEqual([{ number: 2 }]);
    await jobs.stop();
  });

  // The queue polls every five seconds.
  test('runs jobs that are enqueued together one after the other without a pause', async () => {
    const jobs = database.openJobQueue((error) => {
      throw error;
    });
    const many = 40;
    let done = 0;
    const all = Promise.withResolvers<void>();
    await jobs.start({
      async many() {
        done += 1;
        if (done === many) all.resolve();
      },
    });
    await database.prisma.$transaction(async (tx) => {
      for (let number = 0; number < many; number += 1) await jobs.send(tx, 'many', { number });
    });
    await all.promise;
    expect(done).toBe(many);
    await jobs.stop();
  }, 20_000);
});

test('starts two processes at once on one empty server', async () => {
  const url = await createPostgresDatabase({ migrated: false });
  const opened = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
  expect(await opened[0].prisma.community.count()).toBe(0);
  await Promise.all(opened.map((database) => database.close()));
});

test('names an unreachable server without its password', async () => {
  const url = 'postgresql://someone:very-secret@127.0.0.1:1/nothing';
  const failure = await openDatabase({ url }).catch((error: unknown) => String(error));
  expect(failure).toMatch(/127\.0\.0\.1:1 cannot be opened/);
  expect(failure).not.toContain('very-secret');
});
