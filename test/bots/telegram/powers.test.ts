import { Agent } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from '../../../bots/telegram/client.ts';
import { telegramPowers } from '../../../bots/telegram/powers.ts';
import { telegramPublisher } from '../../../bots/telegram/publisher.ts';
import { type LocalTelegram, startLocalTelegram } from '../../../playground/telegram/index.ts';
import { sampleWorld } from '../../../playground/world.ts';
import { say } from '../../../src/message/build.ts';

const { token } = sampleWorld.telegram.bot;
const agent = new Agent({ keepAlive: true });
const group = sampleWorld.telegram.chats.find(({ type }) => type === 'group')?.id ?? 0;
const target = { platformId: String(group), threadId: '', isPrivate: false };

let telegram: LocalTelegram;
beforeAll(async () => {
  telegram = await startLocalTelegram({ world: sampleWorld });
});
afterAll(async () => {
  agent.destroy();
  await telegram.stop();
});

test('a group in which members may not write says so, and to the bot as an administrator it is open', async () => {
  const client = new Client({ token, apiUrl: telegram.url, agent });
  const powers = telegramPowers(client);
  const publisher = telegramPublisher({
    ...{ token, apiUrl: telegram.url, agent },
    paid: false,
    answers: client,
  });
  const send = () =>
    publisher.prepare(say('news'), { locale: 'vi', zone: 'UTC' }).send(target, 0, { key: 'k' });
  telegram.promote(group, false);
  expect(await powers.missing(target)).toEqual([]);
  telegram.silence(group, true);
  expect(await powers.missing(target)).toEqual(['telegram.write']);
  expect(await send()).toMatchObject({ ok: false, fault: 'closed', reason: 'noRights' });
  telegram.promote(group, true);
  expect(await powers.missing(target)).toEqual([]);
  expect(await send()).toMatchObject({ ok: true });
  telegram.promote(group, false);
  telegram.silence(group, false);
  expect(await powers.missing(target)).toEqual([]);
});
