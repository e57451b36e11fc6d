import { expect, it } from 'vitest';
import {
  hasRelease,
  parseServerVersion,
  type ServerVersion,
} from '../../../playground/telegram/versions.ts';
import { openGroup } from './methods/ephemeral/ephemeral-fixture.ts';
import { LINH, SUPERGROUP } from './telegraf-fixture.ts';

it('orders releases by number', () => {
  expect(hasRelease('10.1', '9.6')).toBe(true);
  expect(hasRelease('9.6', '10.0')).toBe(false);
  expect(hasRelease('10.5', '10.4')).toBe(true);
  expect(() => parseServerVersion('11.0')).toThrow('There is no Bot API 11.0 here. Releases: 7.10');
});

const answeringPress = async (serverVersion: ServerVersion, form: 'object' | 'fields') => {
  const group = await openGroup({ serverVersion });
  const { id } = await group.press();
  const { ephemeral_message_parameters, ...rest } = group.privately({ callback_query_id: id });
  await group.bot.call(
    'sendMessage',
    form === 'object'
      ? { ...rest, ephemeral_message_parameters }
      : { ...rest, ...ephemeral_message_parameters },
  );
  return group.published().includes('secret') ? 'public' : 'private';
};

it.each([
  ['9.6', 'object', 'public'],
  ['10.1', 'object', 'public'],
  ['10.2', 'object', 'public'],
  ['10.2', 'fields', 'private'],
  ['10.3', 'object', 'private'],
  ['10.3', 'fields', 'public'],
  ['10.5', 'object', 'private'],
] as const)('a server of %s given the %s makes an answer %s', async (version, form, audience) => {
  expect(await answeringPress(version, form)).toBe(audience);
});

it('lets an answer to a press leave out chat and person from 10.4 on', async () => {
  const { telegram, bot, press, sees } = await openGroup();
  const { id } = await press();
  const short = { text: 'secret', ephemeral_message_parameters: { callback_query_id: id } };
  await bot.call('sendMessage', short);
  expect(sees('linh')).toEqual(['Choose', '(secret)']);
  telegram.setServerVersion('10.3');
  expect(await bot.refusal('sendMessage', short)).toBe('400: Bad Request: chat_id is empty');
});

it('publishes after a downgrade what was private before', async () => {
  const { telegram, bot, privately, published } = await openGroup();
  telegram.promote(SUPERGROUP, true);
  await bot.call('sendMessage', privately());
  telegram.setServerVersion('10.1');
  await bot.call('sendMessage', privately());
  expect(published()).toEqual(['secret']);
});

it('tells no bot of a server before 10.2 about ephemeral messages and presses on them', async () => {
  const { telegram, bot, place, privately, command } = await openGroup();
  await command();
  telegram.promote(SUPERGROUP, true);
  const reply_markup = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
  await bot.call('sendMessage', privately({}, { reply_markup }));
  const before = (await bot.updates()).length;
  telegram.setServerVersion('10.1');
  await telegram.driver.sendMessage('linh', place, '/mine');
  await telegram.driver.pressButton('linh', place, 'Go');
  expect(await bot.updates()).toHaveLength(before);
});

it('has the fields of its release in what it answers', async () => {
  const { telegram, bot } = await openGroup();
  const rights = async () => Object.keys((await bot.call('getMyDefaultAdministratorRights')) ?? {});
  const me = async () => Object.keys((await bot.call('getMe')) ?? {});
  const menu = { commands: [{ command: 'mine', description: 'Yours', is_ephemeral: true }] };
  await bot.call('setMyCommands', menu);
  expect(await rights()).toContain('can_send_welcome_messages');
  expect(await me()).toContain('has_topic_sidebar');
  telegram.setServerVersion('10.3');
  expect(await me()).not.toContain('has_topic_sidebar');
  expect(await bot.call('getMyCommands')).toEqual(menu.commands);
  telegram.setServerVersion('10.2');
  expect(await rights()).not.toContain('can_send_welcome_messages');
  expect(await bot.call('getMyCommands')).toEqual(menu.commands);
  telegram.setServerVersion('10.1');
  expect(await bot.call('getMyCommands')).toEqual([{ command: 'mine', description: 'Yours' }]);
  await bot.call('setMyCommands', menu);
  telegram.setServerVersion('10.5');
  expect(await bot.call('getMyCommands')).toEqual([{ command: 'mine', description: 'Yours' }]);
});

it('knows the methods of its release alone', async () => {
  const { telegram, bot } = await openGroup();
  const missing = '404: Not Found: method not found';
  const probes = [
    'sendRichMessage',
    'deleteEphemeralMessage',
    'answerWidgetQuery',
    'setMySettings',
  ];
  const known = async () => {
    const answers = await Promise.all(probes.map((method) => bot.refusal(method)));
    return probes.filter((_, i) => answers[i] !== missing);
  };
  expect(await known()).toEqual(probes);
  telegram.setServerVersion('10.3');
  expect(await known()).toEqual(probes.slice(0, 2));
  telegram.setServerVersion('10.1');
  expect(await known()).toEqual(probes.slice(0, 1));
  telegram.setServerVersion('9.6');
  expect(await known()).toEqual([]);
});

it('takes the buttons of its release', async () => {
  const { telegram, bot } = await openGroup();
  await telegram.driver.sendMessage('linh', 'dm', '/start');
  const send = (button: Record<string, unknown>) =>
    bot.refusal('sendMessage', {
      chat_id: LINH,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'B', ...button }]] },
    });
  const refused =
    "400: Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
  expect(await send({ disabled: {} })).toBe('ok');
  expect(await send({ callback_data: 'x', style: 'purple' })).toMatch('invalid button style');
  telegram.setServerVersion('10.2');
  expect(await send({ disabled: {} })).toBe(refused);
  telegram.setServerVersion('9.3');
  expect(await send({ callback_data: 'x', style: 'purple' })).toBe('ok');
  expect(await send({ copy_text: { text: 'x' } })).toBe('ok');
  telegram.setServerVersion('7.10');
  expect(await send({ copy_text: { text: 'x' } })).toBe(refused);
});

it('knows dates in text from 9.5 on', async () => {
  const { telegram, bot } = await openGroup();
  const date = '<b>x</b> <tg-time unix="1795869000">19:30</tg-time>';
  const send = () =>
    bot.refusal('sendMessage', { chat_id: SUPERGROUP, text: date, parse_mode: 'HTML' });
  expect(await send()).toBe('ok');
  telegram.setServerVersion('9.3');
  expect(await send()).toBe(
    '400: Bad Request: can\'t parse entities: Unsupported start tag "tg-time" at byte offset 9',
  );
});
