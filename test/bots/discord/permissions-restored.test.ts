import { expect, test, vi } from 'vitest';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { openAppFixture } from '../../support/fixtures/app-fixture.ts';

const channel = '1400000000000000002';

test('reopens a channel that was closed for missing permissions when they are restored', async () => {
  const database = await openEmbeddedDatabase();
  const app = await openAppFixture({ database, start: Date.parse('2026-11-24T02:00:00Z') });
  const { prisma: db } = database;
  const closed = { closedAt: new Date(), closedReason: 'noRights' };
  const key = { platform: 'discord', platformId: channel, threadId: '' } as const;
  const { id } = await db.chat.upsert({
    where: { platform_platformId_threadId: key },
    update: closed,
    create: { ...key, kind: 'group', title: 'trò chuyện', ...closed },
  });
  const reason = async () => (await db.chat.findUniqueOrThrow({ where: { id } })).closedReason;
  app.discord.moderator.deny(channel, 'send');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await reason()).toBe('noRights');
  app.discord.moderator.allow(channel);
  await vi.waitFor(async () => expect(await reason()).toBeNull(), { timeout: 5_000 });
  // They came back while the program was away.
  await db.chat.update({ where: { id }, data: closed });
  await app.restart();
  await vi.waitFor(async () => expect(await reason()).toBeNull(), { timeout: 5_000 });
  await app.close();
  await database.close();
});
