import { expect, test } from 'vitest';
import { editTelegramMessage } from '../../../../bots/telegram/send/edit-message.ts';
import { sendTelegramMessage } from '../../../../bots/telegram/send/send-message.ts';
import type { TelegramMessage } from '../../../../bots/telegram/write/message.ts';
import { picture } from '../../../../src/message/files.ts';
import {
  LINH,
  startTelegram,
  telegrafClient,
} from '../../../playground/telegram/telegraf-fixture.ts';
import { tinyPng } from '../../../support/fixtures/arbitrary-messages.ts';
import { findTelegramViolations } from '../../../support/specifications/telegram-spec.ts';

const target = { platformId: String(LINH), threadId: '' };
const words = (text: string): TelegramMessage => ({
  text,
  keyboard: [[{ text: 'One', callback_data: 'a:0' }]],
});
const photo = (text: string): TelegramMessage => ({
  ...words(text),
  file: { as: 'photo', content: picture('a.png', 'image/png', tinyPng(), 'A door') },
});

async function start() {
  const problems: string[] = [];
  const local = await startTelegram({
    onRequest: (request) => problems.push(...findTelegramViolations(request)),
  });
  await local.driver.sendMessage('linh', 'dm', '/start');
  const seen = () =>
    local.driver
      .messages('linh', 'dm')
      .filter(({ from }) => from.bot)
      .map(({ body, files, buttons }) => [
        body.map(({ text }) => text).join(''),
        files.map(({ name }) => name).join(),
        buttons
          .flat()
          .map(({ label }) => label)
          .join(),
      ]);
  return { telegram: telegrafClient(local).telegram, seen, problems };
}

test.each<[string, TelegramMessage, TelegramMessage, 'the same' | 'another']>([
  ['a text to a text', words('old'), words('new'), 'the same'],
  ['a text to a picture', words('old'), photo('new'), 'the same'],
  ['a picture to a picture', photo('old'), photo('new'), 'the same'],
  ['a picture to a text', photo('old'), words('new'), 'another'],
])('edits %s', async (_what, before, after, which) => {
  const { telegram, seen, problems } = await start();
  const id = await sendTelegramMessage(telegram, target, before);
  const now = await editTelegramMessage(telegram, target, id, after);
  expect(now === id ? 'the same' : 'another').toBe(which);
  expect(seen()).toEqual([['new', after.file ? 'a.png' : '', 'One']]);
  expect(await editTelegramMessage(telegram, target, now, after)).toBe(now);
  expect(problems).toEqual([]);
});
