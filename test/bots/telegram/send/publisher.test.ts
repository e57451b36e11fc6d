import { Agent } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noFeatures } from '../../../../bots/shared/platform-features.ts';
import { TelegramClient } from '../../../../bots/telegram/api/client.ts';
import { createTelegramPublisher } from '../../../../bots/telegram/send/publisher.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import type { ObservedRequest } from '../../../../playground/telegram/http/server.ts';
import { type LocalTelegram, startLocalTelegram } from '../../../../playground/telegram/index.ts';
import type { Publisher } from '../../../../src/delivery/publisher.ts';
import { message, paragraph, table, textMessage } from '../../../../src/message/build.ts';
import { picture } from '../../../../src/message/files.ts';
import { tinyPng } from '../../../support/fixtures/arbitrary-messages.ts';

const { token } = sampleWorld.telegram.bot;
const target = { platformId: '500001', threadId: '', isPrivate: true };
const reader = { locale: 'vi', zone: 'UTC' } as const;
const agent = new Agent({ keepAlive: true });

let telegram: LocalTelegram;
let publisher: Publisher;
let clock = Date.parse('2026-11-24T02:00:00Z');
const requests: ObservedRequest[] = [];

function open(isPaid = false, features = noFeatures) {
  const replyClient = new TelegramClient({ token, apiUrl: telegram.url, agent: agent });
  publisher = createTelegramPublisher({
    token,
    apiUrl: telegram.url,
    agent: agent,
    isPaid,
    replyClient,
    features: () => features,
  });
  return replyClient;
}

beforeAll(async () => {
  telegram = await startLocalTelegram({
    world: sampleWorld,
    now: () => clock,
    onRequest: (request) => requests.push(request),
  });
  telegram.openAllPrivateChats();
});
afterAll(async () => {
  agent.destroy();
  await telegram.stop();
});
beforeEach(() => {
  telegram.clearFaults();
  telegram.clearMessages();
  requests.length = 0;
  open();
});

const send = (text: string, more = {}) =>
  publisher.render(textMessage(text), reader).send(target, 0, { idempotencyKey: 'k', ...more });
const standing = () => telegram.messagesIn(500001).map(({ text }) => text);

test('publishes no tables, whatever the server takes and readers chose', async () => {
  open(false, { ...noFeatures, rich: true, richButtons: true, dateTime: true });
  const said = message([table(['When', 'Where'], [['Friday', 'Huế']])], {
    tables: { asText: { label: 'As text', token: 'T:0' } },
  });
  await publisher.render(said, reader).send(target, 0, { idempotencyKey: 'k' });
  expect(requests.map(({ method }) => method)).toEqual(['sendMessage']);
  expect(JSON.stringify(requests)).not.toMatch(/rich_message|As text/);
});

test('reports a lost response as possibly delivered', async () => {
  telegram.injectFault({ path: /^sendMessage$/, effect: 'lose' });
  expect(await send('there')).toMatchObject({ ok: false, kind: 'ambiguous' });
  expect(standing()).toEqual(['there']);
  telegram.injectFault({ path: /^sendMessage$/, effect: 'drop' });
  expect(await send('not there')).toMatchObject({ ok: false, kind: 'ambiguous' });
  expect(standing()).toEqual(['there']);
});

test('reports an unreachable platform as not delivered', async () => {
  await telegram.setListening(false);
  expect(await send('x')).toEqual({ ok: false, kind: 'transient', reason: 'ECONNREFUSED' });
  expect(await publisher.probe()).toMatchObject({ ok: false, kind: 'transient' });
  await telegram.setListening(true);
  expect(await publisher.probe()).toEqual({ ok: true, value: undefined });
});

test.each([
  [
    429,
    'Too Many Requests: retry after 7',
    { retry_after: 7 },
    { kind: 'rateLimited', seconds: 7, scope: 'unspecified' },
  ],
  [502, 'Bad Gateway', undefined, { kind: 'ambiguous', reason: 'HTTP 502' }],
  [401, 'Unauthorized', undefined, { kind: 'transient' }],
  [
    403,
    'Forbidden: bot was blocked by the user',
    undefined,
    { kind: 'chatClosed', reason: 'blocked' },
  ],
  [
    403,
    'Forbidden: bot was kicked from the group chat',
    undefined,
    { kind: 'chatClosed', reason: 'removed' },
  ],
  [
    403,
    'Forbidden: something new',
    undefined,
    { kind: 'chatClosed', reason: 'forbidden', closeAfter: 3 },
  ],
  [400, 'Bad Request: chat not found', undefined, { kind: 'chatClosed', reason: 'gone' }],
  [
    400,
    'Bad Request: not enough rights to send text messages to the chat',
    undefined,
    { kind: 'chatClosed', reason: 'noRights', closeAfter: 3 },
  ],
  [
    400,
    'Bad Request: message thread not found',
    undefined,
    { kind: 'chatClosed', reason: 'topicGone', closeAfter: 3 },
  ],
  [
    400,
    'Bad Request: group chat was upgraded to a supergroup chat',
    { migrate_to_chat_id: -100 },
    { kind: 'migrated', to: '-100' },
  ],
  [400, 'Bad Request: text must be non-empty', undefined, { kind: 'rejected' }],
] as const)('maps error %i %s to its meaning', async (code, description, parameters, meaning) => {
  telegram.failNext('sendMessage', code, description, parameters);
  expect(await send('x')).toMatchObject({ ok: false, ...meaning });
});

