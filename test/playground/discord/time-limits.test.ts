import type { ChatInputCommandInteraction } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  connectDiscordJs,
  type DiscordJsFixture,
  spanText,
  textChannelId,
} from './discordjs-fixture.ts';

let now = Date.parse('2026-11-24T03:00:00Z');
let open: DiscordJsFixture;

beforeAll(async () => {
  open = await connectDiscordJs({ now: () => now });
  await open.client.application.commands.set([{ name: 'ping', description: 'Ping' }]);
});
afterAll(() => open.stop());

async function ping(actor = 'linh'): Promise<ChatInputCommandInteraction> {
  const coming = new Promise<ChatInputCommandInteraction>((resolve) =>
    open.onInteraction((one) => {
      if (one.isChatInputCommand()) resolve(one);
    }),
  );
  await open.discord.driver.sendMessage(actor, textChannelId, '/ping');
  return coming;
}

it('expires an interaction after three seconds and tells its person', async () => {
  const inTime = await ping('minh');
  now += 3_000;
  await inTime.reply('just in time');
  const late = await ping('linh');
  expect(open.discord.driver.notices('linh')).toEqual([]);
  now += 3_001;
  await expect(late.reply('too late')).rejects.toMatchObject({ code: 10062, status: 404 });
  expect(open.discord.driver.notices('linh')).toEqual([
    { message: 'The application did not respond' },
  ]);
  expect(open.discord.driver.notices('minh')).toEqual([]);
});

it('keeps a token valid for 15 minutes', async () => {
  const one = await ping();
  await one.deferReply();
  now += 15 * 60_000;
  await one.editReply('still');
  now += 1;
  await expect(one.editReply('gone')).rejects.toMatchObject({ code: 50027, status: 401 });
  await expect(one.followUp('gone')).rejects.toMatchObject({ code: 50027 });
});

it('creates one message for an enforced nonce within some minutes', async () => {
  const channel = await open.client.channels.fetch(textChannelId);
  if (!channel?.isSendable()) throw new Error('not sendable');
  const before = open.discord.messagesIn(textChannelId).length;
  const send = (nonce: string) => channel.send({ content: 'once', nonce, enforceNonce: true });
  const first = await send('delivery-1');
  expect((await send('delivery-1')).id).toBe(first.id);
  expect((await send('delivery-2')).id).not.toBe(first.id);
  now += 5 * 60_000 + 1;
  expect((await send('delivery-1')).id).not.toBe(first.id);
  expect(open.discord.messagesIn(textChannelId)).toHaveLength(before + 3);
});

it('shows dates in the language of the reader and in Vietnamese time', async () => {
  const channel = await open.client.channels.fetch(textChannelId);
  if (!channel?.isSendable()) throw new Error('not sendable');
  const at = Date.parse('2026-12-05T12:30:00Z') / 1000;
  await channel.send(`<t:${at}:F> (<t:${at}:R>)`);
  const body = (actor: string) => open.discord.driver.messages(actor, textChannelId).at(-1)?.body;
  expect(body('minh')?.[0]).toEqual({ text: 'Saturday, December 5, 2026 at 7:30 PM', time: at });
  expect(spanText(body('minh'))).toContain('(in 11 days)');
  expect(body('linh')?.[0]?.text).toMatch(/Thứ Bảy.*5 tháng 12, 2026/);
});
