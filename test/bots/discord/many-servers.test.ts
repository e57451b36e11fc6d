import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sampleWorld } from '../../../playground/sample-world.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { type AppFixture, openAppFixture } from '../../support/fixtures/app-fixture.ts';

const serverIds = Array.from({ length: 60 }, (_, index) =>
  String(1_390_000_000_000_000_000n + BigInt(index)),
);
const channelOf = (serverId: string) => String(BigInt(serverId) + 1_000n);
const world = {
  ...sampleWorld,
  discord: {
    ...sampleWorld.discord,
    servers: serverIds.map((id, index) => ({
      ...{ id, name: `Nhóm ${index}`, owner: 'hanh', managers: ['hanh'], members: ['linh'] },
      roles: [],
      channels: [{ id: channelOf(id), name: 'chung', type: 'text' as const }],
    })),
  },
};

let database: OpenDatabase;
let app: AppFixture;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
  const start = Date.parse('2026-11-24T02:00:00Z');
  app = await openAppFixture({ database, start, sample: false, world });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const connected = async () =>
  (
    await database.prisma.connection.findMany({
      where: { platform: 'discord' },
      orderBy: { platformId: 'asc' },
    })
  ).map(({ platformId }) => platformId);
const [first = '', second = ''] = serverIds;

test('has recorded every server when it is connected, with its name, and answers in each', async () => {
  expect(await connected()).toEqual(serverIds);
  const names = await database.prisma.community.findMany({ select: { name: true } });
  expect(names.map(({ name }) => name).toSorted()).toEqual(
    world.discord.servers.map(({ name }) => name).toSorted(),
  );
  for (const id of [first, serverIds.at(-1) ?? ''])
    await app.discord.driver.sendMessage('linh', channelOf(id), '/events');
  const chats = await vi.waitFor(async () => {
    const found = await database.prisma.chat.findMany({
      where: { kind: 'group' },
      include: { connection: true },
    });
    expect(found).toHaveLength(2);
    return found;
  });
  for (const chat of chats) {
    expect(chat.title).toBe('#chung');
    expect(channelOf(chat.connection?.platformId ?? '')).toBe(chat.platformId);
  }
});

test('knows after a restart where it was removed and added meanwhile', async () => {
  const before = await connected();
  const { driver } = app.discord;
  const restarted = app.restart();
  await driver.changeBotAccess('hanh', channelOf(first), 'remove');
  await driver.changeBotAccess('hanh', channelOf(second), 'remove');
  await driver.changeBotAccess('hanh', channelOf(first), 'add');
  await restarted;
  expect(await connected()).toEqual(before);
  await driver.changeBotAccess('hanh', channelOf(second), 'add');
  await driver.sendMessage('linh', channelOf(second), '/events');
  await vi.waitFor(async () => {
    const where = { platformId: channelOf(second) };
    expect(await database.prisma.chat.findMany({ where })).toMatchObject([{ title: '#chung' }]);
  });
  expect(app.loggedWarnings).toEqual([]);
});
