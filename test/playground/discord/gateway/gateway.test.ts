import { Client, Events } from 'discord.js';
import { afterEach, expect, it } from 'vitest';
import { startLocalDiscord } from '../../../../playground/discord/index.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import {
  connectDiscordJs,
  type DiscordJsFixture,
  intents,
  serverId,
  spanText,
  textChannelId,
  threadId,
  waitUntil,
} from '../discordjs-fixture.ts';

let open: DiscordJsFixture | undefined;
afterEach(async () => {
  await open?.stop();
  open = undefined;
});

it('lets the real client log in and list the server, channels, thread, roles and members', async () => {
  open = await connectDiscordJs();
  const { client } = open;
  const guild = client.guilds.cache.get(serverId);
  expect(client.user.username).toBe('callboard');
  expect(guild?.name).toBe('Mạng lưới Nhà sáng tạo');
  expect([...(guild?.channels.cache.values() ?? [])].map((one) => one.name)).toEqual([
    'thông-báo',
    'trò-chuyện',
    'khóa-học',
    'khóa podcast',
  ]);
  expect(guild?.channels.cache.get(threadId)?.isThread()).toBe(true);
  expect(guild?.roles.cache.map((role) => role.name)).toContain('Organisers');
  const members = await guild?.members.fetch();
  expect(members?.size).toBe(6);
  expect(
    members?.find((one) => one.user.globalName === 'Hạnh Đỗ')?.permissions.has('ManageGuild'),
  ).toBe(true);
  expect(
    members?.find((one) => one.user.globalName === 'Linh Trần')?.permissions.has('ManageGuild'),
  ).toBe(false);
});

it('rejects a wrong token over REST and the gateway', async () => {
  const discord = await startLocalDiscord({ world: sampleWorld });
  const client = new Client({ intents, rest: { api: discord.url } });
  await expect(client.login('wrong.token.here')).rejects.toThrow(/token/i);
  await client.destroy();
  const socket = new WebSocket(discord.url.replace('http', 'ws').replace('/api', '/gateway'));
  const closed = new Promise<number>((resolve) => {
    socket.onclose = ({ code }) => resolve(code);
  });
  socket.onopen = () =>
    socket.send(JSON.stringify({ op: 2, d: { token: 'wrong', intents: 1, properties: {} } }));
  expect(await closed).toBe(4004);
  await discord.stop();
});

it('resumes a lost gateway connection without missing events', async () => {
  open = await connectDiscordJs();
  const { client, discord } = open;
  const resumed = new Promise<number>((resolve) =>
    client.once(Events.ShardResume, (_id, replayed) => resolve(replayed)),
  );
  const heard = new Promise<string>((resolve) =>
    client.once(Events.MessageCreate, (message) => resolve(message.content)),
  );
  discord.dropGateway();
  await discord.driver.sendMessage('linh', textChannelId, 'while you were away');
  expect(await heard).toBe('while you were away');
  await resumed;
  expect(discord.gatewaySessions()).toHaveLength(1);
});

it('passes plain messages between people and the bot', async () => {
  open = await connectDiscordJs();
  const { client, discord } = open;
  client.on(Events.MessageCreate, async (message) => {
    if (message.author.bot) return;
    await message.reply({
      content: `heard **${message.content}**`,
      allowedMentions: { parse: [] },
    });
  });
  await discord.driver.sendMessage('linh', 'trò-chuyện', 'xin chào');
  await waitUntil(discord, () => discord.driver.messages('minh', textChannelId).length === 2);
  await discord.driver.sendMessage('linh', 'dm', 'riêng tư');
  await waitUntil(discord, () => discord.driver.messages('linh', 'dm').length === 2);
  const [, answer] = discord.driver.messages('minh', textChannelId);
  expect(spanText(answer?.body)).toBe('heard xin chào');
  expect(answer?.body).toContainEqual({ text: 'xin chào', bold: true });
  expect(answer?.from).toEqual({ name: 'Callboard', bot: true });
  expect(discord.driver.messages('minh', 'dm')).toEqual([]);
});

it('reconnects a client after the server was down', async () => {
  open = await connectDiscordJs();
  const { client, discord } = open;
  const heard = new Promise<string>((resolve) =>
    client.once(Events.MessageCreate, (message) => resolve(message.content)),
  );
  const retried = new Promise((resolve) => client.once(Events.ShardReconnecting, resolve));
  discord.setDown(true);
  await retried;
  discord.setDown(false);
  await discord.driver.sendMessage('linh', textChannelId, 'still there?');
  expect(await heard).toBe('still there?');
});

it('requires privileged intents to be enabled', async () => {
  const discord = await startLocalDiscord({ world: sampleWorld, privilegedIntents: [] });
  const client = new Client({ intents, rest: { api: discord.url } });
  await expect(client.login(sampleWorld.discord.bot.token)).rejects.toThrow(/disallowed intents/i);
  await client.destroy();
  await discord.stop();
});
