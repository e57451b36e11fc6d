import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getOrCreateAccount, transientAccount } from '../../src/context/accounts.ts';
import { getOrCreateChat, transientChat } from '../../src/context/chats.ts';
import { ensureMembership } from '../../src/context/current-community.ts';
import { storeFirstContact } from '../../src/context/first-contact.ts';
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

  test('stores a first contact once, with its private chat and no person left over', async () => {
    const { prisma: db } = database;
    const before = await db.person.count();
    const at = new Date('2026-11-24T02:00:00Z');
    const actor = {
      platform: 'telegram' as const,
      user: { platformId: '8', name: 'Lan' },
      chat: { platformId: '8', threadId: '', kind: 'private' as const, title: 'Lan' },
    };
    const stored = await Promise.all(
      Array.from({ length: 20 }, () => {
        const account = transientAccount(actor, at);
        const chat = transientChat(actor, account.id, at);
        return storeFirstContact(db, { account, chat, communityId: undefined });
      }),
    );
    const [first, ...others] = stored.filter((one) => one !== undefined);
    expect(others).toEqual([]);
    expect(await db.person.count()).toBe(before + 1);
    expect(
      await db.account.findFirst({
        where: { platformId: '8' },
        include: { person: true, chat: { include: { connection: true } } },
      }),
    ).toEqual({
      ...first?.account,
      chat: first?.chat && { ...first.chat, createdAt: expect.any(Date) },
    });
  });

  test('makes a first contact in a group a member of its community', async () => {
    const { prisma: db } = database;
    const at = new Date('2026-11-24T02:00:00Z');
    const { id: communityId } = await db.community.findFirstOrThrow();
    const actor = {
      platform: 'telegram' as const,
      user: { platformId: '9', name: 'Minh' },
      chat: { platformId: '-1', threadId: '', kind: 'group' as const, title: 'G' },
    };
    const account = transientAccount(actor, at);
    const chat = transientChat(actor, account.id, at);
    const stored = await storeFirstContact(db, { account, chat, communityId });
    const personId = stored?.account.personId ?? '';
    const where = { personId_communityId: { personId, communityId } };
    expect(await db.membership.findUnique({ where })).not.toBeNull();
  });
});
