import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { textMessage } from '../../../src/message/build.ts';
import { createOperatorAuth } from '../../../src/web/operator/auth.ts';
import type { ActivePublication } from '../../../src/web/operator/dashboard.ts';
import { type OperatorRoutesOptions, operatorRoutes } from '../../../src/web/operator/routes.ts';
import { loadOperatorToken } from '../../../src/web/operator/token.ts';
import { startWebServer, type WebServer } from '../../../src/web/server.ts';

const token = 'a-token-of-the-operator-123';
const open: WebServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const progress: ActivePublication['progress'] = {
  state: 'sending',
  total: 200,
  states: { queued: 90, sending: 10, sent: 80, failed: 5, unknown: 5, skipped: 10 },
  reasons: [{ reason: 'blocked', count: 10 }],
  isDone: false,
  platforms: {
    discord: { total: 100, sent: 50, remaining: 40, perSecond: 30.04 },
    telegram: { total: 100, sent: 30, remaining: 60, perSecond: 20 },
  },
  perSecond: 50.04,
  remainingSeconds: 130,
  deferred: undefined,
};
const hostile = '<script>alert(1)</script> & "Tin"';
const running: ActivePublication[] = [
  {
    publication: {
      id: 'x',
      kind: 'briefing',
      operation: 'send',
      createdAt: new Date('2026-11-25T01:00:00Z'),
      messages: { en: textMessage(hostile), vi: textMessage(hostile) },
      pausedAt: null,
    },
    community: `${hostile}'`,
    progress,
  },
];

async function serve({
  token: given = token,
  ...more
}: Partial<OperatorRoutesOptions> & { token?: string } = {}) {
  const clock = { now: Date.parse('2026-11-25T02:00:00Z') };
  const auth = createOperatorAuth({ token: given, now: () => clock.now });
  const server = await startWebServer(
    new Hono().route(
      '/',
      operatorRoutes({
        metrics: { text: async () => ({ contentType: 'text/plain', body: 'callboard_up 1\n' }) },
        dashboard: async () => ({ running }),
        databaseState: () => ({ isAvailable: true }),
        chart: () => ({
          rates: { discord: [0, 20, 48], telegram: [0, 10, 28] },
          limits: { discord: 49, telegram: 29 },
        }),
        auth,
        tokenLocation: 'data/operator-token',
        locale: 'en',
        zone: 'Asia/Ho_Chi_Minh',
        now: () => clock.now,
        ...more,
      }),
    ),
    { host: '127.0.0.1', port: 0 },
  );
  open.push(server);
  return { port: Number(new URL(server.url).port), clock, guard: auth };
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request with any headers that a proxy or an attacker could send. */
const ask = (
  port: number,
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', body = '' } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers } },
      (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => {
          text += String(part);
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });

const bearer = { authorization: `Bearer ${token}` };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const enter = (port: number, given: string, path = '/delivery/enter') =>
  ask(port, path, form, { method: 'POST', body: `token=${encodeURIComponent(given)}` });
const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0] ?? '';

test.each([
  ['nothing that a proxy on this machine would add', {}],
  ['x-forwarded-for', { 'x-forwarded-for': '203.0.113.5' }],
  ['forwarded', { forwarded: 'for=203.0.113.5' }],
  ['via', { via: '1.1 proxy' }],
  ['x-real-ip', { 'x-real-ip': '127.0.0.1' }],
  ['another host', { host: 'callboard.example.org' }],
  ['a host of this machine', { host: '[::1]' }],
  ['an empty bearer token', { authorization: 'Bearer ' }],
  ['a session of nobody', { cookie: 'callboard_operator=99999999999999.x' }],
])('shows nothing without the token, whatever a request carries: %s', async (_name, headers) => {
  const { port } = await serve();
  for (const path of ['/metrics', '/delivery']) {
    const { status, body } = await ask(port, path, headers);
    expect(status).toBe(401);
    expect(body).not.toContain('callboard_up');
    expect(body).not.toContain('80 of 200');
    expect(body).toContain('data/operator-token');
  }
});

test('accepts the start ticket once within the hour', async () => {
  const { port, clock, guard } = await serve();
  const ticket = guard.createTicket();
  const enterBy = (given: string) => ask(port, `/delivery/enter?ticket=${given}`);
  const entered = await enterBy(ticket);
  expect(entered).toMatchObject({ status: 303, headers: { location: '/delivery' } });
  const session = { cookie: cookieOf(entered) };
  expect((await ask(port, '/delivery', session)).body).toContain('80 of 200');
  const again = await enterBy(ticket);
  expect(again.status).toBe(401);
  expect(again.headers['set-cookie']).toBeUndefined();
  expect(again.body).toContain('was used already');
  for (const wrong of ['', 'x', token, `${ticket}x`])
    expect((await enterBy(wrong)).status).toBe(401);
  const late = guard.createTicket();
  clock.now += 3_600_001;
  expect((await enterBy(late)).status).toBe(401);
});

test('creates a token once that only its owner may read', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-token-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(loadOperatorToken('given', folder)).toMatchObject({ token: 'given', isGenerated: false });
  const data = path.join(folder, 'data');
  const made = loadOperatorToken(undefined, data);
  expect(made.token).toMatch(/^[\w-]{40}$/);
  expect(statSync(made.location).mode & 0o777).toBe(0o600);
  chmodSync(made.location, 0o644);
  expect(loadOperatorToken(undefined, data)).toEqual(made);
  expect(statSync(made.location).mode & 0o777).toBe(0o600);
  writeFileSync(made.location, 'short\n');
  expect(loadOperatorToken(undefined, data).token).not.toBe('short');
  expect(made.location).toContain(data);
  expect(made.publicLocation).toBe('DATA_DIR/operator-token');
  expect(loadOperatorToken(undefined, data, ['playground']).publicLocation).toBe(
    'DATA_DIR/playground/operator-token',
  );
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(loadOperatorToken(undefined, file).publicLocation).toBe('OPERATOR_TOKEN');
  expect(loadOperatorToken(undefined, file).token).toMatch(/^[\w-]{40}$/);
});

