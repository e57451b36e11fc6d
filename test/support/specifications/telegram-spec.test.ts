import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  formatSpecification,
  readSpecification,
  specificationFile,
} from '../../../scripts/telegram-specification.ts';
import {
  startPolling,
  startTelegram,
  telegrafClient,
  uploadFiles,
  waitUntil,
} from '../../playground/telegram/telegraf-fixture.ts';
import { findTelegramViolations } from './telegram-spec.ts';

describe('the check of requests', () => {
  it.each<[string, string, Record<string, unknown>, string[]]>([
    ['a plain message', 'sendMessage', { chat_id: 1, text: 'x' }, []],
    ['a form', 'sendMessage', { chat_id: '1', text: 'x', disable_notification: 'true' }, []],
    [
      'a forced reply',
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: { force_reply: true } },
      [],
    ],
    ['a method of its own', 'sendTea', {}, ['sendTea is no method of the Bot API']],
    ['a probe for a method', 'deleteEphemeralMessage', {}, []],
    ['a method known by name', 'setMySettings', { x: 1 }, []],
    [
      'an ephemeral message',
      'sendMessage',
      { chat_id: 1, text: 'x', ephemeral_message_parameters: { receiver_user_id: 5 } },
      [],
    ],
    [
      'the ephemeral arguments of 10.2',
      'sendMessage',
      { chat_id: 1, text: 'x', receiver_user_id: 5 },
      ['sendMessage has no "receiver_user_id"'],
    ],
    [
      'a rich message',
      'sendRichMessage',
      { chat_id: 1, rich_message: { html: '<p>x</p>', skip_entity_detection: true } },
      [],
    ],
    [
      'an unknown style',
      'sendMessage',
      {
        chat_id: 1,
        text: 'x',
        reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a', style: 'link' }]] },
      },
      ['sendMessage.reply_markup.inline_keyboard[0][0].style is none of danger, success, primary'],
    ],
    [
      'an ephemeral album',
      'sendMediaGroup',
      {
        chat_id: 1,
        media: [
          { type: 'photo', media: 'a' },
          { type: 'video', media: 'b' },
        ],
        ephemeral_message_parameters: { receiver_user_id: 5 },
      },
      ['sendMediaGroup has no "ephemeral_message_parameters"'],
    ],
    ['a stray argument', 'getMe', { x: 1 }, ['getMe has no "x"']],
    ['a missing text', 'sendMessage', { chat_id: 1 }, ['sendMessage.text is missing']],
    [
      'a wrong type',
      'deleteMessage',
      { chat_id: 1, message_id: 'last' },
      ['deleteMessage.message_id is no Integer'],
    ],
    [
      'a stray field in a button',
      'sendMessage',
      {
        chat_id: 1,
        text: 'x',
        reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a', colour: 'red' }]] },
      },
      ['sendMessage.reply_markup.inline_keyboard[0][0] has no "colour"'],
    ],
    [
      'long callback data in a form',
      'sendMessage',
      {
        chat_id: 1,
        text: 'x',
        reply_markup: JSON.stringify({
          inline_keyboard: [[{ text: 'A', callback_data: 'ứ'.repeat(22) }]],
        }),
      },
      ['sendMessage.reply_markup.inline_keyboard[0][0].callback_data has 66 bytes, not 1 to 64'],
    ],
    [
      'a long command',
      'setMyCommands',
      { commands: [{ command: 'a'.repeat(33), description: 'x' }] },
      ['setMyCommands.commands[0].command has 33 characters, not 1 to 32'],
    ],
  ])('reports the problem with %s', (_, method, params, problems) => {
    expect(findTelegramViolations({ method, params })).toEqual(problems);
  });

  it('reports no problem with the requests of telegraf', async () => {
    const problems: string[] = [];
    const methods = new Set<string>();
    const telegram = await startTelegram({
      onRequest: ({ method, params }) => {
        methods.add(method);
        problems.push(...findTelegramViolations({ method, params }));
      },
    });
    const bot = telegrafClient(telegram);
    bot.start((context) => context.reply('hi', { reply_markup: { force_reply: true } }));
    await startPolling(bot);
    await telegram.driver.sendMessage('linh', 'dm', '/start');
    await waitUntil(telegram, () => telegram.driver.messages('linh', 'dm').length === 2);
    await uploadFiles(telegram, 'sendDocument', {
      chat_id: 500001,
      document: new File(['x'], 'x.txt'),
    });
    expect(problems).toEqual([]);
    expect([...methods]).toEqual(
      expect.arrayContaining(['getMe', 'deleteWebhook', 'sendMessage', 'sendDocument']),
    );
  });
});

it('keeps the specification that the installed declarations give', () => {
  expect(readFileSync(specificationFile, 'utf8')).toBe(formatSpecification(readSpecification()));
});
