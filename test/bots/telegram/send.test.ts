import { expect, test } from 'vitest';
import { editPart, sendPart } from '../../../bots/telegram/send.ts';
import type { TelegramPart } from '../../../bots/telegram/write.ts';
import { picture } from '../../../src/message/build.ts';
import { clientOf, LINH, startTelegram } from '../../playground/telegram/local.ts';
import { tinyPng } from '../../support/messages.ts';
import { checkTelegramRequest } from '../../support/telegram-spec.ts';

const target = { platformId: String(LINH), threadId: '' };
const words = (text: string): TelegramPart => ({
  text,
  keyboard: [[{ text: 'One', callback_data: 'a:0' }]],
});
const photo = (text: string): TelegramPart => ({
  ...words(text),
  file: { as: 'photo', content: picture('a.png', 'image/png', tinyPng(), 'A door') },
});

async function start() {
  const problems: string[] = [];
  const local = await startTelegram({
    onRequest: (request) => problems.push(...checkTelegramRequest(request)),
  });
  await local.stage.say('linh', 'dm', '/start');
  const seen = () =>
    local.stage
      .seen('linh', 'dm')
      .filter(({ from }) => from.bot)
      .map(({ body, files, buttons }) => [
        body.map(({ text }) => text).join(''),
        files.map(({ name }) => name).join(),
        buttons
          .flat()
          .map(({ label }) => label)
          .join(),
      ]);
  return { telegram: clientOf(local).telegram, seen, problems };
}

test.each<[string, TelegramPart, TelegramPart, 'the same' | 'another']>([
  ['a text to a text', words('old'), words('new'), 'the same'],
  ['a text to a picture', words('old'), photo('new'), 'the same'],
  ['a picture to a picture', photo('old'), photo('new'), 'the same'],
  ['a picture to a text', photo('old'), words('new'), 'another'],
])('changes %s', async (_what, before, after, which) => {
  const { telegram, seen, problems } = await start();
  const id = await sendPart(telegram, target, before);
  const now = await editPart(telegram, target, id, after);
  expect(now === id ? 'the same' : 'another').toBe(which);
  expect(seen()).toEqual([['new', after.file ? 'a.png' : '', 'One']]);
  expect(await editPart(telegram, target, now, after)).toBe(now);
  expect(problems).toEqual([]);
});
