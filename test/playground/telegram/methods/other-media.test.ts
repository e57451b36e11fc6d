import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { LINH, SUPERGROUP, uploadFiles } from '../telegraf-fixture.ts';
import { openGroup } from './ephemeral/ephemeral-fixture.ts';

const place = { latitude: 10.77, longitude: 106.7 };

/** Methods that take ephemeral parameters beside those for texts, photos and documents, with what they need. */
const methods: [string, string, (file: string) => Record<string, unknown>][] = [
  ['sendAnimation', 'animation', (file) => ({ animation: file, caption: 'secret' })],
  ['sendAudio', 'audio', (file) => ({ audio: file, performer: 'An', caption: 'secret' })],
  ['sendContact', 'contact', () => ({ phone_number: '+84 9', first_name: 'secret' })],
  ['sendLivePhoto', 'live_photo', (file) => ({ live_photo: file, photo: file })],
  ['sendLocation', 'location', () => place],
  ['sendSticker', 'sticker', (file) => ({ sticker: file, emoji: '🎬' })],
  ['sendVenue', 'venue', () => ({ ...place, title: 'secret', address: 'Huế' })],
  ['sendVideo', 'video', (file) => ({ video: file, duration: 3, caption: 'secret' })],
  ['sendVideoNote', 'video_note', (file) => ({ video_note: file, length: 240 })],
  ['sendVoice', 'voice', (file) => ({ voice: file, caption: 'secret' })],
];

async function openWithFile() {
  const scene = await openGroup();
  scene.telegram.openAllPrivateChats();
  await uploadFiles(scene.telegram, 'sendDocument', {
    chat_id: LINH,
    document: new File(['bytes'], 'clip.mp4'),
  });
  return { ...scene, file: scene.telegram.messagesIn(LINH).at(-1)?.document?.file_id ?? '' };
}

describe.each(methods)('%s', (method, field, needs) => {
  test('answers a press privately within fifteen seconds, and publicly on an older server', async () => {
    const { telegram, bot, press, advance, file, published } = await openWithFile();
    const { id } = await press();
    const body = {
      ...{ chat_id: SUPERGROUP, ...needs(file) },
      ephemeral_message_parameters: { receiver_user_id: LINH, callback_query_id: id },
    };
    expect(await bot.call(method, body)).toMatchObject({
      ...{ message_id: 0, ephemeral_message_id: 1, receiver_user: { id: LINH } },
      [field]: {},
    });
    expect(telegram.ephemeralsIn(SUPERGROUP, 'linh')).toHaveLength(1);
    expect(published()).toHaveLength(1);
    advance(15_001);
    expect(await bot.refusal(method, body)).toContain('query is too old');
    telegram.setServerVersion('10.1');
    expect(await bot.call(method, body)).not.toHaveProperty('ephemeral_message_id');
    expect(published()).toHaveLength(2);
  });

  test('is refused without what it needs', async () => {
    const { bot, file } = await openWithFile();
    for (const left of Object.keys(needs(file)).filter((name) =>
      [field, 'photo', 'latitude', 'longitude', 'phone_number', 'first_name'].includes(name),
    )) {
      const { [left]: _, ...rest } = needs(file);
      expect(await bot.refusal(method, { chat_id: SUPERGROUP, ...rest })).toMatch(
        /^400: Bad Request: (there is no [a-z ]+ in the request|\w+ is empty|parameter "\w+" is required)$/,
      );
    }
  });
});

test('shows one person no place that moves', async () => {
  const { telegram, bot, privately } = await openGroup();
  telegram.promote(SUPERGROUP, true);
  const { text, ...target } = privately({}, place);
  expect(await bot.refusal('sendLocation', { ...target, live_period: 60 })).toBe(
    '400: Bad Request: unallowed message content',
  );
  expect(await bot.refusal('sendLocation', target)).toBe('ok');
});

test('copies what a message holds, and edits the caption of a video for one person', async () => {
  const { telegram, bot, privately, file, sees } = await openWithFile();
  const chat_id = SUPERGROUP;
  const { message_id } = z
    .object({ message_id: z.number() })
    .parse(await bot.call('sendVenue', { chat_id, ...place, title: 'Rạp', address: 'Huế' }));
  await bot.call('copyMessage', { chat_id, from_chat_id: chat_id, message_id });
  expect(sees('linh')).toEqual(['Rạp · Huế', 'Rạp · Huế']);
  telegram.promote(SUPERGROUP, true);
  const { text, ...target } = privately();
  await bot.call('sendVideo', { ...target, video: file, caption: 'before' });
  const one = { chat_id, receiver_user_id: LINH, ephemeral_message_id: 1 };
  await bot.call('editEphemeralMessageCaption', { ...one, caption: 'after' });
  expect(sees('linh').at(-1)).toBe('(after)');
  await bot.call('editEphemeralMessageReplyMarkup', {
    ...one,
    reply_markup: { inline_keyboard: [[{ text: 'Đã xem', callback_data: 'seen' }]] },
  });
  await telegram.driver.pressButton('linh', String(SUPERGROUP), 'Đã xem');
  await bot.call('editEphemeralMessageMedia', {
    ...one,
    media: { type: 'document', media: file, caption: 'a file' },
  });
  expect(sees('linh').at(-1)).toBe('(a file)');
  expect(telegram.ephemeralsIn(SUPERGROUP, 'linh').at(-1)).not.toHaveProperty('video');
});
