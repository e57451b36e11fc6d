import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import {
  errorMessageOf,
  startTelegram,
  telegrafClient,
  visibleTexts,
  waitUntil,
} from '../telegraf-fixture.ts';

interface Received {
  secret: unknown;
  body: { update_id: number; message?: { text?: string } };
}

/** A bot's web server: answers each update with what `answer` gives, or with 500 when it gives nothing. */
async function startHook(answer: (received: Received[]) => string | undefined) {
  const received: Received[] = [];
  const handle = async (request: IncomingMessage) => {
    const secret = request.headers['x-telegram-bot-api-secret-token'];
    received.push({ secret, body: JSON.parse(await text(request)) });
    return answer(received);
  };
  const server = createServer(async (request, response) => {
    const body = await handle(request);
    response.writeHead(body === undefined ? 500 : 200, { 'content-type': 'application/json' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return { received, url: `http://127.0.0.1:${address.port}/hook` };
}

const replying = (received: Received[]) =>
  JSON.stringify({ method: 'sendMessage', chat_id: 500001, text: `seen ${received.length}` });

it('delivers updates with the secret and runs the method in the response', async () => {
  const requests: string[] = [];
  const telegram = await startTelegram({ onRequest: ({ method }) => requests.push(method) });
  const hook = await startHook(replying);
  await telegrafClient(telegram).telegram.setWebhook(hook.url, { secret_token: 'se-cret' });
  await telegram.driver.sendMessage('linh', 'dm', 'hi');
  await waitUntil(telegram, () => visibleTexts(telegram, 'linh', 'dm').includes('seen 1'));
  expect(hook.received).toMatchObject([{ secret: 'se-cret', body: { message: { text: 'hi' } } }]);
  await expect.poll(() => requests).toEqual(['setWebhook', 'sendMessage']);
});

it('retries in order until the bot answers and reports the error', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  let broken = true;
  const hook = await startHook((received) => (broken ? undefined : replying(received)));
  await api.setWebhook(hook.url);
  await telegram.driver.sendMessage('linh', 'dm', 'one');
  await telegram.driver.sendMessage('linh', 'dm', 'two');
  await expect
    .poll(() => api.getWebhookInfo())
    .toMatchObject({
      pending_update_count: 2,
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    });
  broken = false;
  await waitUntil(
    telegram,
    () =>
      visibleTexts(telegram, 'linh', 'dm').filter((shown) => shown.startsWith('seen')).length === 2,
  );
  expect(hook.received.at(0)?.body.message?.text).toBe('one');
  expect(hook.received.at(-1)?.body.message?.text).toBe('two');
});

it('rejects polling while a webhook is set and keeps updates when it is deleted', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  await api.setWebhook('https://example.invalid/hook');
  expect(await errorMessageOf(api.getUpdates(0, 100, 0, undefined))).toBe(
    "409: Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  await api.deleteWebhook();
  await telegram.driver.sendMessage('linh', 'dm', 'hi');
  expect(await api.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
});
