import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { permission } from '../../../playground/discord/state/permissions.ts';
import { connectDiscordJs, type DiscordJsFixture, textChannelId } from './discordjs-fixture.ts';

let open: DiscordJsFixture;
beforeAll(async () => {
  open = await connectDiscordJs();
});
afterAll(() => open.stop());

const say = async (content: string) => {
  const channel = await open.client.channels.fetch(textChannelId);
  if (!channel?.isSendable()) throw new Error('no text channel');
  return channel.send(content);
};
it('has the bits that discord.js has', () => {
  expect(permission.pinMessages).toBe(PermissionFlagsBits.PinMessages);
  expect(permission.createEvents).toBe(PermissionFlagsBits.CreateEvents);
  expect(permission.bypassSlowmode).toBe(PermissionFlagsBits.BypassSlowmode);
});

it('pins for whoever may pin; managing messages is not enough', async () => {
  const message = await say('to be seen');
  await expect(message.pin()).rejects.toMatchObject({ status: 403, code: 50013 });
  open.discord.moderator.grant(textChannelId, 'pin');
  await message.pin();
  expect((await message.fetch(true)).pinned).toBe(true);
  const pins = await message.channel.messages.fetchPins();
  expect(pins.items.map((one) => one.message.id)).toEqual([message.id]);
  expect(open.discord.messagesIn(textChannelId).at(-1)).toMatchObject({
    type: 6,
    replyTo: message.id,
  });
  await message.unpin();
  expect((await message.channel.messages.fetchPins()).items).toHaveLength(0);
});

it('holds 250 pinned messages in a channel', async () => {
  open.discord.moderator.grant(textChannelId, 'pin');
  const [first, ...others] = await Promise.all(
    Array.from({ length: 251 }, (_, at) => say(`message ${at}`)),
  );
  for (const message of others) await message.pin();
  await expect(first?.pin()).rejects.toMatchObject({ status: 400, code: 30003 });
});

it('pins where a manager made the bot an administrator, until they take that back', async () => {
  open.discord.moderator.allow(textChannelId);
  const { driver } = open.discord;
  await expect(driver.changeBotAccess('linh', textChannelId, 'promote')).rejects.toThrow(
    'Linh Trần may not promote the bot',
  );
  await driver.changeBotAccess('hanh', textChannelId, 'promote');
  const message = await say('pinned by an administrator');
  await message.unpin();
  await message.channel.messages.fetchPins();
  await driver.changeBotAccess('hanh', textChannelId, 'demote');
  await expect(message.pin()).rejects.toMatchObject({ code: 50013 });
});
