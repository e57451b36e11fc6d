import { Agent } from 'node:http';
import type { Message } from 'telegraf/types';
import { beforeEach, expect, test } from 'vitest';
import { TelegramClient } from '../../../bots/telegram/api/client.ts';
import { createMessageHandler } from '../../../bots/telegram/message-handler.ts';
import type { Trigger } from '../../../bots/telegram/send/responder-queue.ts';
import { createCommandIndex } from '../../../src/kit/names/command-index.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import { createTestResponder } from '../../support/fixtures/kit-host.ts';
import { plainManifest } from '../../support/fixtures/manifests.ts';

const localizers = { en: createTranslator('en'), vi: createTranslator('vi') };
const from = { id: 4711, is_bot: false, first_name: 'Linh' };
const group = { id: -1001, type: 'supergroup' as const, title: 'Group' };
const privateChat = { id: 4711, type: 'private' as const, first_name: 'Linh' };
const bot = { id: 1, is_bot: true, first_name: 'Bot', username: 'our_bot' };

let calls: unknown[];
let triggers: Trigger[];
beforeEach(() => {
  [calls, triggers] = [[], []];
});

/** Passes a message on. @param takesAnswers whether a question is open */
function handle(message: Message, takesAnswers = true) {
  const { responder } = createTestResponder();
  return createMessageHandler({
    dispatcher: {
      runCommand: async ({ command, step }) =>
        void calls.push(step ? { command, step } : { command }),
      readLink: (payload) =>
        payload === 'e1' ? { command: 'event show', step: 'open', values: {} } : undefined,
      async answerPrompt(_actor, _responder, answer, at) {
        calls.push({ answer, ...at });
        return takesAnswers;
      },
      answerText: async (_actor, _responder, text) => void calls.push({ text }),
    },
    telegram: new TelegramClient({
      token: '1:x',
      apiUrl: 'http://127.0.0.1:1',
      agent: new Agent(),
    }),
    botName: () => bot.username,
    commands: createCommandIndex(['events', 'mine', 'start'], Object.values(localizers)),
    manifests: [
      plainManifest('events', 'public'),
      plainManifest('mine', 'private'),
      plainManifest('start', 'public'),
    ],
    localizers,
    responders: {
      enqueue: (_actor, work) => work(),
      respond(_actor, trigger, work) {
        triggers.push(trigger);
        return work({ ...responder, finish: async () => {} });
      },
    },
  })(message);
}

const base = { message_id: 5, date: 1_700_000_000, from };
const written = (text: string, more: object = {}): Message.TextMessage => ({
  ...{ ...base, chat: group, text },
  ...more,
});

test.each([
  ['/events', 'events', false],
  ['/mine@our_bot', 'mine', true],
])(
  'runs %s, whose answer may be private where the command is',
  async (text, command, mayBePrivate) => {
    expect(await handle(written(text))).toBe(true);
    expect(calls).toEqual([{ command }]);
    expect(triggers).toEqual([{ messageId: 5, actedAt: 1_700_000_000_000, mayBePrivate }]);
  },
);

test('runs what a link carries in a private chat, and else the command that it begins', async () => {
  await handle(written('/start e1', { chat: privateChat }));
  await handle(written('/start e2', { chat: privateChat }));
  await handle(written('/start e1'));
  expect(calls).toEqual([
    { command: 'event show', step: 'open' },
    { command: 'start' },
    { command: 'start' },
  ]);
});

test('leaves alone what was sent by its own inline mode', async () => {
  expect(await handle(written('/events', { via_bot: bot }))).toBe(false);
  expect(await handle(written('Film night', { via_bot: bot, chat: privateChat }))).toBe(false);
  expect(calls).toEqual([]);
});

test('leaves the commands of a group that are not its own alone', async () => {
  expect(await handle(written('/ban'))).toBe(false);
  expect(await handle(written('hello'))).toBe(false);
  expect(calls).toEqual([]);
});

test('takes a reply to its message for an answer', async () => {
  const question = { message_id: 4, date: 1_600_000_000, chat: group, from: bot, text: 'When?' };
  expect(await handle(written('19:30', { reply_to_message: question }))).toBe(true);
  expect(calls).toEqual([{ answer: '19:30', id: 'message 5', replyTo: '4' }]);
});

test('tells ephemeral answers apart whose message id is used again', async () => {
  await handle(written('19:30', { message_id: 0, ephemeral_message_id: 3 }));
  await handle(written('20:30', { message_id: 0, ephemeral_message_id: 3, date: 1_700_000_009 }));
  expect(calls).toMatchObject([{ id: 'message e3 1700000000' }, { id: 'message e3 1700000009' }]);
  expect(triggers).toMatchObject([{ ephemeralId: 3 }, { ephemeralId: 3 }]);
});

test('answers text in a private chat when nothing was asked', async () => {
  await handle(written('hello', { chat: privateChat }), false);
  expect(calls).toMatchObject([{ answer: 'hello' }, { text: 'hello' }]);
});

test.each(['@our_bot what’s on?', 'what’s on, @Our_Bot ?', 'what’s on? @our_bot'])(
  'answers a mention in a group: %s',
  async (text) => {
    expect(await handle(written(text), false)).toBe(true);
    expect(calls).toMatchObject([{}, { text: expect.stringMatching(/^what’s on\W*$/) }]);
  },
);

test.each(['@our_bot2 what’s on?', 'me@our_bot', 'our_bot what’s on?'])(
  'leaves alone what mentions another: %s',
  async (text) => {
    expect(await handle(written(text), false)).toBe(false);
    expect(calls).toEqual([]);
  },
);
