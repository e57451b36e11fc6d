import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDiscordPublisher } from '../../../../bots/discord/send/publisher.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../../playground/discord/index.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import type { Publisher } from '../../../../src/delivery/publisher.ts';
import { textMessage } from '../../../../src/message/build.ts';

const channel = '1400000000000000002';
const news = '1400000000000000001';
const target = { platformId: channel, threadId: '', isPrivate: false };
const reader = { locale: 'vi', zone: 'UTC' } as const;

let discord: LocalDiscord;
let publisher: Publisher;
/** How far the platform's clock is ahead, in milliseconds. */
let clock = 0;
beforeAll(async () => {
  discord = await startLocalDiscord({
    world: sampleWorld,
    limits: 'real',
    now: () => Date.now() + clock,
  });
});
afterAll(() => discord.stop());
beforeEach(() => {
  discord.clearFaults();
  discord.clearMessages();
  publisher = createDiscordPublisher({
    token: sampleWorld.discord.bot.token,
    apiUrl: discord.url,
    isAnnouncementChannel: (id) => id === news,
    mention: (typed) => typed,
  });
});

const send = (text: string, idempotencyKey: string, to = target) =>
  publisher.render(textMessage(text), reader).send(to, 0, { idempotencyKey });
const standing = () => discord.messagesIn(channel).map(({ content }) => content);

test('creates one message for the same key when the first response was lost', async () => {
  discord.injectFault({ method: 'POST', path: /messages$/, effect: 'lose' });
  expect(await send('once', 'a.0')).toMatchObject({ ok: false, kind: 'ambiguous' });
  expect(await send('once', 'a.0')).toMatchObject({ ok: true });
  expect(standing()).toEqual(['once']);
});

test('does not retry a failed request on its own', async () => {
  discord.injectFault({ path: /messages$/, effect: { status: 502 } });
  discord.injectFault({ path: /messages$/, effect: 'drop' });
  expect(await send('late', 'b.0')).toEqual({ ok: false, kind: 'ambiguous', reason: 'HTTP 502' });
  expect(await send('late', 'b.0')).toMatchObject({ ok: false, kind: 'ambiguous' });
  expect(standing()).toEqual([]);
});

test('waits without a request when the headers report an empty bucket', async () => {
  const answers = [];
  for (let count = 0; count < 6; count += 1) answers.push(await send(`n${count}`, `c.${count}`));
  const pauses = answers.map((one) => (one.ok ? (one.value.chatCooldownMs ?? 0) > 0 : undefined));
  expect(pauses.filter((pause) => pause === true).length).toBe(1);
  expect(answers.at(-1)).toMatchObject({ ok: false, kind: 'rateLimited', scope: 'chat' });
  expect(answers.at(-1)).not.toHaveProperty('countsTowardBan');
  expect(discord.counters().byStatus[429]).toBeUndefined();
});

test.each([
  [
    'global',
    { global: true },
    { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' },
    'bot',
  ],
  ['in front of the API', {}, {}, 'unspecified'],
])('applies a 429 %s to the right scope', async (_name, more, headers, scope) => {
  discord.injectFault({
    path: /messages$/,
    effect: {
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: 7, ...more },
      headers: { 'Retry-After': '7', ...headers },
    },
  });
  const answer = await send('too fast', 'd.0', { ...target, platformId: '1400000000000000003' });
  expect(answer).toMatchObject({ ok: false, kind: 'rateLimited', scope, countsTowardBan: true });
});

test.each([
  [401, 0, { kind: 'transient', countsTowardBan: true }],
  [403, 50013, { kind: 'chatClosed', reason: 'noRights', closeAfter: 3, countsTowardBan: true }],
  [403, 50007, { kind: 'chatClosed', reason: 'blocked' }],
  [404, 10003, { kind: 'chatClosed', reason: 'gone' }],
  [400, 20022, { kind: 'rateLimited', seconds: 600, scope: 'delivery', reason: 'editLimit' }],
  [400, 30046, { kind: 'rateLimited', seconds: 600, scope: 'delivery', reason: 'editLimit' }],
  [400, 50035, { kind: 'rejected' }],
])('maps HTTP status %i with code %i to %o', async (status, code, meaning) => {
  discord.injectFault({ path: /messages$/, effect: { status, body: { code, message: 'No' } } });
  const to = { ...target, platformId: news };
  expect(await send('x', `e.${code}`, to)).toMatchObject({ ok: false, ...meaning });
});

