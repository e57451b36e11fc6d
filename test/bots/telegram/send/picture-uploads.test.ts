import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { noFeatures } from '../../../../bots/shared/platform-features.ts';
import { TelegramClient } from '../../../../bots/telegram/api/client.ts';
import { createPictureUploads } from '../../../../bots/telegram/send/picture-uploads.ts';
import { createTelegramPublisher } from '../../../../bots/telegram/send/publisher.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import type { ObservedRequest } from '../../../../playground/telegram/http/server.ts';
import { message, paragraph } from '../../../../src/message/build.ts';
import type { PictureSource, StoredPicture } from '../../../../src/pictures/pictures.ts';
import {
  GROUP,
  LINH,
  MINH,
  SUPERGROUP,
  startTelegram,
} from '../../../playground/telegram/telegraf-fixture.ts';
import { colouredPng } from '../../../support/fixtures/sample-pictures.ts';

const { token } = sampleWorld.telegram.bot;
const botId = token.split(':')[0] ?? '';
const chats = [LINH, MINH, GROUP, SUPERGROUP];
const reader = { locale: 'vi', zone: 'UTC' } as const;
const alt = 'Bản đồ vùng ngập';

const bytes = colouredPng([20, 90, 200]);
const hash = createHash('sha256').update(bytes).digest('hex');
const stored: StoredPicture = { hash, contentType: 'image/png', bytes };
const pictured = message([paragraph('Bão lớn')], { picture: { hash, alt } });

/** Stored pictures, and what was uploaded by which bot, in memory. */
function memorySource(pictures: readonly StoredPicture[]) {
  const uploads = new Map<string, string>();
  const key = (of: string, bot: string) => `${of} ${bot}`;
  const find = (of: string) => pictures.find((one) => one.hash === of);
  const source: PictureSource = {
    load: async (of) => find(of),
    async findUpload(of, bot) {
      const fileId = uploads.get(key(of, bot));
      return fileId === undefined
        ? undefined
        : { fileId, contentType: find(of)?.contentType ?? 'image/png' };
    },
    recordUpload: async (of, bot, fileId) => void uploads.set(key(of, bot), fileId),
    forgetUpload: async (of, bot) => void uploads.delete(key(of, bot)),
  };
  return { source, uploads };
}

/** A publisher with stored pictures, at a local Telegram where every private chat is open. */
async function start(pictures: readonly StoredPicture[] = [stored]) {
  const requests: ObservedRequest[] = [];
  const telegram = await startTelegram({ onRequest: (request) => requests.push(request) });
  telegram.openAllPrivateChats();
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const { source, uploads } = memorySource(pictures);
  const connection = { token, apiUrl: telegram.url, agent };
  /** A process of the program with nothing in its memory. */
  const open = () =>
    createTelegramPublisher({
      ...connection,
      isPaid: false,
      replyClient: new TelegramClient(connection),
      features: () => noFeatures,
      pictures: createPictureUploads({ source, botId, log }),
    });
  const sendEverywhere = (publisher = open()) =>
    Promise.all(
      chats.map((chat) =>
        publisher
          .render(pictured, reader)
          .send({ platformId: String(chat), threadId: '', isPrivate: chat > 0 }, 0, {
            idempotencyKey: String(chat),
          }),
      ),
    );
  return { ...{ telegram, requests, uploads, logged, open, sendEverywhere } };
}

/** Requests that carried the bytes, and those that named a file that Telegram has. */
const countUploads = (requests: readonly ObservedRequest[]) => {
  const photos = requests.filter(({ method }) => method === 'sendPhoto');
  const named = photos.filter(({ params }) => typeof params.photo === 'string');
  return { uploaded: photos.length - named.length, named: named.length };
};

const shownIn = (telegram: Awaited<ReturnType<typeof start>>['telegram'], chat: number) =>
  telegram.messagesIn(chat).map((one) => ({
    words: one.text ?? one.caption,
    hasPhoto: one.photo !== undefined,
  }));

const asCaption = { words: `Bão lớn\n\nẢnh: ${alt}`, hasPhoto: true };