test.each([
  ['since when', { running, readAt: Date.parse('2026-11-25T01:59:00Z') }, '80 of 200'],
  ['that nothing was ever read', { running: [], readAt: 0 }, 'can’t be read'],
])('while the store does not answer, the page says so and %s', async (_name, seen, shown) => {
  const databaseState = () => ({
    isAvailable: false as const,
    since: Date.parse('2026-11-25T01:59:30Z'),
    reason: '<b>ECONNREFUSED</b>',
  });
  const { port } = await serve({ dashboard: async () => seen, databaseState });
  const { status, body } = await ask(port, '/delivery', { authorization: `Bearer ${token}` });
  expect(status).toBe(200);
  expect(body).toContain(shown);
  expect(body).toContain('since 2026-11-25 08:59:30: &lt;b&gt;ECONNREFUSED&lt;/b&gt;');
});

test('accepts the token as bearer for the metrics and rejects a wrong one', async () => {
  const { port } = await serve({ token });
  const away = { 'x-forwarded-for': '203.0.113.5' };
  const right = await ask(port, '/metrics', { ...away, authorization: `Bearer ${token}` });
  expect(right).toMatchObject({ status: 200, body: 'callboard_up 1\n' });
  for (const wrong of [
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    'Bearer',
    `Basic ${token}`,
  ]) {
    const refused = await ask(port, '/metrics', { ...away, authorization: wrong });
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toContain('Bearer');
  }
});

