import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { formatCode } from '../../src/certificates/code.ts';
import { nameCertificate } from '../../src/certificates/holders/naming.ts';
import { createCertificateNotices } from '../../src/certificates/messages/notices.ts';
import { revokeCertificate } from '../../src/certificates/revoke.ts';
import { guessLimits } from '../../src/certificates/verify/attempts.ts';
import { verifyRoutes } from '../../src/certificates/verify/routes.ts';
import { noQueryCache } from '../../src/database/cache/query-cache.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { certificateOf, issueAll, openCourse } from './certificate-fixture.ts';

let database: OpenDatabase;
let now = 0;
let routes: ReturnType<typeof verifyRoutes>;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  now = 1_800_000_000_000;
  routes = verifyRoutes({ db: database.prisma, cache: noQueryCache, now: () => now });
});

/** A named certificate, its holder and its organiser. */
async function issueOne(name: string, showsName: boolean) {
  const { organiser, community, course, people } = await openCourse(database);
  await issueAll(organiser, community, course);
  const [holder] = people;
  if (!holder) throw new Error('nobody');
  const unnamed = await certificateOf(holder);
  return { organiser, certificate: await nameCertificate(holder, unnamed, { name, showsName }) };
}
const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await routes.request(path, { headers });
  return { response, text: (await response.text()).replace(/&#39;/g, '’') };
};

test('says that a certificate is valid, and shows the name only where its holder wants that', async () => {
  for (const showsName of [true, false]) {
    const { certificate } = await issueOne('Nguyễn <b>Ánh</b> & Phượng', showsName);
    const { response, text } = await get(`/verify/${formatCode(certificate.code)}`);
    expect(response.status).toBe(200);
    expect(text).toContain('Chứng nhận này có hiệu lực.');
    expect(text).toContain('Dựng phim');
    expect(text).toContain('Creators');
    expect(text).toContain('Chủ nhật 22/11/2026');
    expect(text.includes('Nguyễn &lt;b&gt;Ánh&lt;/b&gt; &amp; Phượng')).toBe(showsName);
    expect(text.includes('không hiện')).toBe(!showsName);
    expect(text).not.toMatch(/<script|<b>|nameSalt/);
    const headers = Object.fromEntries(response.headers);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const english = await get(`/verify/${certificate.code.toLowerCase()}?lang=en`);
    expect(english.text).toContain('This certificate is valid.');
  }
});

test('says when and why it was revoked', async () => {
  const { organiser, certificate } = await issueOne('An', true);
  const services = { ...organiser, notices: createCertificateNotices(organiser) };
  await revokeCertificate(services, certificate, 'Nhầm người');
  const { text } = await get(`/verify/${certificate.code}`);
  expect(text).toContain('đã bị thu hồi');
  expect(text).toContain('Nhầm người');
  expect(text).toContain('thứ Ba 24/11/2026');
});

test('confirms nothing that was changed in the database', async () => {
  const { certificate } = await issueOne('An', true);
  await database.prisma.certificate.update({
    where: { id: certificate.id },
    data: { title: 'Tiến sĩ' },
  });
  const { text } = await get(`/verify/${certificate.code}`);
  expect(text).toContain('Không xác nhận được');
  expect(text).not.toContain('Tiến sĩ');
});

test('shows nothing of somebody who was erased, but still counts the certificate', async () => {
  const { certificate } = await issueOne('Tên đã xóa', true);
  await database.prisma.certificate.update({
    where: { id: certificate.id },
    data: { name: '', nameSalt: '', showsName: false, personId: null },
  });
  const { text } = await get(`/verify/${certificate.code}`);
  expect(text).toContain('Chứng nhận này có hiệu lực.');
  expect(text).not.toContain('Tên đã xóa');
});

test('asks for a code, and leads to its page', async () => {
  expect((await get('/verify?lang=en')).text).toContain('<form action="/verify" method="get">');
  const { certificate } = await issueOne('An', true);
  const { response } = await get(`/verify?code=${formatCode(certificate.code)}&lang=en`);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(`/verify/${formatCode(certificate.code)}?lang=en`);
  const wrong = await get('/verify?code=%22%3E%3Cscript%3E');
  expect(wrong.response.status).toBe(404);
  expect(wrong.text).not.toContain('<script>');
});

test('lets nobody guess on, and everybody else go on', async () => {
  const { certificate } = await issueOne('An', true);
  const guess = (from: string, code = 'ACDE-3467-KMNP') =>
    get(`/verify/${code}`, { 'x-forwarded-for': `10.0.0.1, ${from}` });
  for (let at = 0; at < guessLimits.misses; at += 1)
    expect((await guess('192.0.2.7')).response.status).toBe(404);
  const refused = await guess('192.0.2.7', certificate.code);
  expect(refused.response.status).toBe(429);
  expect(refused.response.headers.get('retry-after')).toBe('600');
  expect(refused.text).not.toContain('Dựng phim');
  expect((await guess('192.0.2.8', certificate.code)).response.status).toBe(200);
  now += guessLimits.windowMs;
  expect((await guess('192.0.2.7', certificate.code)).response.status).toBe(200);
});