test('reads a write limit from the body and delays only this delivery', async () => {
  const place = { ...target, platformId: '1400000000000000003' };
  const sent = await send('old', 'k.0', place);
  const id = sent.ok ? sent.value.messageId : '';
  const edit = () => publisher.render(textMessage('new'), reader).edit(place, id, 0);
  discord.limitOldEdits(1163.5);
  expect(await edit()).toEqual({ ok: true, value: id });
  clock += 3_601_000;
  expect(await edit()).toEqual({
    ok: false,
    ...{ kind: 'rateLimited', seconds: 1163.5, scope: 'delivery', reason: 'editLimit' },
  });
  // Nothing that the headers say holds up what comes after it.
  expect(await send('later', 'k.1', place)).toMatchObject({ ok: true });
  discord.limitOldEdits(undefined);
  expect(await edit()).toEqual({ ok: true, value: id });
});

test.each([
  [
    20028,
    'user',
    { seconds: 1163, scope: 'delivery', reason: 'writeLimit', countsTowardBan: true },
  ],
  [20016, 'shared', { seconds: 1163, scope: 'chat' }],
])('maps a 429 with code %i to its meaning', async (code, shared, meaning) => {
  discord.injectFault({
    path: /messages$/,
    effect: {
      status: 429,
      body: { message: 'No', code, retry_after: 1163, global: false },
      headers: { 'Retry-After': '1', 'X-RateLimit-Scope': shared },
    },
  });
  const to = { ...target, platformId: news };
  expect(await send('x', `l.${code}`, to)).toEqual({ ok: false, kind: 'rateLimited', ...meaning });
});

test('uses the token again after it was refused once', async () => {
  discord.setTokenRejected(true);
  expect(await publisher.probe()).toMatchObject({ ok: false, kind: 'transient' });
  discord.setTokenRejected(false);
  expect(await publisher.probe()).toEqual({ ok: true, value: undefined });
});

test('finds a sent message by its key or text, or reports it absent', async () => {
  const since = Date.now();
  const prepared = publisher.render(textMessage('hello *there*'), reader);
  const place = { ...target, platformId: '1400000000000000003' };
  const first = await prepared.send(place, 0, { idempotencyKey: 'f.0' });
  const id = first.ok ? first.value.messageId : '';
  const look = (idempotencyKey: string, known: string[]) =>
    prepared.findSent?.(place, 0, { idempotencyKey, since, knownMessageIds: new Set(known) });
  expect(await look('f.0', [])).toEqual({ ok: true, value: { found: id } });
  expect(await look('other.0', [])).toEqual({ ok: true, value: { found: id } });
  expect(await look('other.0', [id])).toEqual({ ok: true, value: 'absent' });
  expect(
    await publisher
      .render(textMessage('other'), reader)
      .findSent?.(place, 0, { idempotencyKey: 'g.0', since, knownMessageIds: new Set() }),
  ).toEqual({ ok: true, value: 'absent' });
});

test('crossposts a message in an announcement channel once and treats a repeat as success', async () => {
  const place = { ...target, platformId: news };
  const sent = await send('extra', 'h.0', place);
  expect(sent).toMatchObject({ ok: true, value: { needsCrosspost: true } });
  const id = sent.ok ? sent.value.messageId : '';
  expect(await publisher.crosspost?.(place, id)).toEqual({ ok: true, value: undefined });
  expect(await publisher.crosspost?.(place, id)).toEqual({ ok: true, value: undefined });
});

test('looks up the channel of a private chat once', async () => {
  const person = { platformId: '1100000000000000002', threadId: '', isPrivate: true };
  const first = await send('psst', 'i.0', person);
  const channelId = first.ok ? first.value.channelId : undefined;
  expect(channelId).toMatch(/^\d+$/);
  const before = discord.counters().requests;
  const again = await publisher
    .render(textMessage('again'), reader)
    .send({ ...person, channelId: channelId ?? '' }, 0, { idempotencyKey: 'i.1' });
  expect(again).toMatchObject({ ok: true });
  expect(discord.counters().requests - before).toBe(1);
});

test('accounts separately for auxiliary requests of a delivery step', async () => {
  const texts: string[] = [];
  publisher.onDirectSend?.(async () => {
    texts.push('leaves');
    return () => texts.push('answered');
  });
  const person = { platformId: '1100000000000000003', threadId: '', isPrivate: true };
  expect(await send('psst', 'j.0', person)).toMatchObject({ ok: true });
  expect(texts).toEqual(['leaves', 'answered']);
  await send('in a channel', 'j.1');
  expect(texts).toHaveLength(2);
  await publisher.crosspost?.(target, '1');
  expect(texts).toEqual(['leaves', 'answered', 'leaves']);
});

test('treats the removal of a missing message as success', async () => {
  expect(await publisher.remove(target, '1')).toEqual({ ok: true, value: undefined });
});
