import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getOrCreateAccount } from '../../src/context/accounts.ts';
import { getOrCreateChat } from '../../src/context/chats.ts';
import { ensureMembership } from '../../src/context/current-community.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { databaseKinds } from '../support/database/test-databases.ts';

describe.each(databaseKinds)('concurrent first contact on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('creates one person when someone new writes in several chats at the same time', async () => {
    const { prisma: db, cache } = database;
    const community = await db.community.create({ data: { name: 'C', locale: 'vi', zone: 'UTC' } });
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const user = { platformId: '7', name: 'Linh' };
        const account = await getOrCreateAccount(db, { platform: 'telegram', user }, cache);
        const chat = {
          ...{ platformId: String(-(index % 4)), threadId: '', title: 'G' },
          kind: 'group' as const,
        };
        await getOrCreateChat(db, { platform: 'telegram', chat }, account.id, cache);
        await ensureMembership(db, account.personId, community.id, cache);
      }),
    );
    expect(await db.account.count()).toBe(1);
    expect(await db.person.count()).toBe(1);
    expect(await db.chat.count()).toBe(4);
    expect(await db.membership.count()).toBe(1);
  });
});
