import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nameCertificate } from '../../../src/certificates/holders/naming.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { bake, openBadges, publicUrl, readPng, tokenIn } from './badge-fixture.ts';
import { openBadgeClaims } from './open-badge-rules.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

const allMarks = 'ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰÝỲỶỸỴĐắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợ';
const names: [string, string][] = [
  ['a short name', 'An'],
  ['sixty letters', 'Nguyễn Phước Hoàng Thị Quỳnh Như Ngọc Bảo Trân Đỗ Ẩn Ưỡn Ữ Ý'],
  ['every mark', allMarks],
  ['decomposed letters', 'Nguyễn Phước Bảo'.normalize('NFD')],
];

describe('a badge', () => {
  test.each(names)(
    'of %s is a picture with a credential as the specification asks',
    async (_what, name) => {
      const { certificate, holder } = await openBadges(database, name);
      const file = await bake(certificate, holder);
      const { types, width, height, pixels, texts } = readPng(file);
      expect([types[0], types.at(-1), width, height]).toEqual(['IHDR', 'IEND', 720, 720]);
      expect(pixels.length).toBe(height * (width * 4 + 1));
      expect(texts).toEqual([
        {
          ...{ keyword: 'openbadgecredential', flag: 0, method: 0, language: '', translated: '' },
          text: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        },
      ]);
      const claims = openBadgeClaims.parse(decodeJwt(tokenIn(file)));
      expect(claims.credentialSubject.identifier?.[0]?.identityHash).toBe(name.normalize('NFC'));
      expect(claims).toMatchObject({ name: 'Dựng phim', issuer: { name: 'Creators' } });
    },
  );

  test('names its holder only where they want that', async () => {
    const { certificate, holder } = await openBadges(database, 'Trần Mỹ Linh', false);
    const file = await bake(certificate, holder);
    const claims = openBadgeClaims.parse(decodeJwt(tokenIn(file)));
    expect(claims.credentialSubject.identifier).toBeUndefined();
    expect(JSON.stringify(claims)).not.toMatch(/Linh/);
    const named = { name: 'Trần Mỹ Linh', showsName: true };
    const shown = await bake(await nameCertificate(holder, certificate, named), holder);
    expect(readPng(shown).pixels.equals(readPng(file).pixels)).toBe(false);
  });

  test('leads programs to its key, its issuer, its picture and its status', async () => {
    const { certificate, holder, get } = await openBadges(database, 'An');
    const token = tokenIn(await bake(certificate, holder));
    const header = decodeProtectedHeader(token);
    expect(header).toEqual({
      ...{ alg: 'ES256', typ: 'JWT' },
      kid: expect.stringMatching(/^https:\/\/bot\.example\.org\/keys\/[\w-]{43}$/),
    });
    const keyAnswer = await get(header.kid ?? '');
    expect(keyAnswer.headers.get('access-control-allow-origin')).toBe('*');
    const key: unknown = await keyAnswer.json();
    const jwk = z.record(z.string(), z.string()).parse(key);
    expect(jwk.d).toBeUndefined();
    const { payload } = await compactVerify(token, await importJWK(jwk, 'ES256'));
    const claims = openBadgeClaims.parse(JSON.parse(new TextDecoder().decode(payload)));
    expect(await (await get(claims.iss)).json()).toMatchObject({
      ...{ id: claims.iss, type: ['Profile'], name: 'Creators', '@context': claims['@context'] },
    });
    const picture = await get(claims.credentialSubject.achievement.image.id);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(readPng(Buffer.from(await picture.arrayBuffer())).width).toBe(720);
    expect((await get(claims.credentialStatus.statusListCredential)).status).toBe(200);
  });

  test.each([
    '/keys/nothing',
    '/issuers/nothing',
    `/issuers/${crypto.randomUUID()}`,
    `/issuers/${crypto.randomUUID()}/status/0`,
    '/issuers/nothing/status/0',
    `/achievements/${crypto.randomUUID()}.png`,
    `/achievements/${'-'.repeat(36)}.png`,
  ])('is not of %s', async (path) => {
    const { get } = await openBadges(database, 'An');
    expect((await get(path)).status).toBe(404);
  });

  test('says where a list of the community ends', async () => {
    const { get, certificate } = await openBadges(database, 'An');
    const path = `${publicUrl}/issuers/${certificate.communityId}/status`;
    expect((await get(`${path}/0`)).status).toBe(200);
    expect((await get(`${path}/7`)).status).toBe(404);
    expect((await get(`${path}/99999`)).status).toBe(404);
  });
});
