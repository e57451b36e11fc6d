import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createCommunityForSpace,
  createPlatformLifecycle,
} from '../../../src/communities/connections/platform-lifecycle.ts';
import { getOrCreateChat } from '../../../src/context/chats.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

const settings = { LOCALE: 'vi', TIME_ZONE: 'Asia/Ho_Chi_Minh' } as const;

describe.each(databaseKinds)('platform events of a place, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('keeps the community of a migrated group, even when someone wrote in the new group first', async () => {
    const { prisma: db } = database;
    const space = { platformId: '-4000000009', title: 'Nhóm' };
    const to = '-1001000000009';
    await createCommunityForSpace(db, 'telegram', space, settings);
    const { id: connectionId } = await db.connection.findFirstOrThrow();
    const chat = { platform: 'telegram', kind: 'group', title: 'Nhóm' } as const;
    await db.chat.create({ data: { ...chat, platformId: space.platformId, connectionId } });
    await db.chat.create({ data: { ...chat, platformId: to } });
    const places = createPlatformLifecycle(db, settings, Date.now);
    await places.migrated('telegram', space.platformId, to);
    await places.migrated('telegram', space.platformId, to);
    expect(await db.chat.findMany({ select: { platformId: true, connectionId: true } })).toEqual([
      { platformId: to, connectionId },
    ]);
    expect(await db.connection.findFirstOrThrow()).toMatchObject({ platformId: to });
  });

  test('moves pending deliveries and closes the community when a group migrates into a connected one', async () => {
    const { prisma: db } = database;
    const [from, to] = ['-4000000010', '-1001000000010'] as const;
    const connect = async (platformId: string) => {
      await createCommunityForSpace(db, 'telegram', { platformId, title: platformId }, settings);
      const { id: connectionId, communityId } = await db.connection.findFirstOrThrow({
        where: { platformId },
      });
      const chat = { platform: 'telegram', kind: 'group', title: 'G' } as const;
      const { id } = await db.chat.create({ data: { ...chat, platformId, connectionId } });
      return { id, communityId };
    };
    const old = await connect(from);
    const fresh = await connect(to);
    const { communityId } = old;
    const follows = { communityId, topic: 'alerts' } as const;
    await db.subscription.create({ data: { ...follows, chatId: old.id } });
    const publish = () =>
      db.publication.create({
        data: {
          ...({ kind: 'alert', priority: 0, locale: 'vi', communityId } as const),
          ...{ audience: {}, messages: {} },
        },
      });
    const [waits, wasSent, isInBoth] = [await publish(), await publish(), await publish()];
    const copy = { chatId: old.id, platform: 'telegram', priority: 0 } as const;
    await db.delivery.createMany({
      data: [
        { ...copy, publicationId: waits.id },
        { ...copy, publicationId: wasSent.id, state: 'sent', messageIds: ['7'] },
        { ...copy, publicationId: isInBoth.id },
        { ...copy, publicationId: isInBoth.id, chatId: fresh.id },
      ],
    });
    const places = createPlatformLifecycle(db, settings, Date.now);
    await places.migrated('telegram', from, to);
    await places.migrated('telegram', from, to);
    const copies = async (chatId: string) =>
      (await db.delivery.findMany({ where: { chatId } }))
        .map(({ publicationId, state }) => [publicationId, state])
        .toSorted();
    expect(await copies(fresh.id)).toEqual(
      [
        [waits.id, 'queued'],
        [isInBoth.id, 'queued'],
      ].toSorted(),
    );
    expect(await copies(old.id)).toEqual(
      [
        [wasSent.id, 'sent'],
        [isInBoth.id, 'skipped'],
      ].toSorted(),
    );
    expect(await db.subscription.findFirstOrThrow({ where: follows })).toMatchObject({
      chatId: fresh.id,
    });
    expect(await db.chat.findUniqueOrThrow({ where: { id: old.id } })).toMatchObject({
      platformId: from,
      closedReason: 'gone',
    });
  });

  test('reopens only what was closed for missing permissions when they are restored', async () => {
    const { prisma: db } = database;
    const chat = {
      platform: 'discord',
      kind: 'channel',
      title: 'x',
      closedAt: new Date(),
    } as const;
    await db.chat.create({ data: { ...chat, platformId: '71', closedReason: 'noRights' } });
    await db.chat.create({ data: { ...chat, platformId: '72', closedReason: 'blocked' } });
    await db.chat.create({ data: { ...chat, platformId: '73', closedReason: 'noRights' } });
    await createPlatformLifecycle(db, settings, Date.now).permissionsRestored('discord', [
      '71',
      '72',
    ]);
    const open = await db.chat.findMany({ where: { platform: 'discord', closedAt: null } });
    expect(open.map(({ platformId }) => platformId)).toEqual(['71']);
  });

  test('reopens a closed group when someone speaks there, unless the bot may not write', async () => {
    const { prisma: db } = database;
    const group = { platformId: '-4000000031', threadId: '', kind: 'group', title: 'G' } as const;
    const speak = () => getOrCreateChat(db, { platform: 'telegram', chat: group }, '');
    const { id } = await speak();
    for (const [closedReason, isOpen] of [
      ['topicGone', true],
      ['removed', true],
      ['noRights', false],
    ] as const) {
      await db.chat.update({ where: { id }, data: { closedAt: new Date(), closedReason } });
      expect((await speak()).closedAt === null).toBe(isOpen);
    }
  });
});
