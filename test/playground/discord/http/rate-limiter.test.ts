import { afterEach, expect, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../../playground/discord/index.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import { textChannelId, threadId, token } from '../discordjs-fixture.ts';

let now = Date.parse('2026-11-24T03:00:00Z');
let discord: LocalDiscord;
afterEach(() => discord.stop());

const start = async (limits: 'off' | 'real') => {
  discord = await startLocalDiscord({ world: sampleWorld, limits, now: () => now });
};
const send = (channel = textChannelId) =>
  fetch(`${discord.url}/v10/channels/${channel}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'a' }),
  });

it('limits a channel to five messages in five seconds', async () => {
  await start('real');
  const first = await send();
  expect(first.headers.get('x-ratelimit-limit')).toBe('5');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('4');
  expect(first.headers.get('x-ratelimit-reset-after')).toBe('5.000');
  expect(first.headers.get('x-ratelimit-bucket')).toBeTruthy();
  now += 1_000;
  for (const _ of [2, 3, 4, 5]) expect((await send()).status).toBe(200);
  const refused = await send();
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('4');
  expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
  expect(await refused.json()).toEqual({
    message: 'You are being rate limited.',
    retry_after: 4,
    global: false,
  });
  expect((await send(threadId)).status).toBe(200);
  now += 4_000;
  expect((await send()).status).toBe(200);
});

it('limits a bot to fifty requests a second', async () => {
  await start('real');
  const get = () =>
    fetch(`${discord.url}/v10/users/@me`, { headers: { authorization: `Bot ${token}` } });
  const statuses = [];
  for (let count = 0; count < 25; count += 1) {
    statuses.push((await get()).status);
    statuses.push(
      (
        await fetch(`${discord.url}/v10/applications/@me`, {
          headers: { authorization: `Bot ${token}` },
        })
      ).status,
    );
  }
  expect(new Set(statuses)).toEqual(new Set([200]));
  const refused = await get();
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-ratelimit-global')).toBe('true');
  expect(refused.headers.get('x-ratelimit-scope')).toBe('global');
  expect(await refused.json()).toMatchObject({ global: true });
});

it('limits nothing when limits are off', async () => {
  await start('off');
  for (let count = 0; count < 60; count += 1) {
    const response = await send();
    expect(response.status).toBe(200);
    expect(response.headers.get('x-ratelimit-limit')).toBeNull();
  }
});
