import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
import { tellAdmins } from '../../src/delivery/notices.ts';
import type { NewPublication } from '../../src/delivery/publications.ts';
import { stores } from '../support/databases.ts';
import { emptyDatabase } from '../support/empty.ts';

describe.each(stores)('who is told of a closed chat, on %s', (_name, open) => {
  let database: OpenDatabase;
  let told: NewPublication['audience'][] = [];
  let now = new Date('2026-11-25T02:00:00Z');
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    told = [];
    now = new Date('2026-11-25T02:00:00Z');
  });

  const tell = (chatId: string) =>
    database.prisma.$transaction((tx) =>
      tellAdmins(
        tx,
        async (_tx, { audience }) => {
          told.push(audience);
          return '';
        },
        { chatId, reason: 'noRights', now },
      ),
    );

  async function setUp() {
    const { prisma: db } = database;
    const community = await db.community.create({ data: { name: 'T', locale: 'vi', zone: 'UTC' } });
    const communityId = community.id;
    const connection = await db.connection.create({
      data: { communityId, platform: 'discord', platformId: '1', title: 'T' },
    });
    const chat = await db.chat.create({
      data: {
        platform: 'discord',
        platformId: '2',
        kind: 'channel',
        title: 'news',
        connectionId: connection.id,
      },
    });
    const somebody = async (platformId: string) => {
      const person = await db.person.create({
        data: { accounts: { create: { platform: 'discord', platformId, name: platformId } } },
        include: { accounts: true },
      });
      return { id: person.id, accountId: person.accounts[0]?.id ?? '' };
    };
    return { db, communityId, chatId: chat.id, somebody };
  }

  test('admins by grant, once a day', async () => {
    const { db, communityId, chatId, somebody } = await setUp();
    const [admin, editor] = [await somebody('a'), await somebody('e')];
    await db.roleGrant.create({ data: { communityId, role: 'admin', personId: admin.id } });
    await db.roleGrant.create({ data: { communityId, role: 'editor', personId: editor.id } });
    await tell(chatId);
    await tell(chatId);
    expect(told).toEqual([{ to: 'people', personIds: [admin.id] }]);
    now = new Date(now.getTime() + 25 * 3_600_000);
    await tell(chatId);
    expect(told).toHaveLength(2);
  });

  test('without such a grant whoever did what only admins do, else whoever has another role', async () => {
    const { db, communityId, chatId, somebody } = await setUp();
    await tell(chatId);
    expect(told).toEqual([]);
    const [admin, editor] = [await somebody('a'), await somebody('e')];
    await db.roleGrant.create({ data: { communityId, role: 'editor', personId: editor.id } });
    await tell(chatId);
    expect(told).toEqual([{ to: 'people', personIds: [editor.id] }]);
    await db.auditEntry.create({
      data: { communityId, accountId: admin.accountId, action: 'role.grant', details: {} },
    });
    now = new Date(now.getTime() + 25 * 3_600_000);
    await tell(chatId);
    expect(told[1]).toEqual({ to: 'people', personIds: [admin.id] });
  });
});