test('treats an unchanged edit as success and reports a missing message', async () => {
  const sent = await send('as it is');
  const id = sent.ok ? sent.value.messageId : '';
  const prepared = publisher.render(textMessage('as it is'), reader);
  expect(await prepared.edit(target, id, 0)).toEqual({ ok: true, value: id });
  expect(await prepared.edit(target, '999', 0)).toMatchObject({ ok: false, reason: 'messageGone' });
});

test.each([
  ["Bad Request: message can't be edited", 'cannotEdit'],
  ['Bad Request: message to edit not found', 'messageGone'],
  ['Bad Request: MESSAGE_ID_INVALID', 'messageGone'],
])('maps the edit error: %s', async (description, reason) => {
  telegram.failNext('editMessageText', 400, description);
  const edited = await publisher.render(textMessage('new'), reader).edit(target, '1', 0);
  expect(edited).toEqual({ ok: false, kind: 'rejected', reason });
});

test.each([
  ["Bad Request: message can't be deleted", 'cannotDelete'],
  ["Bad Request: message can't be deleted for everyone", 'tooOld'],
])('maps the removal error: %s', async (description, reason) => {
  telegram.failNext('deleteMessage', 400, description);
  expect(await publisher.remove(target, '1')).toEqual({ ok: false, kind: 'rejected', reason });
});

test('deletes a message within 48 hours, also twice, and gives the reason afterwards', async () => {
  const ids = [];
  for (const text of ['a', 'b']) {
    const sent = await send(text);
    ids.push(sent.ok ? sent.value.messageId : '');
  }
  expect(await publisher.remove(target, ids[0] ?? '')).toMatchObject({ ok: true });
  expect(await publisher.remove(target, ids[0] ?? '')).toMatchObject({ ok: true });
  clock += 49 * 3_600_000;
  expect(await publisher.remove(target, ids[1] ?? '')).toMatchObject({
    ok: false,
    reason: 'tooOld',
  });
});

test('sends a reply to the message that it is about', async () => {
  const first = await send('wrong');
  const replyTo = first.ok ? first.value.messageId : '';
  expect(await send('it was wrong', { replyTo })).toMatchObject({ ok: true });
  expect(telegram.messagesIn(500001).at(-1)?.reply_to_message?.message_id).toBe(Number(replyTo));
});

test('marks sends as paid broadcasts but not edits', async () => {
  open(true);
  const sent = await send('fast');
  const id = sent.ok ? sent.value.messageId : '';
  await publisher.render(textMessage('faster'), reader).edit(target, id, 0);
  expect(requests.map(({ params }) => params.allow_paid_broadcast)).toEqual([true, undefined]);
});

test('marks a picture as paid broadcast too', async () => {
  open(true);
  const pictured = message([paragraph('look')], {
    files: [picture('a.png', 'image/png', tinyPng(), 'A door')],
  });
  expect(
    await publisher.render(pictured, reader).send(target, 0, { idempotencyKey: 'k' }),
  ).toMatchObject({
    ok: true,
  });
  expect(requests.map(({ method, params }) => [method, params.allow_paid_broadcast])).toEqual([
    ['sendPhoto', 'true'],
  ]);
});

test('retries an answer after a short 429 but leaves the retry of a broadcast to the ledger', async () => {
  const answers = open();
  const tooMany = {
    status: 429,
    body: {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    },
  };
  telegram.injectFault({ path: /^sendMessage$/, effect: tooMany });
  await answers.sendMessage(500001, 'an answer');
  expect(standing()).toEqual(['an answer']);
  telegram.injectFault({ path: /^sendMessage$/, effect: tooMany });
  expect(await send('a delivery')).toMatchObject({ ok: false, kind: 'rateLimited', seconds: 1 });
});

test('accounts for answers outside of delivery in the rate limit', async () => {
  const answers = open();
  const texts: string[] = [];
  publisher.onDirectSend?.(async () => {
    texts.push('leaves');
    return () => texts.push('answered');
  });
  await answers.sendMessage(500001, 'an answer');
  await answers.getMe();
  await send('a delivery');
  expect(texts).toEqual(['leaves', 'answered']);
});
