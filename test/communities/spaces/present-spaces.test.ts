import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordPresentSpaces } from '../../../src/communities/spaces/present-spaces.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { recordQueries } from '../../support/database/query-log.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

const settings = { LOCALE: 'vi', TIME_ZONE: 'Asia/Ho_Chi_Minh' } as const;
const spaces = Array.from({ length: 300 }, (_, index) => ({
  platformId: String(5_000 + index),
  title: `Nhóm ${index} "'\\`,
}));

describe.each(databaseKinds)('the spaces that a bot is in, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.community.deleteMany();
    await database.prisma.chat.deleteMany();
    await database.prisma.disconnectedSpace.deleteMany();
  });

  const record = async (writable: readonly string[] = []) => {
    const { prisma, queries } = recordQueries(database.prisma);
    await recordPresentSpaces(
      prisma,
      'discord',
      spaces,
      (chats) => chats.filter((id) => writable.includes(id)),
      settings,
    );
    return queries.length;
  };

  test('creates a community for each at the first start, in two statements', async () => {
    expect(await record()).toBe(2);
    const made = await database.prisma.connection.findMany({ include: { community: true } });
    expect(made).toHaveLength(300);
    expect(made.find(({ platformId }) => platformId === '5007')).toMatchObject({
      ...{ platform: 'discord', title: 'Nhóm 7 "\'\\', founding: true },
      community: { name: 'Nhóm 7 "\'\\', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
  });

  test('writes nothing at a later start, after one statement', async () => {
    await record();
    const before = await database.prisma.community.findMany({ orderBy: { id: 'asc' } });
    expect(await record()).toBe(1);
    expect(await database.prisma.community.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  test('leaves a space alone that was disconnected on purpose, or has the same id elsewhere', async () => {
    const db = database.prisma;
    await db.disconnectedSpace.create({ data: { platform: 'discord', platformId: '5001' } });
    await db.disconnectedSpace.create({ data: { platform: 'telegram', platformId: '5002' } });
    await record();
    const missing = await db.connection.count({ where: { platformId: '5001' } });
    expect([missing, await db.connection.count({ where: { platformId: '5002' } })]).toEqual([0, 1]);
    expect(await db.disconnectedSpace.count()).toBe(2);
  });

  test('reopens chats in which the bot may write again, in three statements at most', async () => {
    const closed = {
      platform: 'discord',
      kind: 'channel',
      title: 'x',
      closedAt: new Date(),
    } as const;
    await database.prisma.chat.createMany({
      data: [
        { ...closed, platformId: '71', closedReason: 'noRights' },
        { ...closed, platformId: '72', closedReason: 'removed' },
        { ...closed, platformId: '73', closedReason: 'gone' },
        { ...closed, platformId: '74', closedReason: 'archived' },
      ],
    });
    expect(await record(['71', '72', '74'])).toBe(3);
    const open = await database.prisma.chat.findMany({
      where: { closedAt: null, closedReason: null },
      orderBy: { platformId: 'asc' },
    });
    expect(open.map(({ platformId }) => platformId)).toEqual(['71', '74']);
  });

  test('creates no community when one was connected meanwhile, so that a retry finds it', async () => {
    await record();
    const { prisma: db } = database;
    const { communityId } = await db.connection.findFirstOrThrow({
      where: { platformId: '5000' },
    });
    const data = { communityId, platform: 'discord', platformId: '9', title: 'x' } as const;
    const before = await db.community.count();
    const late = recordPresentSpaces(
      // Another process connects it between the statements.
      new Proxy(db, {
        get: (client, name: keyof typeof db) =>
          name === '$executeRaw'
            ? async (...sql: Parameters<typeof db.$executeRaw>) => {
                await db.connection.create({ data });
                return db.$executeRaw(...sql);
              }
            : client[name],
      }),
      'discord',
      [...spaces, { platformId: '9', title: 'y' }],
      () => [],
      settings,
    );
    await expect(late).rejects.toThrow();
    expect(await db.community.count()).toBe(before);
  });
});