test('a picture for many chats is uploaded once and then named by its file id', async () => {
  const { telegram, requests, sendEverywhere } = await start();
  expect(await sendEverywhere()).toMatchObject(chats.map(() => ({ ok: true })));
  expect(countUploads(requests)).toEqual({ uploaded: 1, named: chats.length - 1 });
  for (const chat of chats) expect(shownIn(telegram, chat)).toEqual([asCaption]);
});

test('another process uses the upload of the first', async () => {
  const { requests, sendEverywhere } = await start();
  await sendEverywhere();
  requests.length = 0;
  await sendEverywhere();
  expect(countUploads(requests)).toEqual({ uploaded: 0, named: chats.length });
});

test('a file id that Telegram forgot is replaced by one new upload, however many chats wait', async () => {
  const { telegram, requests, uploads, open, sendEverywhere } = await start();
  const stale = 'a file id of long ago';
  uploads.set(`${hash} ${botId}`, stale);
  const publisher = open();
  expect(await sendEverywhere(publisher)).toMatchObject(chats.map(() => ({ ok: true })));
  expect(requests.filter(({ status }) => status === 200).length).toBe(chats.length);
  expect(countUploads(requests).uploaded).toBe(1);
  expect(uploads.get(`${hash} ${botId}`)).not.toBe(stale);
  for (const chat of chats) expect(shownIn(telegram, chat)).toEqual([asCaption]);
  requests.length = 0;
  await sendEverywhere(publisher);
  expect(countUploads(requests)).toEqual({ uploaded: 0, named: chats.length });
});

test('the words are sent and it is logged once when the picture is not stored any more', async () => {
  const { telegram, logged, sendEverywhere } = await start([]);
  expect(await sendEverywhere()).toMatchObject(chats.map(() => ({ ok: true })));
  for (const chat of chats)
    expect(shownIn(telegram, chat)).toEqual([{ ...asCaption, hasPhoto: false }]);
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'telegram.picture_missing', hash },
  ]);
});

test('the words are sent without a picture that Telegram cannot process', async () => {
  const { telegram, sendEverywhere } = await start();
  for (const _chat of chats)
    telegram.failNext('sendPhoto', 400, 'Bad Request: IMAGE_PROCESS_FAILED');
  expect(await sendEverywhere()).toMatchObject(chats.map(() => ({ ok: true })));
  for (const chat of chats)
    expect(shownIn(telegram, chat)).toEqual([{ ...asCaption, hasPhoto: false }]);
});

test('an upload that fails for a while is left to the ledger, and the next request uploads', async () => {
  const { telegram, requests, sendEverywhere } = await start();
  telegram.failNext('sendPhoto', 429, 'Too Many Requests: retry after 3', { retry_after: 3 });
  const results = await sendEverywhere();
  expect(results.filter(({ ok }) => !ok)).toMatchObject([{ kind: 'rateLimited', seconds: 3 }]);
  expect(requests.filter(({ status }) => status === 200).length).toBe(chats.length - 1);
});

test('a picture gives its place to words when it is taken away, and its upload stays known', async () => {
  const { telegram, requests, open, sendEverywhere } = await start();
  const publisher = open();
  await sendEverywhere(publisher);
  const [sent] = telegram.messagesIn(LINH);
  const id = String(sent?.message_id);
  const target = { platformId: String(LINH), threadId: '', isPrivate: true };
  const retracted = message([paragraph('Đã thu hồi')]);
  expect(await publisher.render(retracted, reader).edit(target, id, 0)).toEqual({
    ok: true,
    value: id,
  });
  const [now] = telegram.messagesIn(LINH);
  expect(now).toMatchObject({ message_id: sent?.message_id, caption: 'Đã thu hồi' });
  expect(now?.photo).not.toEqual(sent?.photo);
  requests.length = 0;
  expect(await publisher.render(pictured, reader).edit(target, id, 0)).toMatchObject({ ok: true });
  expect(requests.map(({ method }) => method)).toEqual(['editMessageMedia']);
  expect(telegram.messagesIn(LINH)).toMatchObject([{ photo: sent?.photo }]);
});
