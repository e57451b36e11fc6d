import { expect, it } from 'vitest';
import { openGroup } from '../methods/ephemeral/ephemeral-fixture.ts';
import { LINH, SUPERGROUP } from '../telegraf-fixture.ts';

it('sends a command that the menu marks as ephemeral to the bot alone', async () => {
  const { command, sees } = await openGroup();
  const message = await command('/mine@callboard_bot now');
  expect(message).toMatchObject({
    message_id: 0,
    ephemeral_message_id: 1,
    from: { id: LINH, is_bot: false },
    receiver_user: { is_bot: true },
    entities: [{ type: 'bot_command' }],
  });
  expect(sees('linh')).toEqual(['(/mine@callboard_bot now)']);
  expect(sees('minh')).toEqual([]);
});

it('sends an ordinary message from an old app, for another bot, and for other commands', async () => {
  const { telegram, command, place, published } = await openGroup();
  await command();
  await telegram.driver.sendMessage('linh', place, '/mine@other_bot');
  await telegram.driver.sendMessage('linh', place, '/events');
  telegram.changeApp('linh', { isOld: true });
  await telegram.driver.sendMessage('linh', place, '/mine');
  expect(published()).toEqual(['/mine@other_bot', '/events', '/mine']);
});

it('sends a typed reply to an ephemeral message to the bot alone', async () => {
  const { telegram, bot, command, privately, place, sees, published } = await openGroup();
  const { ephemeral_message_id } = await command();
  const reply = { reply_parameters: { ephemeral_message_id } };
  await bot.call('sendMessage', privately({}, reply));
  const shown = telegram.driver.messages('linh', place).at(-1);
  expect(shown).toMatchObject({ private: true, replyTo: 'ephemeral-1' });
  await telegram.driver.sendMessage('linh', place, 'answer', { replyTo: shown?.id });
  expect((await bot.updates()).at(-1)).toMatchObject({
    message: { message_id: 0, ephemeral_message_id: 3, text: 'answer' },
  });
  expect(sees('linh')).toEqual(['(/mine)', '(secret)', '(answer)']);
  expect(published()).toEqual([]);
});

it('opens the reply field for a question with buttons, from 10.3 on', async () => {
  const { telegram, bot, privately, place, sees } = await openGroup();
  telegram.promote(SUPERGROUP, true);
  const reply_markup = {
    inline_keyboard: [[{ text: 'Skip', callback_data: 'skip' }]],
    force_reply: true,
  };
  await bot.call('sendMessage', privately({}, { reply_markup }));
  await telegram.driver.sendMessage('linh', place, 'typed');
  expect(sees('linh')).toEqual(['(secret)', '(typed)']);
  await telegram.driver.sendMessage('linh', place, 'talk');
  await telegram.driver.sendMessage('minh', place, 'talk too');
  telegram.setServerVersion('10.2');
  await bot.call('sendMessage', { chat_id: SUPERGROUP, text: 'ask', reply_markup });
  await telegram.driver.sendMessage('linh', place, 'no reply');
  expect(telegram.messagesIn(SUPERGROUP).at(-1)).not.toHaveProperty('reply_to_message');
});

it('lets nobody act who is offline', async () => {
  const { telegram, press, place } = await openGroup();
  await press();
  telegram.changeApp('linh', { isOnline: false });
  await expect(telegram.driver.sendMessage('linh', place, 'hi')).rejects.toThrow('is offline');
  await expect(telegram.driver.pressButton('linh', place, 'Go')).rejects.toThrow('is offline');
});

it('presses no disabled button', async () => {
  const { telegram, bot, place } = await openGroup();
  const reply_markup = { inline_keyboard: [[{ text: 'Full', disabled: {} }]] };
  await bot.call('sendMessage', { chat_id: SUPERGROUP, text: 'x', reply_markup });
  expect(telegram.driver.messages('linh', place).at(-1)?.buttons).toMatchObject([
    [{ label: 'Full', disabled: true }],
  ]);
  await expect(telegram.driver.pressButton('linh', place, 'Full')).rejects.toThrow('disabled');
});
