import { REST } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDiscordPermissions } from '../../../../bots/discord/api/permissions.ts';
import { createServerRequests } from '../../../../bots/discord/servers/fetch-server.ts';
import { createServerDirectory } from '../../../../bots/discord/servers/server-directory.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../../playground/discord/index.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import { muted, packet, rawChannel, rawServer, ready } from '../servers/raw-servers.ts';

const ignore = () => {};
const listener = {
  announced: ignore,
  joined: ignore,
  present: ignore,
  left: ignore,
  changed: ignore,
};

/** Permissions without a gateway: everything must be requested. */
describe('what the gateway has not described', () => {
  const { bot, servers: worldServers } = sampleWorld.discord;
  const [server] = worldServers;
  const space = server?.id ?? '';
  const chat = (platformId: string) => ({ platformId, threadId: '', isPrivate: false });
  let discord: LocalDiscord;
  beforeAll(async () => {
    discord = await startLocalDiscord({ world: sampleWorld });
  });
  afterAll(() => discord.stop());

  function open() {
    const servers = createServerDirectory(listener);
    servers.handlePacket(packet('READY', { user: { id: bot.id }, guilds: [{ id: space }] }), 0);
    const rest = new REST({ version: '10', api: discord.url }).setToken(bot.token);
    return createDiscordPermissions(servers, createServerRequests(rest));
  }

  test('is requested: name, members, owner, channels', async () => {
    const permissions = open();
    expect(await permissions.describe(space)).toEqual({
      title: server?.name,
      members: 6,
    });
    expect(await permissions.managerIds(space)).toHaveLength(1);
    const listed = await permissions.listChats(space);
    expect(listed).toContainEqual({
      platformId: '1400000000000000002',
      title: '#trò-chuyện',
      kind: 'group',
    });
    expect(listed.some(({ kind }) => kind === 'channel')).toBe(true);
  });

  test('is requested: who manages the server, and with which roles', async () => {
    const permissions = open();
    const idOf = (key: string) =>
      sampleWorld.actors.find((one) => one.key === key)?.discord.id ?? '';
    const [manager = ''] = server?.managers ?? [];
    const plain = server?.members.find(
      (key) => !server.managers.includes(key) && server.owner !== key,
    );
    expect(await permissions.canManage(space, idOf(server?.owner ?? ''))).toBe(true);
    expect(await permissions.canManage(space, idOf(manager))).toBe(true);
    expect(await permissions.canManage(space, idOf(plain ?? ''))).toBe(false);
    expect(await permissions.canManage(space, '1999999999999999999')).toBe(false);
    expect(await permissions.canManage('1999999999999999999', idOf(manager))).toBe(false);
    expect(await permissions.roleIds(space, idOf(plain ?? ''))).toContain(space);
    expect(await permissions.roleIds(space, '1999999999999999999')).toEqual([]);
  });

  test('is requested: permissions in a channel and in a thread that is not active', async () => {
    const permissions = open();
    const thread = server?.channels.find(({ type }) => type === 'thread');
    const ids = ['1400000000000000002', thread?.id ?? ''];
    for (const id of ids) expect(await permissions.missingPermissions(chat(id))).toEqual([]);
    for (const id of [thread?.parent ?? '', ids[0] ?? '']) discord.moderator.deny(id, 'send');
    for (const id of ids)
      expect(await permissions.missingPermissions(chat(id))).toEqual(['discord.send']);
    for (const id of [thread?.parent ?? '', ids[0] ?? '']) discord.moderator.allow(id);
    expect(await permissions.missingPermissions(chat('1999999999999999999'))).toEqual([
      'discord.view',
    ]);
  });
});

test('requests nothing for a channel that the gateway described', async () => {
  const servers = createServerDirectory(listener);
  servers.handlePacket(ready('11'), 0);
  servers.handlePacket(packet('GUILD_CREATE', rawServer('11', ['111'])), 0);
  const refuse = () => Promise.reject(new Error('a request'));
  const permissions = createDiscordPermissions(servers, {
    server: refuse,
    memberRoleIds: refuse,
    channel: refuse,
  });
  const missing = () =>
    permissions.missingPermissions({ platformId: '111', threadId: '', isPrivate: false });
  expect(await missing()).toEqual(['discord.embed', 'discord.history']);
  servers.handlePacket(packet('CHANNEL_UPDATE', rawChannel('111', '11', [muted])), 0);
  expect(await missing()).toEqual(['discord.send', 'discord.embed', 'discord.history']);
  expect(await permissions.listChats('11')).toEqual([
    { platformId: '111', title: '#kênh-111', kind: 'group' },
  ]);
  expect(await permissions.describe('11')).toEqual({ title: 'Nhóm 11', members: 7 });
});
