import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alertPictures } from '../../src/alerts/queries.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { pictureRetention } from '../../src/pictures/picture-retention.ts';
import { createPictures } from '../../src/pictures/picture-service.ts';
import type { FileContent } from '../../src/pictures/pictures.ts';
import { deleteExpired } from '../../src/schedule/retention.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { colouredPng } from '../support/fixtures/sample-pictures.ts';

const dayMs = 24 * 3_600_000;
const file = {
  kind: 'file',
  platformId: 'f',
  name: 'a.png',
  contentType: 'image/png',
  size: 9,
} as const;

let database: OpenDatabase;
let content: FileContent;
let now: number;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  now = Date.parse('2026-11-24T02:00:00Z');
  content = colouredPng([10, 20, 30]);
  await database.prisma.picture.deleteMany();
});

const pictures = () =>
  createPictures({
    db: database.prisma,
    fetchFile: async () => content,
    log: pino({ enabled: false }),
    now: () => now,
  });

/** A whole picture of this many bytes: what is behind its end is ignored. */
const largePng = (bytes: number): Uint8Array => {
  const padded = new Uint8Array(bytes).map((_, at) => (at * 7) % 253);
  padded.set(colouredPng([1, 1, 1]));
  return padded;
};

describe('a picture that somebody sends', () => {
  test.each([65_536, 65_537, 3_000_000])('is stored with all its %d bytes', async (size) => {
    content = largePng(size);
    const hash = await pictures().save('discord', file);
    expect(hash).toBe(createHash('sha256').update(content).digest('hex'));
    const found = await pictures().load(hash);
    expect(found).toMatchObject({ hash, contentType: 'image/png' });
    expect(Buffer.compare(Buffer.from(found?.bytes ?? []), Buffer.from(content))).toBe(0);
  });

  test('is stored once, by whoever sends it', async () => {
    const hashes = await Promise.all([
      pictures().save('discord', file),
      pictures().save('telegram', file),
      pictures().save('telegram', { ...file, contentType: 'image/jpeg' }),
    ]);
    expect(new Set(hashes).size).toBe(1);
    expect(await database.prisma.picture.count()).toBe(1);
  });

  test.each<[string, FileContent, string]>([
    ['is too big', 'tooBig', 'pictures.errors.tooBig'],
    ['cannot be fetched', 'unavailable', 'pictures.errors.unavailable'],
    ['is no picture', Buffer.from('<svg/>'.padEnd(90)), 'pictures.errors.format'],
    ['is too narrow', colouredPng([1, 1, 1], 100, 2), 'pictures.errors.size'],
  ])('is asked for again when it %s', async (_what, given, key) => {
    content = given;
    await expect(pictures().save('discord', file)).rejects.toMatchObject({
      error: { key },
      argumentNames: ['picture'],
    });
    expect(await database.prisma.picture.count()).toBe(0);
  });

  test('is not there when a part of it is missing or changed', async () => {
    content = largePng(200_000);
    const hash = await pictures().save('discord', file);
    const where = { hash_number: { hash, number: 1 } };
    await database.prisma.picturePiece.update({ where, data: { bytes: new Uint8Array(65_536) } });
    expect(await pictures().load(hash)).toBeUndefined();
    await database.prisma.picturePiece.delete({ where });
    expect(await pictures().load(hash)).toBeUndefined();
  });

  test('keeps the file id of each bot, as long as it is stored', async () => {
    const hash = await pictures().save('discord', file);
    await pictures().recordUpload(hash, '1', 'first');
    await pictures().recordUpload(hash, '1', 'second');
    expect(await pictures().findUpload(hash, '1')).toEqual({
      fileId: 'second',
      contentType: 'image/png',
    });
    expect(await pictures().findUpload(hash, '2')).toBeUndefined();
    await pictures().recordUpload('0'.repeat(64), '1', 'of nothing');
    expect(await database.prisma.pictureUpload.count()).toBe(1);
  });
});

describe('a picture that nothing refers to', () => {
  const clean = (at: number) =>
    deleteExpired(database.prisma, [pictureRetention([alertPictures])], at);

  test('is deleted some days after it was last sent', async () => {
    const hash = await pictures().save('discord', file);
    now += 2 * dayMs;
    await pictures().save('discord', file);
    await clean(now + 2 * dayMs);
    expect(await pictures().has(hash)).toBe(true);
    expect(await clean(now + 4 * dayMs)).toEqual({ picture: 1 });
    expect(await database.prisma.picturePiece.count()).toBe(0);
  });

  test.each(['an alert', 'a correction that waits', 'a publication'] as const)(
    'is kept while %s has it',
    async (what) => {
      const { prisma: db } = database;
      const hash = await pictures().save('discord', file);
      const community = await db.community.create({
        data: { name: 'X', locale: 'vi', zone: 'UTC' },
      });
      const communityId = community.id;
      const alert = () =>
        db.alert.create({
          data: {
            ...{ communityId, state: 'draft', severity: 'minor', expiresAt: new Date(now) },
            versions: {
              create: {
                ...{
                  number: 1,
                  grade: 'first',
                  title: 'A',
                  text: 'B',
                  sourceUrl: 'https://a.example',
                },
                ...(what === 'an alert' ? { pictureHash: hash } : {}),
              },
            },
          },
        });
      if (what === 'an alert') await alert();
      if (what === 'a correction that waits') {
        const { id: alertId } = await alert();
        const change = { grade: 'typo', reason: 'x', change: { picture: hash } };
        await db.approval.create({
          data: { alertId, version: 2, hash: 'h', change, requestedBy: 'somebody' },
        });
      }
      if (what === 'a publication') {
        const messages = { en: { picture: { hash, alt: 'x' } }, vi: [], xx: 'broken' };
        await db.publication.create({
          data: { communityId, kind: 'notice', priority: 1, audience: {}, messages, locale: 'vi' },
        });
      }
      await clean(now + 100 * dayMs);
      expect(await pictures().has(hash)).toBe(true);
      await db.community.delete({ where: { id: communityId } });
      await clean(now + 100 * dayMs);
      expect(await pictures().has(hash)).toBe(false);
    },
  );
});
