import { expect, it } from 'vitest';
import { LINH, MINH, SUPERGROUP } from '../../telegraf-fixture.ts';
import { openGroup } from './ephemeral-fixture.ts';

const named = { chat_id: SUPERGROUP, receiver_user_id: LINH, ephemeral_message_id: 1 };

async function withMessage() {
  const group = await openGroup();
  group.telegram.promote(SUPERGROUP, true);
  await group.bot.call('sendMessage', group.privately());
  return group;
}

it('edits and deletes by chat, person and identifier, whenever', async () => {
  const { bot, sees, advance } = await withMessage();
  advance(3_600_000);
  expect(await bot.call('editEphemeralMessageText', { ...named, text: 'changed' })).toBe(true);
  expect(sees('linh')).toEqual(['(changed)']);
  const reply_markup = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
  expect(await bot.call('editEphemeralMessageReplyMarkup', { ...named, reply_markup })).toBe(true);
  expect(await bot.refusal('editEphemeralMessageCaption', { ...named, caption: 'no' })).toBe(
    '400: Bad Request: there is no caption in the message to edit',
  );
  expect(await bot.call('deleteEphemeralMessage', named)).toBe(true);
  expect(sees('linh')).toEqual([]);
  expect(await bot.refusal('deleteEphemeralMessage', named)).toBe(
    '400: Bad Request: message to delete not found',
  );
});

it('reuses the identifiers of deleted messages, each person with their own', async () => {
  const { bot, privately } = await withMessage();
  const send = (parameters = {}) => bot.call('sendMessage', privately(parameters));
  expect(await send()).toMatchObject({ ephemeral_message_id: 2 });
  expect(await send({ receiver_user_id: MINH })).toMatchObject({ ephemeral_message_id: 1 });
  await bot.call('deleteEphemeralMessage', named);
  expect(await send()).toMatchObject({ ephemeral_message_id: 1 });
  expect(await send()).toMatchObject({ ephemeral_message_id: 3 });
});

it('refuses edits of more than 1,024 characters', async () => {
  const { bot } = await withMessage();
  const edit = (length: number) =>
    bot.refusal('editEphemeralMessageText', { ...named, text: 'x'.repeat(length) });
  expect(await edit(1024)).toBe('ok');
  expect(await edit(1025)).toBe('400: Bad Request: MEDIA_CAPTION_TOO_LONG');
});

it('does not find them by the methods for ordinary messages', async () => {
  const { bot } = await withMessage();
  for (const message_id of [0, 1]) {
    expect(await bot.refusal('deleteMessage', { chat_id: SUPERGROUP, message_id })).toBe(
      '400: Bad Request: message to delete not found',
    );
    expect(
      await bot.refusal('editMessageText', { chat_id: SUPERGROUP, message_id, text: 'x' }),
    ).toBe('400: Bad Request: message to edit not found');
  }
});

it('leaves a person’s own ephemeral message alone', async () => {
  const { bot, command } = await openGroup();
  const { ephemeral_message_id } = await command();
  const own = { ...named, ephemeral_message_id };
  expect(await bot.refusal('editEphemeralMessageText', { ...own, text: 'x' })).toBe(
    '400: Bad Request: message to edit not found',
  );
  expect(await bot.refusal('deleteEphemeralMessage', own)).toBe(
    '400: Bad Request: message to delete not found',
  );
});

it('answers a probe without arguments by its release', async () => {
  const { telegram, bot } = await openGroup();
  const probe = () => bot.refusal('deleteEphemeralMessage');
  expect(await probe()).toBe('400: Bad Request: chat_id is empty');
  telegram.setServerVersion('10.2');
  expect(await probe()).toBe('400: Bad Request: chat_id is empty');
  telegram.setServerVersion('10.1');
  expect(await probe()).toBe('404: Not Found: method not found');
});

it('loses them with a restart of the app and after a week', async () => {
  const { telegram, bot, privately, sees, advance } = await withMessage();
  telegram.restartApp('linh');
  expect(sees('linh')).toEqual([]);
  expect(await bot.call('editEphemeralMessageText', { ...named, text: 'changed' })).toBe(true);
  expect(sees('linh')).toEqual([]);
  await bot.call('sendMessage', privately());
  expect(sees('linh')).toEqual(['(secret)']);
  advance(7 * 24 * 3_600_000);
  expect(sees('linh')).toEqual([]);
  expect(await bot.refusal('deleteEphemeralMessage', named)).toBe(
    '400: Bad Request: message to delete not found',
  );
});
