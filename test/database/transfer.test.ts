import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fillSample } from '../../prisma/sample.ts';
import { openDatabase } from '../../src/database/database.ts';
import type { PrismaClient } from '../../src/database/generated/client.ts';
import { backup, restore, TransferError } from '../../src/database/transfer.ts';
import { freshPostgres, openEmbedded } from '../support/databases.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'callboard-transfer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, 'all.backup');
const now = new Date('2026-11-24T02:00:00Z');

/** Everything that is in a store, to compare. */
const contents = async (db: PrismaClient) => ({
  communities: await db.community.findMany({ orderBy: { id: 'asc' } }),
  events: await db.event.findMany({ orderBy: { id: 'asc' } }),
  signups: await db.signup.findMany({ orderBy: { turn: 'asc' } }),
  briefings: await db.briefing.findMany({ orderBy: { id: 'asc' } }),
  accounts: await db.account.findMany({ orderBy: { id: 'asc' } }),
  alerts: await db.alert.findMany({ include: { versions: true }, orderBy: { id: 'asc' } }),
});

async function withOriginal(db: PrismaClient): Promise<void> {
  const community = await db.community.create({ data: { name: 'X', locale: 'vi', zone: 'UTC' } });
  const publication = (originalId: string | null, createdAt: Date) =>
    db.publication.create({
      data: {
        communityId: community.id,
        kind: 'alert',
        lane: 0,
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

describe('moving everything in one file', () => {
  test('from the embedded database to a server and back', async () => {
    const embedded = await openEmbedded();
    await fillSample(embedded.prisma, { now });
    await withOriginal(embedded.prisma);
    const before = await contents(embedded.prisma);
    const rows = await backup(embedded.prisma, file, now);
    expect(rows).toBeGreaterThan(3);

    const server = await openDatabase({ url: await freshPostgres() });
    expect(await restore(server.prisma, file, { replace: false })).toBe(rows);
    expect(await contents(server.prisma)).toEqual(before);

    const second = path.join(folder, 'second.backup');
    await backup(server.prisma, second, now);
    await expect(restore(embedded.prisma, second, { replace: false })).rejects.toThrow(/--replace/);
    expect(await restore(embedded.prisma, second, { replace: true })).toBe(rows);
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
      (text: string) => text.replace(/"migration":"[^"]*"/, '"migration":"0_other"'),
    ],
  ])('a file that is %s leaves the store as it was', async (_what, spoil) => {
    const database = await openEmbedded();
    await withOriginal(database.prisma);
    const before = await contents(database.prisma);
    const spoilt = path.join(folder, 'spoilt.backup');
    writeFileSync(spoilt, spoil(readFileSync(file, 'utf8')));
    await expect(restore(database.prisma, spoilt, { replace: true })).rejects.toThrow(
      TransferError,
    );
    expect(await contents(database.prisma)).toEqual(before);
    await database.close();
  });
});
