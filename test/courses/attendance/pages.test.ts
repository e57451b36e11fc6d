import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import { noPlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import { ensureCheckInKey } from '../../../src/courses/attendance/check-in.ts';
import { codeAt, formatCode } from '../../../src/courses/attendance/codes.ts';
import { openPage } from '../../../src/courses/attendance/pages/open-page.ts';
import { attendanceRoutes } from '../../../src/courses/attendance/pages/routes.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Role } from '../../../src/database/generated/enums.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { tuesdayMorning } from '../../support/fixtures/command-context.ts';
import { openCourse } from './attendance-fixture.ts';

let database: OpenDatabase;
let now = 0;
let roles: ReadonlySet<Role>;
let routes: ReturnType<typeof attendanceRoutes>;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  now = tuesdayMorning.epochMilliseconds;
  roles = new Set(['organiser'] as const);
  routes = attendanceRoutes({
    ...{ db: database.prisma, now: () => now, publicUrl: 'https://callboard.example' },
    platformPermissions: {
      discord: noPlatformPermissions,
      telegram: {
        ...noPlatformPermissions,
        privateChatUrl: (payload) => `https://t.me/callboard_bot?start=${payload}`,
      },
    },
    roleResolver: {
      ...{ deploymentAdmins: [], rolesOf: async () => roles },
      basisOf: async () => ({ isImplicitAdmin: false, grants: [] }),
    },
  });
});

async function open(kind: 'screen' | 'list', names: readonly string[] = ['Linh <b>']) {
  const opened = await openCourse(
    ...[database, [0]],
    names.map(() => [null]),
  );
  const { organiser, course, sessions, people, db } = opened;
  for (const [at, { account }] of people.entries())
    await db.account.update({ where: { id: account.id }, data: { name: names[at] ?? '' } });
  const [session] = sessions;
  if (!session) throw new Error('no session');
  const secret = await openPage(organiser, { course, session, kind });
  return { ...opened, session, path: `/attendance/${kind}/${secret}` };
}
const get = async (path: string, init?: RequestInit) => {
  const response = await routes.request(path, init);
  return { response, text: await response.text() };
};
const post = (path: string, fields: Record<string, string>) =>
  get(path, { method: 'POST', body: new URLSearchParams(fields) });
const onlySignup = ({ db }: Pick<CommandContext, 'db'>, sessionId: string) =>
  db.signup.findFirstOrThrow({ where: { sessionId } });

test('shows the code of the moment, its QR code and how many are there, and reloads when it changes', async () => {
  const { path, session, db } = await open('screen');
  const secret = await ensureCheckInKey(db, session.id);
  now += 12_000;
  const { response, text } = await get(path);
  expect(response.status).toBe(200);
  expect(text).toContain(formatCode(codeAt(secret, now)));
  expect(text).toContain('<meta http-equiv="refresh" content="18">');
  expect(text).toMatch(/<svg role="img" aria-label="Mã QR/);
  expect(text).toContain('0/1 người có mặt');
  expect(text).not.toMatch(/<script|Linh/);
  expect(text).not.toContain(secret);
  const headers = Object.fromEntries(response.headers);
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
});

test('stores only a hash of an address, and opens nothing by another one, or after its time', async () => {
  const { path, db, session } = await open('screen');
  const rows = JSON.stringify(await db.attendancePage.findMany());
  expect(rows).not.toContain(path.split('/').at(-1));
  expect((await get(`${path}x`)).response.status).toBe(404);
  expect((await get(path.replace('screen', 'list'))).response.status).toBe(404);
  now = session.endsAt.getTime() + 60_000;
  expect((await get(path)).text).toContain('Đã đóng điểm danh');
  now = session.endsAt.getTime() + 3 * 3_600_000;
  expect((await get(path)).response.status).toBe(404);
});

test('takes ticks from a phone, and a correction only with a reason', async () => {
  const { path, db, session } = await open('list');
  const { id: who } = await onlySignup({ db }, session.id);
  const before = await get(path);
  expect(before.text).toContain('Linh &lt;b&gt;');
  expect(before.text).not.toMatch(/<script|<b>/);
  const ticked = await post(path, { who, state: 'attended' });
  expect(ticked.response.status).toBe(303);
  expect(ticked.response.headers.get('location')).toBe(`${path}#p-${who}`);
  const refused = await post(path, { who, state: 'late', reason: '  ' });
  expect(refused.response.status).toBe(409);
  expect(refused.text).toMatch(/role="alert">Trước đó đã ghi khác/);
  expect((await onlySignup({ db }, session.id)).attendance).toBe('attended');
  await post(path, { who, state: 'late', reason: 'Đến 10:20' });
  expect((await onlySignup({ db }, session.id)).attendance).toBe('late');
});

test('takes nothing once whoever asked for the address is no organiser, nor for others', async () => {
  const { path, db, session } = await open('list');
  const other = await open('list');
  const { id: who } = await onlySignup({ db }, session.id);
  await post(other.path, { who, state: 'attended' });
  await post(path, { who, state: 'rubbish' });
  roles = new Set();
  expect((await post(path, { who, state: 'attended' })).response.status).toBe(404);
  expect((await get(path)).text).not.toContain('Linh');
  expect((await onlySignup({ db }, session.id)).attendance).toBeNull();
});

test('leads whoever scans the code to Telegram, and says what to type on Discord', async () => {
  const { response, text } = await get('/checkin/123456', { headers: { 'accept-language': 'en' } });
  expect(response.status).toBe(200);
  expect(text).toContain('href="https://t.me/callboard_bot?start=in-123456"');
  expect(text).toContain('/checkin 123456');
  const wrong = await get('/checkin/%22%3E%3Cscript%3E');
  expect(wrong.response.status).toBe(404);
  expect(wrong.text).not.toContain('<script>');
});
