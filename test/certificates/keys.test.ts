import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createSigner, publicKeySet, verifySigned } from '../../src/certificates/keys/keyring.ts';
import { keyRoutes } from '../../src/certificates/keys/routes.ts';
import { backUpDatabase } from '../../src/database/backup/backup.ts';
import { restoreDatabase } from '../../src/database/backup/restore.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/database.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../support/database/test-databases.ts';

let database: OpenDatabase;
const folder = mkdtempSync(path.join(tmpdir(), 'callboard-keys-'));
const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const kind = 'callboard-certificate';

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
beforeEach(() => database.prisma.signingKey.deleteMany());
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const sign = async (payload: object, at = now) =>
  (await createSigner(database.prisma, at)).sign(payload, kind);

test('makes a key on first use and keeps it', async () => {
  const { prisma } = database;
  expect(await prisma.signingKey.count()).toBe(0);
  const signed = await sign({ code: 'A' });
  await sign({ code: 'B' }, now.add({ hours: 364 * 24 }));
  expect(await prisma.signingKey.count()).toBe(1);
  expect(await verifySigned(prisma, signed, kind)).toEqual({ code: 'A' });
});

test('signs with a new key after a year; what the old one signed is still verified', async () => {
  const { prisma } = database;
  const first = await sign({ code: 'A' });
  const second = await sign({ code: 'B' }, now.add({ hours: 366 * 24 }));
  expect(decodeProtectedHeader(second).kid).not.toBe(decodeProtectedHeader(first).kid);
  expect(await verifySigned(prisma, first, kind)).toEqual({ code: 'A' });
  expect(await verifySigned(prisma, second, kind)).toEqual({ code: 'B' });
  // The private half that is not needed any more is gone.
  expect(await prisma.signingSecret.findMany()).toMatchObject([
    { keyId: decodeProtectedHeader(second).kid },
  ]);
});

test('verifies nothing that was changed, signed by others or signed as something else', async () => {
  const { prisma } = database;
  const signed = await sign({ code: 'A' });
  const [header = '', payload = '', signature = ''] = signed.split('.');
  const other = Buffer.from(JSON.stringify({ code: 'B' })).toString('base64url');
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: kind })).toString('base64url');
  for (const spoilt of [
    `${header}.${other}.${signature}`,
    `${header}.${payload}.${signature.replace(/^./, (one) => (one === 'A' ? 'B' : 'A'))}`,
    `${none}.${payload}.`,
    `${header}.${payload}`,
    'nothing',
    '',
  ]) {
    expect(await verifySigned(prisma, spoilt, kind), spoilt).toBeUndefined();
  }
  expect(await verifySigned(prisma, signed, 'callboard-file')).toBeUndefined();
  await prisma.signingKey.deleteMany();
  expect(await verifySigned(prisma, signed, kind)).toBeUndefined();
});

test('serves the public keys alone', async () => {
  const signed = await sign({ code: 'A' });
  const response = await keyRoutes({ db: database.prisma }).request('/.well-known/jwks.json');
  const text = await response.text();
  const [{ secret }] = z
    .tuple([z.object({ secret: z.object({ privateJwk: z.object({ d: z.string() }) }) })])
    .parse(await database.prisma.signingKey.findMany({ include: { secret: true } }));
  expect(text).not.toContain(secret.privateJwk.d);
  const { payload } = await compactVerify(signed, createLocalJWKSet(JSON.parse(text)));
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ code: 'A' });
});

test('leaves the private keys out of a backup, which still verifies what they signed', async () => {
  const { prisma } = database;
  const signed = await sign({ code: 'A' });
  const { privateJwk } = await prisma.signingSecret.findFirstOrThrow();
  const file = path.join(folder, 'without.backup');
  await backUpDatabase(prisma, file, new Date());
  expect(readFileSync(file, 'utf8')).not.toContain(z.object({ d: z.string() }).parse(privateJwk).d);
  expect(readFileSync(file, 'utf8')).not.toContain('SigningSecret');
  await restoreDatabase(prisma, file, { replace: true });
  expect(await prisma.signingSecret.count()).toBe(0);
  expect(await verifySigned(prisma, signed, kind)).toEqual({ code: 'A' });
  const next = await sign({ code: 'B' });
  expect(await verifySigned(prisma, next, kind)).toEqual({ code: 'B' });
  expect((await publicKeySet(prisma)).keys).toHaveLength(2);
  await expect(
    restoreDatabase(prisma, file, { replace: true, passphrase: 'không có khóa nào' }),
  ).rejects.toThrow(/no keys/);
});

test('moves encrypted keys to another server by their passphrase', async () => {
  const { prisma } = database;
  const signed = await sign({ code: 'A' });
  const { privateJwk, keyId } = await prisma.signingSecret.findFirstOrThrow();
  const { d } = z.object({ d: z.string() }).parse(privateJwk);
  const file = path.join(folder, 'with.backup');
  const passphrase = 'mười hai chữ cái';
  await backUpDatabase(prisma, file, new Date(), { passphrase });
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(d);
  expect(text).not.toContain(Buffer.from(d).toString('base64'));

  const server = await openDatabase({ url: await createPostgresDatabase() });
  const restore = (words: string | undefined, from = file) =>
    restoreDatabase(server.prisma, from, { replace: true, passphrase: words });
  await expect(restore('mười ba chữ cái')).rejects.toThrow(/passphrase/);
  await restore(undefined);
  expect(await server.prisma.signingSecret.count()).toBe(0);
  await restore(passphrase);
  expect(await server.prisma.signingSecret.findMany()).toEqual([{ keyId, privateJwk }]);
  expect((await createSigner(server.prisma, now)).keyId).toBe(keyId);
  expect(await verifySigned(server.prisma, signed, kind)).toEqual({ code: 'A' });

  const spoilt = path.join(folder, 'spoilt.backup');
  writeFileSync(spoilt, text.replace('"keys":"ey', '"keys":"eZ'));
  await expect(restore(passphrase, spoilt)).rejects.toThrow(/not whole/);
  await server.close();
});
