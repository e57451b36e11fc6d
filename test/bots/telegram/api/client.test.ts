import { Agent } from 'node:http';
import { TelegramError } from 'telegraf';
import { expect, test } from 'vitest';
import { TelegramClient } from '../../../../bots/telegram/api/client.ts';

const createClient = () =>
  new TelegramClient({ token: '1:x', apiUrl: 'http://127.0.0.1:9', agent: new Agent() });

test('does not wait for a 429 beyond the time that an answer may take', async () => {
  const client = createClient();
  let attempts = 0;
  const request = async () => {
    attempts += 1;
    throw new TelegramError({
      error_code: 429,
      description: 'Too Many Requests: retry after 5',
      parameters: { retry_after: 5 },
    });
  };
  const begun = performance.now();
  await expect(client.withRetry('sendMessage', request, 1_000)).rejects.toThrow(/429/);
  expect(performance.now() - begun).toBeLessThan(900);
  expect(attempts).toBe(1);
});

test('does not wait for the rate limiter beyond that time, and gives its permission back', async () => {
  const client = createClient();
  const permission = Promise.withResolvers<() => void>();
  let isReleased = false;
  client.acquire = () => permission.promise;
  const sent = client.withRetry('sendMessage', async () => 'sent', 20);
  await expect(sent).rejects.toThrow(/in time/);
  permission.resolve(() => {
    isReleased = true;
  });
  await expect.poll(() => isReleased).toBe(true);
});
