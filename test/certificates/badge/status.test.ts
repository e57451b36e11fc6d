import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bakePng, readBakedPng } from '../../../src/certificates/badge/png.ts';
import { encodeStatusList, entriesOfList } from '../../../src/certificates/badge/status-list.ts';
import { nameCertificate } from '../../../src/certificates/holders/naming.ts';
import { publicKeySet } from '../../../src/certificates/keys/keyring.ts';
import { createCertificateNotices } from '../../../src/certificates/messages/notices.ts';
import { revokeCertificate } from '../../../src/certificates/revoke.ts';
import { verifyFile } from '../../../src/certificates/verify/verdict.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { colouredPng } from '../../support/fixtures/sample-pictures.ts';
import { bake, openBadges, tokenIn } from './badge-fixture.ts';
import { openBadgeClaims } from './open-badge-rules.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

const verify = (bytes: Uint8Array) => verifyFile(database.prisma, bytes);

const listSchema = z.object({
  ...{ id: z.string(), issuer: z.string() },
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('BitstringStatusListCredential')]),
  credentialSubject: z.object({
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.literal('revocation'),
    encodedList: z.string().startsWith('u'),
  }),
});

/** The bits of a list, the first of each byte the highest. */
const bitsOf = (encoded: string): boolean[] =>
  [...gunzipSync(Buffer.from(encoded.slice(1), 'base64url'))].flatMap((byte) =>
    [128, 64, 32, 16, 8, 4, 2, 1].map((bit) => (byte & bit) !== 0),
  );

test('a list has the entries that are set, of as many as the specification asks', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(entriesOfList - 1), { maxLength: 20 }), (set) => {
      const bits = bitsOf(encodeStatusList(set));
      expect(bits.length).toBe(131_072);
      expect(bits.flatMap((bit, at) => (bit ? [at] : []))).toEqual([...set].sort((a, b) => a - b));
    }),
    { numRuns: 20 },
  );
});

describe('a revoked badge', () => {
  test('is in the signed list at once, others are not', async () => {
    const mine = await openBadges(database, 'An');
    const { certificate, holder, get, organiser } = mine;
    const claims = openBadgeClaims.parse(decodeJwt(tokenIn(await bake(certificate, holder))));
    const { statusListCredential, statusListIndex } = claims.credentialStatus;
    const read = async () => {
      const response = await get(statusListCredential);
      expect(response.headers.get('content-type')).toBe('application/vc+jwt');
      const token = await response.text();
      expect(decodeProtectedHeader(token).typ).toBe('vc+jwt');
      const keys = createLocalJWKSet(await publicKeySet(database.prisma));
      const { kid = '', ...header } = decodeProtectedHeader(token);
      const named = { ...header, kid: kid.split('/').at(-1) };
      const { payload } = await compactVerify(token, () => keys({ alg: 'ES256', ...named }));
      const list = listSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
      expect([list.id, list.issuer]).toEqual([statusListCredential, claims.iss]);
      return bitsOf(list.credentialSubject.encodedList).flatMap((bit, at) => (bit ? [at] : []));
    };
    expect(await read()).toEqual([]);
    const notices = createCertificateNotices(organiser);
    await revokeCertificate({ ...organiser, notices }, certificate, 'Nhầm người');
    expect(await read()).toEqual([Number(statusListIndex)]);
    const file = await bake(certificate, holder);
    expect(await verify(file)).toMatchObject({ file: 'original', verdict: { state: 'revoked' } });
  });
});

describe('the file of a badge', () => {
  test('is verified as a picture, as text and within JSON', async () => {
    const { certificate, holder } = await openBadges(database, 'Nguyễn Phước Bảo');
    const file = await bake(certificate, holder);
    const token = tokenIn(file);
    for (const bytes of [
      file,
      Buffer.from(`${token}\n`),
      Buffer.from(JSON.stringify({ verifiableCredential: [token] }, null, 2)),
    ]) {
      expect(await verify(bytes)).toMatchObject({
        ...{ file: 'original', verdict: { state: 'valid', name: 'Nguyễn Phước Bảo' } },
      });
    }
  });

  test('is verified after the key has changed', async () => {
    const { certificate, holder } = await openBadges(database, 'An');
    const file = await bake(certificate, holder);
    const later = { ...holder, now: holder.now.add({ hours: 366 * 24 }) };
    const next = await bake(certificate, later);
    const kidOf = (one: Buffer) => decodeProtectedHeader(tokenIn(one)).kid;
    expect(kidOf(next)).not.toBe(kidOf(file));
    for (const one of [file, next])
      expect(await verify(one)).toMatchObject({ file: 'original', verdict: { state: 'valid' } });
  });

  test('is older than a corrected name, not than one that was hidden', async () => {
    const { certificate, holder } = await openBadges(database, 'An');
    const file = await bake(certificate, holder);
    await nameCertificate(holder, certificate, { name: 'An', showsName: false });
    expect(await verify(file)).toMatchObject({ file: 'original', verdict: { name: '' } });
    await nameCertificate(holder, certificate, { name: 'Bình', showsName: true });
    expect(await verify(file)).toMatchObject({ file: 'outdated', verdict: { name: 'Bình' } });
  });

  test('that was changed is not taken for ours, and one of others is told apart', async () => {
    const { certificate, holder } = await openBadges(database, 'An');
    const token = tokenIn(await bake(certificate, holder));
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = { ...decodeJwt(token), name: 'Bác sĩ' };
    const other = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const bakeAnew = (text: string) => bakePng(colouredPng([1, 2, 3], 20, 20), text);
    expect(await verify(bakeAnew(`${header}.${other}.${signature}`))).toMatchObject({
      ...{ file: 'changed', verdict: { certificate: { title: 'Dựng phim' } } },
    });
    const theirs = Buffer.from(
      JSON.stringify({ jti: 'https://example.edu/1', issuer: { id: 'x', name: 'Đại học' } }),
    ).toString('base64url');
    expect(await verify(bakeAnew(`${header}.${theirs}.${signature}`))).toEqual({
      elsewhere: 'Đại học',
    });
    const typ = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    expect(await verify(bakeAnew(`${typ}.${payload}.AA`))).toMatchObject({ file: 'changed' });
  });

  test('without a credential, or broken, holds none', async () => {
    const png = colouredPng([1, 2, 3], 20, 20);
    expect(await verify(png)).toBeUndefined();
    expect(() => bakePng(Buffer.from('GIF89a'), 'a.b.c')).toThrow(/no PNG/);
    const baked = bakePng(png, 'eyJhIjoxfQ.eyJiIjoyfQ.c');
    expect(readBakedPng(baked)).toBe('eyJhIjoxfQ.eyJiIjoyfQ.c');
    fc.assert(
      fc.property(fc.nat(baked.length), fc.nat(255), (at, byte) => {
        const spoilt = Uint8Array.from(baked);
        spoilt[at] = byte;
        expect(() => readBakedPng(spoilt)).not.toThrow();
        expect(() => readBakedPng(spoilt.subarray(0, at))).not.toThrow();
      }),
    );
  });
});
