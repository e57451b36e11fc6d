import { expect, it } from 'vitest';
import {
  errorMessageOf,
  GROUP,
  startPolling,
  startTelegram,
  telegrafClient,
  visibleTexts,
  waitUntil,
} from '../telegraf-fixture.ts';

it('carries a command and its reply between a person and telegraf', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  bot.start((context) => context.reply(`Hello ${context.from.first_name} (${context.payload})`));
  await startPolling(bot);
  await telegram.driver.sendMessage('linh', 'dm', '/start here');
  await waitUntil(telegram, () => telegram.driver.messages('linh', 'dm').length === 2);
  expect(visibleTexts(telegram, 'linh', 'dm')).toEqual(['/start here', 'Hello Linh Trần (here)']);
  expect(telegram.messagesIn(500001)[0]?.entities).toEqual([
    { type: 'bot_command', offset: 0, length: 6 },
  ]);
});

it('waits for the next update in a long poll', async () => {
  const methods: string[] = [];
  const telegram = await startTelegram({ onRequest: ({ method }) => methods.push(method) });
  const updates = telegrafClient(telegram).telegram.getUpdates(30, 100, 0, undefined);
  await telegram.driver.sendMessage('linh', 'dm', 'hi');
  expect(await updates).toMatchObject([{ message: { text: 'hi', chat: { id: 500001 } } }]);
  expect(methods).toEqual(['getUpdates']);
});

it('confirms updates by offset and counts from the end for a negative one', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  for (const text of ['one', 'two', 'three']) await telegram.driver.sendMessage('linh', 'dm', text);
  const all = await api.getUpdates(0, 100, 0, undefined);
  expect(all).toHaveLength(3);
  expect(await api.getUpdates(0, 1, 0, undefined)).toEqual(all.slice(0, 1));
  expect(await api.getUpdates(0, 100, (all[0]?.update_id ?? 0) + 1, undefined)).toEqual(
    all.slice(1),
  );
  expect(await api.getUpdates(0, 100, -1, undefined)).toEqual(all.slice(2));
  expect(await api.getUpdates(0, 100, 0, undefined)).toEqual(all.slice(2));
});

it('leaves out update types that the bot did not request from then on', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  await telegram.driver.sendMessage('linh', 'dm', 'before');
  expect(await api.getUpdates(0, 100, 0, ['callback_query'])).toHaveLength(1);
  await telegram.driver.sendMessage('linh', 'dm', 'after');
  expect(await api.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
});

it('keeps updates for a day', async () => {
  let now = Date.UTC(2026, 10, 20);
  const telegram = await startTelegram({ now: () => now });
  await telegram.driver.sendMessage('linh', 'dm', 'old');
  now += 25 * 3_600_000;
  expect(await telegrafClient(telegram).telegram.getUpdates(0, 100, 0, undefined)).toEqual([]);
});

it('ends the older of two simultaneous polls with 409', async () => {
  const telegram = await startTelegram();
  const poll = () => telegrafClient(telegram).telegram.getUpdates(30, 100, 0, undefined);
  const polls = [poll(), poll()];
  expect(await Promise.any(polls.map(errorMessageOf))).toBe(
    '409: Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  );
  await telegram.driver.sendMessage('linh', 'dm', 'hi');
  expect(await Promise.any(polls)).toHaveLength(1);
});

it.each([
  [
    409,
    '409: Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  ],
  [401, '401: Unauthorized'],
] as const)("ends telegraf's polling with %i", async (status, message) => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { ended } = await startPolling(bot);
  telegram.endPolling(status);
  expect(await ended).toMatchObject({ message });
});

it('can deliver an update twice', async () => {
  const telegram = await startTelegram();
  const seen: number[] = [];
  const bot = telegrafClient(telegram);
  bot.on('message', async (context) => {
    seen.push(context.update.update_id);
    await context.reply(`${seen.length}`);
  });
  await startPolling(bot);
  await telegram.driver.sendMessage('linh', 'dm', 'hi');
  await waitUntil(telegram, () => telegram.driver.messages('linh', 'dm').length === 2);
  telegram.repeatLastUpdate();
  await waitUntil(telegram, () => telegram.driver.messages('linh', 'dm').length === 3);
  expect(seen[0]).toBe(seen[1]);
});

it('refuses a wrong token with 401 and an unknown method with 404, and reads names in any case', async () => {
  const telegram = await startTelegram();
  expect(await errorMessageOf(telegrafClient(telegram, '700001:wrong').telegram.getMe())).toBe(
    '401: Unauthorized',
  );
  const { telegram: api } = telegrafClient(telegram);
  expect(await errorMessageOf(Reflect.apply(api.callApi, api, ['makeTea', {}]))).toBe(
    '404: Not Found: method not found',
  );
  expect(await Reflect.apply(api.callApi, api, ['GETME', {}])).toMatchObject({
    id: 700001,
    is_bot: true,
    username: 'callboard_bot',
  });
});

it('reads arguments from the query, a form and JSON alike', async () => {
  const telegram = await startTelegram();
  await telegram.driver.sendMessage('linh', 'dm', '/start');
  const url = `${telegram.url}/bot${'700001:playground-telegram-token-of-callboard'}/sendMessage`;
  const form = new URLSearchParams({
    chat_id: '500001',
    text: 'form',
    reply_markup: '{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}',
  });
  await fetch(`${url}?chat_id=500001&text=query`);
  await fetch(url, { method: 'POST', body: form });
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"chat_id":500001,"text":"json"}',
  });
  expect(visibleTexts(telegram, 'linh', 'dm')).toEqual(['/start', 'query', 'form', 'json']);
  expect(telegram.driver.messages('linh', 'dm')[2]?.buttons[0]?.[0]?.label).toBe('A');
});

it('can be down, lose a response, reject one request and drop connections', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  telegram.openAllPrivateChats();
  telegram.setDown(true);
  expect(await errorMessageOf(api.sendMessage(500001, 'x'))).toBe('502: Bad Gateway');
  telegram.setDown(false);
  telegram.failNext('sendMessage', 429, 'Too Many Requests: retry after 7', { retry_after: 7 });
  await expect(api.sendMessage(500001, 'x')).rejects.toMatchObject({
    parameters: { retry_after: 7 },
  });
  telegram.dropNextResponse('sendMessage');
  await expect(api.sendMessage(500001, 'arrived')).rejects.toMatchObject({ name: 'FetchError' });
  expect(visibleTexts(telegram, 'linh', 'dm')).toEqual(['arrived']);
  await telegram.setListening(false);
  await expect(api.sendMessage(500001, 'x')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await telegram.setListening(true);
  await api.sendMessage(500001, 'back');
  expect(visibleTexts(telegram, 'linh', 'dm')).toEqual(['arrived', 'back']);
});

it('keeps updates for a bot whose poll was interrupted', async () => {
  const telegram = await startTelegram();
  const hangUp = new AbortController();
  const url = `${telegram.url}/bot700001:playground-telegram-token-of-callboard/getUpdates?timeout=30`;
  const poll = fetch(url, { signal: hangUp.signal });
  hangUp.abort();
  await expect(poll).rejects.toThrow();
  await telegram.driver.sendMessage('thao', `${GROUP}`, '/hello');
  expect(await telegrafClient(telegram).telegram.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
});
