import { Agent } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noFeatures } from '../../../../bots/shared/platform-features.ts';
import { TelegramClient } from '../../../../bots/telegram/api/client.ts';
import { createTelegramPermissions } from '../../../../bots/telegram/api/permissions.ts';
import { createTelegramPublisher } from '../../../../bots/telegram/send/publisher.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import { type LocalTelegram, startLocalTelegram } from '../../../../playground/telegram/index.ts';
import { textMessage } from '../../../../src/message/build.ts';

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

test('reports a read-only group as closed unless the bot is an administrator there', async () => {
  const client = new TelegramClient({ token, apiUrl: telegram.url, agent });
  const powers = createTelegramPermissions(
    client,
    () => noFeatures,
    () => 'callboard_bot',
  );
  const publisher = createTelegramPublisher({
    ...{ token, apiUrl: telegram.url, agent },
    isPaid: false,
    replyClient: client,
    features: () => noFeatures,
  });
  const send = () =>
    publisher
      .render(textMessage('news'), { locale: 'vi', zone: 'UTC' })
      .send(target, 0, { idempotencyKey: 'k' });
  telegram.promote(group, false);
  expect(await powers.missingPermissions(target)).toEqual([]);
  telegram.setReadOnly(group, true);
  expect(await powers.missingPermissions(target)).toEqual(['telegram.write']);
  expect(await send()).toMatchObject({ ok: false, kind: 'chatClosed', reason: 'noRights' });
  telegram.promote(group, true);
  expect(await powers.missingPermissions(target)).toEqual([]);
  expect(await send()).toMatchObject({ ok: true });
  telegram.promote(group, false);
  telegram.setReadOnly(group, false);
  expect(await powers.missingPermissions(target)).toEqual([]);
});
