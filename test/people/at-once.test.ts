import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recogniseChat } from '../../src/communities/chats.ts';
import { remember } from '../../src/communities/current.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { recogniseAccount } from '../../src/people/accounts.ts';
import { stores } from '../support/databases.ts';

describe.each(stores)('on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('somebody new who asks in several chats at the same instant is one person, known in each', async () => {
    const { prisma: db, memory } = database;
    const community = await db.community.create({ data: { name: 'C', locale: 'vi', zone: 'UTC' } });
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const user = { platformId: '7', name: 'Linh' };
        const account = await recogniseAccount(db, { platform: 'telegram', user }, memory);
        const chat = {
          ...{ platformId: String(-(index % 4)), threadId: '', title: 'G' },
          kind: 'group' as const,
        };
        await recogniseChat(db, { platform: 'telegram', chat }, account.id, memory);
        await remember(db, account.personId, community.id, memory);
      }),
    );
    expect(await db.account.count()).toBe(1);
    expect(await db.person.count()).toBe(1);
    expect(await db.chat.count()).toBe(4);
    expect(await db.membership.count()).toBe(1);
  });
});
