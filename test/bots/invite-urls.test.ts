import { PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import { discordInviteUrl } from '../../bots/discord/invite-url.ts';
import { telegramChannelUrl, telegramInviteUrl } from '../../bots/telegram/invite-url.ts';

test('asks on Discord for what publishing and pinning need, and for nothing else', () => {
  const url = new URL(discordInviteUrl('42'));
  expect(url.searchParams.get('scope')).toBe('bot applications.commands');
  const asked = new PermissionsBitField(BigInt(url.searchParams.get('permissions') ?? ''));
  expect(asked.toArray().toSorted()).toEqual([
    'AttachFiles',
    'EmbedLinks',
    'PinMessages',
    'ReadMessageHistory',
    'SendMessages',
    'SendMessagesInThreads',
    'ViewChannel',
  ]);
});

test('asks on Telegram for the right to pin, in channels for those to post and edit', () => {
  const group = new URL(telegramInviteUrl('callboard_bot'));
  expect(group.pathname).toBe('/callboard_bot');
  expect(group.search).toBe('?startgroup=hello&admin=pin_messages');
  expect(telegramChannelUrl('callboard_bot')).toBe(
    'https://t.me/callboard_bot?startchannel&admin=post_messages+edit_messages',
  );
});

test('asks for nothing while a bot is unknown', () => {
  expect(discordInviteUrl('')).toBe('');
  expect(telegramInviteUrl('')).toBe('');
});