test('signs in for twelve hours with a cookie that neither scripts nor other sites get', async () => {
  const { port, clock } = await serve({ token });
  const away = { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' };
  const door = await ask(port, '/delivery', away);
  expect(door.status).toBe(401);
  expect(door.body).toContain('<form method="post" action="/delivery/enter?lang=en">');

  const wrong = await enter(port, 'guess');
  expect(wrong.status).toBe(401);
  expect(wrong.headers['set-cookie']).toBeUndefined();
  expect(wrong.body).toContain('That isn’t the token');

  const entered = await ask(
    port,
    '/delivery/enter?lang=vi',
    { ...form, ...away },
    { method: 'POST', body: `token=${token}` },
  );
  expect(entered).toMatchObject({ status: 303, headers: { location: '/delivery?lang=vi' } });
  const [cookie] = entered.headers['set-cookie'] ?? [];
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/delivery', 'Max-Age=43200'])
    expect(cookie).toContain(part);
  expect(cookie).not.toContain(token);

  const session = { ...away, cookie: cookieOf(entered) };
  const page = await ask(port, '/delivery', session);
  expect(page.status).toBe(200);
  expect(page.body).toContain('Sign out');
  const [name = '', value = ''] = session.cookie.split('=');
  const later = `${name}=${Number(value.split('.')[0]) + 1}.${value.split('.')[1]}`;
  expect((await ask(port, '/delivery', { ...session, cookie: later })).status).toBe(401);
  expect((await ask(port, '/delivery', { ...session, cookie: `${name}=` })).status).toBe(401);
  clock.now += 12 * 3_600_000 + 1;
  expect((await ask(port, '/delivery', session)).status).toBe(401);

  const left = await ask(port, '/delivery/leave', session, { method: 'POST' });
  expect(String(left.headers['set-cookie'])).toContain('Max-Age=0');
});

test('rejects a session of another token', async () => {
  const first = await serve({ token });
  const cookie = cookieOf(await enter(first.port, token));
  const away = { 'x-forwarded-for': '203.0.113.5', cookie };
  expect((await ask(first.port, '/delivery', away)).status).toBe(200);
  const second = await serve({ token: `${token}-new` });
  expect((await ask(second.port, '/delivery', away)).status).toBe(401);
});

test.each([
  ['multipart without its boundary', 'multipart/form-data', 'token=x'],
  [
    'multipart that ends early',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: fo',
  ],
  ['multipart with another boundary', 'multipart/form-data; boundary=b', '--c\r\n\r\n--c--'],
  ['multipart with no part', 'multipart/form-data; boundary=b', ''],
  ['a form of another kind', 'application/json', '{"token":'],
  ['a kind that is none', ';;;=', 'token=x'],
  ['bytes that are no text', 'application/x-www-form-urlencoded', 'token=%ff%zz%'],
])('asks again when a body cannot be read: %s', async (_name, kind, body) => {
  const { port } = await serve({ token });
  const answer = await ask(
    port,
    '/delivery/enter',
    { 'content-type': kind },
    { method: 'POST', body },
  );
  expect([400, 401]).toContain(answer.status);
  expect(answer.body).toContain('<form method="post"');
});

test('does not read a form that is too long', async () => {
  const { port } = await serve({ token });
  expect((await enter(port, 'x'.repeat(10_000))).status).toBe(413);
});

test('shows what is being sent, escaped and without external resources', async () => {
  const { port } = await serve();
  const { body, headers } = await ask(port, '/delivery', bearer);
  expect(body).not.toContain('<script>alert');
  expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Tin&quot;');
  expect(body).toContain('80 of 200');
  expect(body).toContain('about 3 minutes');
  expect(body).toContain('30 per second');
  // 40 % sent, followed by 2.5 % failed.
  expect(body).toContain('class="sent" x="0.00" y="0" width="40.00"');
  expect(body).toContain('class="failed" x="40.00" y="0" width="2.50"');
  const policy = String(headers['content-security-policy']);
  const [, nonce = ''] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
  expect(policy).toContain("default-src 'none'");
  expect(body.match(/<script[^>]*>/g)).toEqual([`<script nonce="${nonce}">`]);
  expect(body).not.toMatch(/(?:src|href)="(?!\?)|url\(| style="|https?:/);
  expect(headers['cache-control']).toBe('no-store');
  expect((await ask(port, '/delivery', bearer)).headers['content-security-policy']).not.toBe(
    policy,
  );
});

test('shows each reader their language', async () => {
  const { port } = await serve();
  expect((await ask(port, '/delivery', bearer)).body).toContain('<html lang="en">');
  expect(
    (await ask(port, '/delivery', { ...bearer, 'accept-language': 'fr, vi-VN;q=0.8' })).body,
  ).toContain('Số tin mỗi giây');
  const asked = await ask(port, '/delivery?lang=vi', { ...bearer, 'accept-language': 'en' });
  expect(asked.body).toContain('<html lang="vi">');
  expect((await ask(port, '/delivery?lang=%22%3E%3Cb', bearer)).body).toContain('<html lang="en">');
});
