import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createPictureAttacher } from '../../../../bots/discord/send/attach-picture.ts';
import { findSentPicture } from '../../../../bots/discord/send/kept-attachment.ts';
import type { DiscordMessage } from '../../../../bots/discord/write/message.ts';
import type { StoredPicture } from '../../../../src/pictures/pictures.ts';
import { colouredPng } from '../../../support/fixtures/sample-pictures.ts';

const hash = '0123456789abcdef'.repeat(4);
const alt = 'Bản đồ vùng ngập';
const stored: StoredPicture = { hash, contentType: 'image/png', bytes: colouredPng([1, 2, 3]) };
const part: DiscordMessage = {
  ...{ content: '', components: [], files: [] },
  embeds: [
    { color: 1, description: 'Bão lớn' },
    { color: 1, description: 'more' },
  ],
  picture: { hash, alt },
};
const { picture: _, ...words } = part;

function attacher(load: () => Promise<StoredPicture | undefined>) {
  const logged: string[] = [];
  let reads = 0;
  const pictures = createPictureAttacher(
    {
      load() {
        reads += 1;
        return load();
      },
    },
    pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
  );
  return { pictures, logged, reads: () => reads };
}

describe('a stored picture on Discord', () => {
  test('is shown in the first embed with its alternative text', async () => {
    const { pictures } = attacher(async () => stored);
    const name = 'picture-0123456789abcdef.png';
    expect(await pictures.attach(part)).toEqual({
      ...words,
      embeds: [
        {
          ...{ color: 1, description: 'Bão lớn' },
          image: { url: `attachment://${name}`, description: alt },
        },
        { color: 1, description: 'more' },
      ],
      files: [{ name, contentType: 'image/png', bytes: stored.bytes, picture: { alt } }],
    });
  });

  test('is read once for many chats', async () => {
    const { pictures, reads } = attacher(async () => stored);
    await Promise.all([pictures.attach(part), pictures.attach(part)]);
    await pictures.attach(part);
    expect(reads()).toBe(1);
  });

  test('is left out and logged once when it is not stored any more', async () => {
    const { pictures, logged } = attacher(async () => undefined);
    expect(await pictures.attach(part)).toEqual(words);
    expect(await pictures.attach(part)).toEqual(words);
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'discord.picture_missing', hash },
    ]);
  });

  test('is read again after the database failed', async () => {
    let isDown = true;
    const { pictures } = attacher(async () => {
      if (isDown) throw new Error('down');
      return stored;
    });
    await expect(pictures.attach(part)).rejects.toThrow('down');
    isDown = false;
    expect((await pictures.attach(part)).files.length).toBe(1);
  });
});

describe('the picture of a sent message', () => {
  const filename = 'picture-0123456789abcdef.png';
  const url = `https://cdn.discordapp.com/attachments/1/77/${filename}?ex=1&is=2`;

  test.each([
    ['among its attachments', { attachments: [{ id: '77', filename }], embeds: [] }],
    ['in its embed', { embeds: [{ image: { url } }] }],
  ])('is found %s', (_where, sent) => {
    expect(findSentPicture(sent, hash)).toEqual({ id: '77', filename });
  });

  test.each<[string, unknown]>([
    ['another picture', { embeds: [{ image: { url: url.replace('0123', '3210') } }] }],
    ['no picture', { embeds: [{}], attachments: [] }],
    ['no message', undefined],
    ['an unknown form', { embeds: [{ image: 7 }] }],
  ])('is not found in %s', (_what, sent) => {
    expect(findSentPicture(sent, hash)).toBeUndefined();
  });
});
