import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { allowedUpdates } from '../../../../bots/telegram/updates/update.ts';
import { webhookSecret } from '../../../../bots/telegram/updates/webhook.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import type { LocalTelegram } from '../../../../playground/telegram/index.ts';
import type { WebServer } from '../../../../src/web/server.ts';
import {
  startTelegram,
  telegrafClient,
  visibleTexts,
  waitUntil,
} from '../../../playground/telegram/telegraf-fixture.ts';
import { echoHandler, startBotFixture } from '../bot-fixture.ts';

const { token } = sampleWorld.telegram.bot;

const update = (id: number, text: string) => ({
  update_id: id,
  message: {
    message_id: id,
    date: Math.floor(Date.now() / 1000),
    chat: { id: 500001, type: 'private', first_name: 'Linh' },
    from: { id: 500001, is_bot: false, first_name: 'Linh' },
    text,
  },
});

const post = (web: WebServer, body: unknown, headers: Record<string, string>) =>
  fetch(`${web.url}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const secret = { 'x-telegram-bot-api-secret-token': webhookSecret(token) };
const said = (telegram: LocalTelegram) => visibleTexts(telegram, 'linh', 'dm');

describe('the Telegram webhook', () => {
  test('receives a command, answers it, and asks for the same update types as polling', async () => {
    const telegram = await startTelegram();
    await startBotFixture(telegram);
    await telegram.driver.sendMessage('linh', 'dm', '/help me');
    await waitUntil(telegram, () => said(telegram).includes('you said me'));
    expect(await telegrafClient(telegram).telegram.getWebhookInfo()).toMatchObject({
      allowed_updates: [...allowedUpdates],
      pending_update_count: expect.any(Number),
    });
  });

  test.each([
    ['no secret', {}],
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'guess' }],
    ['the token for a secret', { 'x-telegram-bot-api-secret-token': token }],
  ])('ignores %s and looks like any other address', async (_name, headers) => {
    const telegram = await startTelegram();
    telegram.openAllPrivateChats();
    const { web } = await startBotFixture(telegram);
    const answer = await post(web, update(1, '/help me'), headers);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
    expect(said(telegram)).toEqual([]);
  });

  test.each([
    ['too long a body', `Content-Length: ${10 ** 9}`],
    ['a body without an end', 'Transfer-Encoding: chunked'],
  ])('does not read the body of an unauthenticated request: %s', async (_name, length) => {
    const { web } = await startBotFixture(await startTelegram());
    const socket = connect(Number(new URL(web.url).port), '127.0.0.1');
    socket.write(`POST /telegram/webhook HTTP/1.1\r\nHost: localhost\r\n${length}\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1.1 404 /);
  });

  test.each([
    ['no JSON', 'update', 400],
    ['no update', { update: 1 }, 400],
    ['too much', JSON.stringify({ update_id: 1, text: 'x'.repeat(1024 * 1024) }), 413],
  ])('rejects %s', async (_name, body, status) => {
    const { web } = await startBotFixture(await startTelegram());
    expect((await post(web, body, secret)).status).toBe(status);
  });

  test('processes an update once when it is delivered repeatedly', async () => {
    const telegram = await startTelegram();
    telegram.openAllPrivateChats();
    const { web } = await startBotFixture(telegram);
    const answers = await Promise.all([1, 2, 3].map(() => post(web, update(7, '/help x'), secret)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await post(web, update(7, '/help x'), secret)).status).toBe(200);
    expect(said(telegram)).toEqual(['you said x']);
  });

  test('acknowledges an update only after it was handled', async () => {
    const telegram = await startTelegram();
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    await startBotFixture(telegram, async (line, responder) => {
      begun.resolve();
      await gate.promise;
      await echoHandler(line, responder);
    });
    await telegram.driver.sendMessage('linh', 'dm', '/help slow');
    await begun.promise;
    const { telegram: api } = telegrafClient(telegram);
    expect((await api.getWebhookInfo()).pending_update_count).toBe(1);
    gate.resolve();
    await waitUntil(telegram, () => said(telegram).includes('you said slow'));
    await expect.poll(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0);
  });

  test('handles updates that came during downtime once after the restart', async () => {
    const telegram = await startTelegram();
    const first = await startBotFixture(telegram);
    await telegram.driver.sendMessage('linh', 'dm', '/help before');
    await waitUntil(telegram, () => said(telegram).includes('you said before'));
    await first.stop();
    await telegram.driver.sendMessage('linh', 'dm', '/help between');
    await startBotFixture(telegram, echoHandler, { port: Number(new URL(first.web.url).port) });
    await waitUntil(telegram, () => said(telegram).includes('you said between'));
    expect(said(telegram).filter((text) => text === 'you said before')).toHaveLength(1);
    expect(said(telegram).filter((text) => text === 'you said between')).toHaveLength(1);
  });

  test('waits on shutdown for updates in progress and acknowledges them', async () => {
    const telegram = await startTelegram();
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { stop } = await startBotFixture(telegram, async (line, responder) => {
      begun.resolve();
      await gate.promise;
      await echoHandler(line, responder);
    });
    await telegram.driver.sendMessage('linh', 'dm', '/help last');
    await begun.promise;
    const stopped = stop();
    gate.resolve();
    await stopped;
    expect(said(telegram)).toContain('you said last');
    const { telegram: api } = telegrafClient(telegram);
    await expect.poll(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0);
  });

  test('deletes the webhook and loses nothing when switching back to polling', async () => {
    const telegram = await startTelegram();
    await (await startBotFixture(telegram)).stop();
    await telegram.driver.sendMessage('linh', 'dm', '/help between');
    const { bot } = await startBotFixture(telegram, echoHandler, { webhook: false });
    expect(bot.webhook).toBeUndefined();
    await waitUntil(telegram, () => said(telegram).includes('you said between'));
    expect((await telegrafClient(telegram).telegram.getWebhookInfo()).url).toBe('');
  });

  test('reports in the health check why Telegram cannot deliver updates, and the recovery', async () => {
    const telegram = await startTelegram();
    const { bot, web, logged } = await startBotFixture(telegram);
    await web.close();
    await telegram.driver.sendMessage('linh', 'dm', '/help me');
    await expect
      .poll(() => bot.health())
      .toMatchObject({ isConnected: false, problem: 'Connection refused' });
    await startBotFixture(telegram, echoHandler, { port: Number(new URL(web.url).port) });
    await expect.poll(() => bot.health()).toMatchObject({ isConnected: true });
    expect(logged.join('')).not.toContain(webhookSecret(token));
  });

  test('sets the webhook again when someone else has changed it', async () => {
    const telegram = await startTelegram();
    const { bot } = await startBotFixture(telegram);
    await telegrafClient(telegram).telegram.setWebhook('https://example.invalid/elsewhere');
    await expect.poll(() => bot.health().problem).toBe('the webhook was set to another address');
    await expect.poll(() => bot.health().isConnected, { timeout: 5_000 }).toBe(true);
  });
});
