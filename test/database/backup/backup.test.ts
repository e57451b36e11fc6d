import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { seedSampleData } from '../../../prisma/sample.ts';
import { backUpDatabase } from '../../../src/database/backup/backup.ts';
import { BackupError, readBackupFile } from '../../../src/database/backup/backup-file.ts';
import { restoreDatabase } from '../../../src/database/backup/restore.ts';
import { openDatabase } from '../../../src/database/database.ts';
import type { PrismaClient } from '../../../src/database/generated/client.ts';
import { storePicture } from '../../../src/pictures/picture-store.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../../support/database/test-databases.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'callboard-transfer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, 'all.backup');
const now = new Date('2026-11-24T02:00:00Z');

/** Everything that is in a store, to compare. */
const contents = async (db: PrismaClient) => ({
  communities: await db.community.findMany({ orderBy: { id: 'asc' } }),
  events: await db.event.findMany({ orderBy: { id: 'asc' } }),
  signups: await db.signup.findMany({ orderBy: { position: 'asc' } }),
  briefings: await db.briefing.findMany({ orderBy: { id: 'asc' } }),
  accounts: await db.account.findMany({ orderBy: { id: 'asc' } }),
  alerts: await db.alert.findMany({ include: { versions: true }, orderBy: { id: 'asc' } }),
  pictures: await db.picture.findMany({
    include: { pieces: { orderBy: { number: 'asc' } }, uploads: true },
  }),
});

/** A picture of many pieces, which a bot has uploaded. */
async function withPicture(db: PrismaClient): Promise<void> {
  const bytes = new Uint8Array(1_500_000).map((_, at) => (at * 31) % 251);
  const format = { contentType: 'image/png', width: 4, height: 3 } as const;
  const hash = await storePicture(db, bytes, format, now);
  await db.pictureUpload.create({ data: { hash, botId: '1', fileId: 'f' } });
}

async function withOriginal(db: PrismaClient): Promise<void> {
  const community = await db.community.create({ data: { name: 'X', locale: 'vi', zone: 'UTC' } });
  const publication = (originalId: string | null, createdAt: Date) =>
    db.publication.create({
      data: {
        communityId: community.id,
        kind: 'alert',
        priority: 0,
        audience: {},
        messages: {},
        locale: 'vi',
        originalId,
        createdAt,
      },
    });
  const first = await publication(null, now);
  await publication(first.id, new Date(now.getTime() + 1));
}

describe('moving all data in one file', () => {
  test('works from the embedded database to a server and back', async () => {
    const embedded = await openEmbeddedDatabase();
    await seedSampleData(embedded.prisma, { now });
    await withOriginal(embedded.prisma);
    await withPicture(embedded.prisma);
    const before = await contents(embedded.prisma);
    const rows = await backUpDatabase(embedded.prisma, file, now);
    expect(rows).toBeGreaterThan(3);

    const server = await openDatabase({ url: await createPostgresDatabase() });
    expect(await restoreDatabase(server.prisma, file, { replace: false })).toBe(rows);
    expect(await contents(server.prisma)).toEqual(before);

    const second = path.join(folder, 'second.backup');
    await backUpDatabase(server.prisma, second, now);
    await expect(restoreDatabase(embedded.prisma, second, { replace: false })).rejects.toThrow(
      /--replace/,
    );
    expect(await restoreDatabase(embedded.prisma, second, { replace: true })).toBe(rows);
    expect(await contents(embedded.prisma)).toEqual(before);
    await embedded.close();
    await server.close();
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2)],
    ['without its end', (text: string) => text.split('\n').slice(0, -2).join('\n')],
    ['not a backup', () => 'hello\n'],
    [
      'of another version',
      (text: string) => text.replace(/"migrations":\["[^"]*"/, '"migrations":["0_other"'),
    ],
    ['followed by something', (text: string) => `${text}\n`],
  ])('leaves the store unchanged when a file is %s', async (_what, spoil) => {
    const database = await openEmbeddedDatabase();
    await withOriginal(database.prisma);
    const before = await contents(database.prisma);
    const spoilt = path.join(folder, 'spoilt.backup');
    writeFileSync(spoilt, spoil(readFileSync(file, 'utf8')));
    await expect(restoreDatabase(database.prisma, spoilt, { replace: true })).rejects.toThrow(
      BackupError,
    );
    expect(await contents(database.prisma)).toEqual(before);
    await database.close();
  });

  test('rejects a file in which any byte is changed', async () => {
    const bytes = readFileSync(file);
    const spoilt = path.join(folder, 'changed.backup');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(bytes.length - 1),
          fc.nat(200),
          fc.nat(120).map((n) => bytes.length - 1 - n),
        ),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = Buffer.from(bytes);
          changed[at] = (bytes[at] ?? 0) ^ by;
          writeFileSync(spoilt, changed);
          await expect(readBackupFile(spoilt)).rejects.toThrow(BackupError);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('files of a backup', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'callboard-parts-'));
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const at = (name: string) => path.join(place, name);

  test('are readable by their owner only, and nothing remains of killed or failed runs', async () => {
    const database = await openEmbeddedDatabase();
    writeFileSync(at('killed.backup.part'), '{"callboard":"backup","version":2', { mode: 0o644 });
    writeFileSync(at('early.backup.part'), '');
    writeFileSync(at('of-another-program.part'), 'their own');
    writeFileSync(at('new.backup.part'), '{"callboard":"backup"', { mode: 0o644 });
    await backUpDatabase(database.prisma, at('new.backup'), now);
    expect(readdirSync(place).sort()).toEqual(['new.backup', 'of-another-program.part']);
    expect(statSync(at('new.backup')).mode & 0o777).toBe(0o600);

    const gone = new AbortController();
    gone.abort(new Error('told to stop'));
    await seedSampleData(database.prisma, { now });
    await expect(
      backUpDatabase(database.prisma, at('never.backup'), now, { signal: gone.signal }),
    ).rejects.toThrow('told to stop');
    expect(readdirSync(place).sort()).toEqual(['new.backup', 'of-another-program.part']);
    await database.close();
  });
});

test('keeps answering commands over one connection while a consistent backup is written', async () => {
  const database = await openEmbeddedDatabase();
  const { prisma } = database;
  await seedSampleData(prisma, { now });
  const { id: communityId } = await prisma.community.findFirstOrThrow();
  await prisma.auditEntry.createMany({
    data: Array.from({ length: 5_000 }, () => ({ communityId, action: 'before' })),
  });
  const before = await contents(prisma);
  const told = path.join(folder, 'going-on.backup');
  let isOver = false;
  const writing = backUpDatabase(prisma, told, now, { sharesConnection: true }).finally(() => {
    isOver = true;
  });
  let done = 0;
  while (!isOver) {
    await prisma.community.create({ data: { name: `during ${done}`, locale: 'vi', zone: 'UTC' } });
    done += 1;
    // A command arrives over the network: let file operations run in between.
    await immediate();
  }
  const rows = await writing;
  expect(done).toBeGreaterThan(20);
  const other = await openEmbeddedDatabase();
  expect(await restoreDatabase(other.prisma, told, { replace: false })).toBe(rows);
  const after = await contents(other.prisma);
  // A few may have been created before the moment at which it was copied.
  expect(after.communities.length).toBeLessThan(before.communities.length + done);
  expect({ ...after, communities: [] }).toEqual({ ...before, communities: [] });
  const [left] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_class WHERE relname LIKE 'callboard_copy%'`;
  expect(left?.count).toBe(0);
  await other.close();
  await database.close();
});
