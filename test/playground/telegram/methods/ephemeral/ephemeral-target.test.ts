import { expect, it } from 'vitest';
import { CHANNEL, GROUP, LINH, MINH, SUPERGROUP } from '../../telegraf-fixture.ts';
import { openGroup } from './ephemeral-fixture.ts';

it('shows an answer to a press to the one who pressed', async () => {
  const { telegram, bot, press, privately, sees, published } = await openGroup();
  const { id } = await press();
  expect(await bot.call('sendMessage', privately({ callback_query_id: id }))).toMatchObject({
    message_id: 0,
    ephemeral_message_id: 1,
    from: { is_bot: true },
    receiver_user: { id: LINH, is_bot: false },
    chat: { id: SUPERGROUP },
    text: 'secret',
  });
  expect(sees('linh')).toEqual(['Choose', '(secret)']);
  expect(sees('minh')).toEqual(['Choose']);
  expect(published()).toEqual(['Choose']);
  expect(telegram.messagesIn(SUPERGROUP).map(({ text }) => text)).toEqual(['Choose']);
  expect(telegram.ephemeralsIn(SUPERGROUP, 'linh')).toMatchObject([{ text: 'secret' }]);
  expect(telegram.ephemeralsIn(SUPERGROUP, 'minh')).toEqual([]);
});

it('takes answers to a press for fifteen seconds, also after it was answered', async () => {
  const { bot, press, privately, advance } = await openGroup();
  const { id } = await press();
  await bot.call('answerCallbackQuery', { callback_query_id: id });
  advance(15_000);
  await bot.call('sendMessage', privately({ callback_query_id: id }));
  advance(1);
  expect(await bot.refusal('sendMessage', privately({ callback_query_id: id }))).toBe(
    '400: Bad Request: query is too old and response timeout expired or query ID is invalid',
  );
});

it('takes only the presser’s own press in this chat', async () => {
  const { bot, press, privately } = await openGroup();
  const { id } = await press();
  const expired =
    '400: Bad Request: query is too old and response timeout expired or query ID is invalid';
  const other = { receiver_user_id: MINH, callback_query_id: id };
  expect(await bot.refusal('sendMessage', privately(other))).toBe(expired);
  const elsewhere = { chat_id: GROUP };
  expect(await bot.refusal('sendMessage', privately({ callback_query_id: id }, elsewhere))).toBe(
    expired,
  );
});

it('lets only administrators write to a person unasked', async () => {
  const { telegram, bot, privately, sees } = await openGroup();
  expect(await bot.refusal('sendMessage', privately())).toBe('400: Bad Request: BOT_NOT_ADMIN');
  telegram.promote(SUPERGROUP, true);
  await bot.call('sendMessage', privately());
  expect(sees('linh')).toEqual(['(secret)']);
  const inPrivate = privately({}, { chat_id: LINH });
  await telegram.driver.sendMessage('linh', 'dm', '/start');
  expect(await bot.refusal('sendMessage', inPrivate)).toBe('400: Bad Request: BOT_NOT_ADMIN');
});

it('writes to human members of groups alone', async () => {
  const { telegram, bot, privately } = await openGroup();
  telegram.promote(SUPERGROUP, true);
  const to = (receiver_user_id: number) =>
    bot.refusal('sendMessage', privately({ receiver_user_id }));
  expect(await to(telegram.messagesIn(SUPERGROUP).length)).toMatch('USER_ID_INVALID');
  expect(await to(700_001)).toMatch('USER_ID_INVALID');
  telegram.addPerson({
    key: 'mai',
    name: 'Mai',
    role: 'subscriber',
    locale: 'vi',
    discord: { id: '1100000000000000009', username: 'mai' },
    telegram: { id: 500_009 },
  });
  expect(await to(500_009)).toBe('400: Bad Request: PARTICIPANT_ID_INVALID');
  expect(await bot.refusal('sendMessage', privately({}, { chat_id: CHANNEL }))).toBe(
    '400: Bad Request: CHANNEL_INVALID',
  );
});

