import { expect, test } from 'vitest';
import { webhookSecret } from '../../../bots/telegram/updates/webhook.ts';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { SUPERGROUP, startTelegram } from '../../playground/telegram/telegraf-fixture.ts';
import { startBotFixture } from './bot-fixture.ts';

const chat = { id: SUPERGROUP, type: 'supergroup', title: 'Group' };
const person = { id: 4711, is_bot: false, first_name: 'Linh' };

/** A bot that gets raw updates, and everything that it does with them. */
async function startFixture() {
  const requests: string[] = [];
  const telegram = await startTelegram({ onRequest: ({ method }) => requests.push(method) });
  const handled: string[] = [];
  const saved: number[] = [];
  const bot = await startBotFixture(telegram, async (line) => void handled.push(line), {
    handledUpdates: () => ({
      recent: async () => [],
      save: async (ids) => void saved.push(...ids),
    }),
    dispatcher: {
      answerPrompt: async () => {
        handled.push('answer');
        return true;
      },
      pressButton: async () => void handled.push('press'),
    },
  });
  let id = 900_000;
  return {
    ...{ handled, saved, requests, logged: bot.logged, stop: bot.stop },
    async receive(update: object): Promise<void> {
      id += 1;
      const response = await fetch(`${bot.web.url}/telegram/webhook`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': webhookSecret(sampleWorld.telegram.bot.token),
        },
        body: JSON.stringify({ update_id: id, ...update }),
      });
      expect(response.status).toBe(200);
    },
  };
}

const message = (text: string, more: object = {}) => ({
  message: { message_id: 5, date: 1_700_000_000, chat, from: person, text, ...more },
});

test('stores and logs nothing of the talk in a group whose administrator the bot is', async () => {
  const { receive, handled, saved, logged, requests, stop } = await startFixture();
  requests.length = 0;
  const talk = ['hush secret talk', '/ban secret', '/help@other_bot secret', '@linh secret'];
  for (const text of talk) await receive(message(text));
  await receive(
    message('secret', { reply_to_message: { ...message('x').message, message_id: 4 } }),
  );
  await stop();
  expect(handled).toEqual([]);
  expect(saved).toEqual([]);
  expect(requests.filter((method) => /^(?:send|answer)/.test(method))).toEqual([]);
  expect(logged.join('')).not.toContain('secret');
});

test('ignores other bots, also when they type a command', async () => {
  const { receive, handled, requests, stop } = await startFixture();
  requests.length = 0;
  const from = { ...person, is_bot: true };
  await receive(message('/help', { from }));
  await receive(message('/help', { from, message_id: 0, ephemeral_message_id: 3 }));
  await stop();
  expect(handled).toEqual([]);
  expect(requests.filter((method) => method.startsWith('send'))).toEqual([]);
});

test('takes an ephemeral message that is no command as an answer to the bot', async () => {
  const { receive, handled, stop } = await startFixture();
  await receive(message('words', { message_id: 0, ephemeral_message_id: 3 }));
  await stop();
  expect(handled).toEqual(['answer']);
});

test('acknowledges a press on a message of inline mode, which comes without the message', async () => {
  const { receive, handled, requests, stop } = await startFixture();
  const query = { id: '77', from: person, inline_message_id: 'x', chat_instance: '1', data: 'a:0' };
  await receive({ callback_query: query });
  await stop();
  expect(handled).toEqual([]);
  expect(requests).toContain('answerCallbackQuery');
});
