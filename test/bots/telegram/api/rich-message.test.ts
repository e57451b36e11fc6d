import { Agent } from 'node:http';
import { expect, test } from 'vitest';
import { TelegramClient } from '../../../../bots/telegram/api/client.ts';
import { editTelegramMessage } from '../../../../bots/telegram/send/edit-message.ts';
import { sendTelegramMessage } from '../../../../bots/telegram/send/send-message.ts';
import type { TelegramMessage } from '../../../../bots/telegram/write/message.ts';
import { richLines } from '../../../../playground/driver/visible-rich.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import type { ServerVersion } from '../../../../playground/telegram/versions.ts';
import { LINH, startTelegram } from '../../../playground/telegram/telegraf-fixture.ts';
import { findTelegramViolations } from '../../../support/specifications/telegram-spec.ts';

const target = { platformId: String(LINH), threadId: '' };
const words = (text: string): TelegramMessage => ({
  text,
  keyboard: [[{ text: 'One', callback_data: 'a:0' }]],
});
const table = (html: string, text = 'plain'): TelegramMessage => ({
  ...words(text),
  rich: { html, keyboard: [[{ text: 'As text', callback_data: 'a:1' }]] },
});
const cell = (text: string) => `<table><tr><td>${text}</td></tr></table>`;

async function start(serverVersion: ServerVersion = '10.5') {
  const problems: string[] = [];
  const local = await startTelegram({
    onRequest: (request) => problems.push(...findTelegramViolations(request)),
  });
  local.setServerVersion(serverVersion);
  await local.driver.sendMessage('linh', 'dm', '/start');
  const telegram = new TelegramClient({
    token: sampleWorld.telegram.bot.token,
    apiUrl: local.url,
    agent: new Agent(),
  });
  const refused: string[] = [];
  telegram.onRichRefused = ({ description }) => refused.push(description);
  const seen = () =>
    local.driver
      .messages('linh', 'dm')
      .filter(({ from }) => from.bot)
      .map(({ body, rich = [], buttons }) => [
        body.map(({ text }) => text).join(''),
        richLines(rich).join(),
        buttons
          .flat()
          .map(({ label }) => label)
          .join(),
      ]);
  return { telegram, seen, problems, refused };
}

test('sends a table, and edits it into text and back', async () => {
  const { telegram, seen, problems, refused } = await start();
  const id = await sendTelegramMessage(telegram, target, table(cell('A')));
  expect(seen()).toEqual([['', 'A', 'As text']]);
  expect(await editTelegramMessage(telegram, target, id, table(cell('A')))).toBe(id);
  expect(await editTelegramMessage(telegram, target, id, words('text'))).toBe(id);
  expect(seen()).toEqual([['text', '', 'One']]);
  expect(await editTelegramMessage(telegram, target, id, table(cell('B')))).toBe(id);
  expect(seen()).toEqual([['', 'B', 'As text']]);
  expect({ problems, refused }).toEqual({ problems: [], refused: [] });
});

test.each<[string, ServerVersion, string, RegExp]>([
  ['refuses the table', '10.5', '<marquee>A</marquee>', /Unsupported start tag/],
  ['does not know the method', '9.6', cell('A'), /method not found/],
])(
  'sends the plain form where the server %s, and reports it',
  async (_what, version, html, why) => {
    const { telegram, seen, refused } = await start(version);
    const id = await sendTelegramMessage(telegram, target, table(html));
    expect(seen()).toEqual([['plain', '', 'One']]);
    expect(refused).toEqual([expect.stringMatching(why)]);
    expect(await editTelegramMessage(telegram, target, id, table(html, 'new'))).toBe(id);
    expect(seen()).toEqual([['new', '', 'One']]);
  },
);

test('sends nothing in its place where the answer of the server was lost', async () => {
  const { telegram, seen } = await start();
  telegram.call = async () => {
    throw new Error('socket hang up');
  };
  await expect(sendTelegramMessage(telegram, target, table(cell('A')))).rejects.toThrow('hang up');
  expect(seen()).toEqual([]);
});