it('answers an ephemeral command by replying to it', async () => {
  const { bot, command, privately, sees, published, advance } = await openGroup();
  const { ephemeral_message_id } = await command('/mine now');
  const reply = { reply_parameters: { ephemeral_message_id } };
  expect(await bot.call('sendMessage', privately({}, reply))).toMatchObject({
    ephemeral_message_id: 2,
  });
  expect(sees('linh')).toEqual(['(/mine now)', '(secret)']);
  expect(sees('minh')).toEqual([]);
  expect(published()).toEqual([]);
  expect(await bot.refusal('sendMessage', { chat_id: SUPERGROUP, text: 'open', ...reply })).toBe(
    '400: Bad Request: a reply to an ephemeral message must be ephemeral',
  );
  advance(15_001);
  expect(await bot.refusal('sendMessage', privately({}, reply))).toBe(
    '400: Bad Request: message to be replied not found',
  );
});

it('shows an answer in place of the pressed message when asked to', async () => {
  const { telegram, bot, press, privately, sees } = await openGroup();
  const { id } = await press();
  await bot.call('sendMessage', { chat_id: SUPERGROUP, text: 'later' });
  const inPlace = { callback_query_id: id, replace_callback_query_message: true };
  const reply_markup = { inline_keyboard: [[{ text: 'Again', callback_data: 'again' }]] };
  await bot.call('sendMessage', privately(inPlace, { reply_markup }));
  expect(sees('linh')).toEqual(['(secret)', 'later']);
  expect(sees('minh')).toEqual(['Choose', 'later']);
  await telegram.driver.pressButton('linh', String(SUPERGROUP), 'Again');
  const [again] = (await bot.updates()).slice(-1);
  expect(again).toMatchObject({
    callback_query: { message: { message_id: 0, ephemeral_message_id: 1, text: 'secret' } },
  });
  const query = (again?.callback_query ?? {}) as { id?: string };
  expect(
    await bot.refusal(
      'sendMessage',
      privately({ callback_query_id: query.id, replace_callback_query_message: true }),
    ),
  ).toBe('400: Bad Request: MESSAGE_ID_INVALID');
  expect(
    await bot.refusal(
      'sendMessage',
      privately({ ...inPlace }, { reply_parameters: { message_id: 1 } }),
    ),
  ).toBe('400: Bad Request: MESSAGE_ID_INVALID');
});

it('sends to everybody what a method without ephemeral parameters is given', async () => {
  const { telegram, bot, privately, published } = await openGroup();
  telegram.promote(SUPERGROUP, true);
  const own = await bot.call('sendMessage', { chat_id: SUPERGROUP, text: 'shown' });
  const { message_id } = own as { message_id: number };
  await bot.call('copyMessage', privately({}, { from_chat_id: SUPERGROUP, message_id }));
  expect(published()).toEqual(['shown', 'shown']);
});

it('loses what is sent to somebody who is offline', async () => {
  const { telegram, bot, privately, sees } = await openGroup();
  telegram.promote(SUPERGROUP, true);
  telegram.changeApp('linh', { isOnline: false });
  expect(await bot.call('sendMessage', privately())).toMatchObject({ ephemeral_message_id: 1 });
  telegram.changeApp('linh', { isOnline: true });
  expect(sees('linh')).toEqual([]);
});

it('refuses log-in buttons', async () => {
  const { telegram, bot, privately } = await openGroup();
  telegram.promote(SUPERGROUP, true);
  const reply_markup = {
    inline_keyboard: [[{ text: 'Log in', login_url: { url: 'https://example.org' } }]],
  };
  expect(await bot.refusal('sendMessage', privately({}, { reply_markup }))).toBe(
    '400: Bad Request: BUTTON_TYPE_INVALID',
  );
});
