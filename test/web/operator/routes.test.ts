import { request } from 'node:http';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { say } from '../../../src/message/build.ts';
import type { Running } from '../../../src/web/operator/board.ts';
import { type OperatorParts, operatorRoutes } from '../../../src/web/operator/routes.ts';
import { startServer, type WebServer } from '../../../src/web/server.ts';

const token = 'a-token-of-the-operator-123';
const open: WebServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const status: Running['status'] = {
  state: 'sending',
  total: 200,
  states: { queued: 90, sending: 10, sent: 80, failed: 5, unknown: 5, skipped: 10 },
  reasons: [{ reason: 'blocked', count: 10 }],
  isDone: false,
  platforms: {
    discord: { total: 100, sent: 50, left: 40, perSecond: 30.04 },
    telegram: { total: 100, sent: 30, left: 60, perSecond: 20 },
  },
  perSecond: 50.04,
  remainingSeconds: 130,
  later: undefined,
};
const hostile = '<script>alert(1)</script> & "Tin"';
const running: Running[] = [
  {
    publication: {
      id: 'x',
      kind: 'briefing',
      act: 'send',
      createdAt: new Date('2026-11-25T01:00:00Z'),
      messages: { en: say(hostile), vi: say(hostile) },
      pausedAt: null,
    },
    community: `${hostile}'`,
    status,
  },
];

async function serve(more: Partial<OperatorParts> = {}) {
  const clock = { now: Date.parse('2026-11-25T02:00:00Z') };
  const server = await startServer(
    new Hono().route(
      '/',
      operatorRoutes({
        metrics: { text: async () => ({ contentType: 'text/plain', body: 'callboard_up 1\n' }) },
        board: async () => running,
        chart: () => ({
          rates: { discord: [0, 20, 48], telegram: [0, 10, 28] },
          limits: { discord: 49, telegram: 29 },
        }),
        token: undefined,
        isPublic: false,
        locale: 'en',
        zone: 'Asia/Ho_Chi_Minh',
        now: () => clock.now,
        ...more,
      }),
    ),
    { host: '127.0.0.1', port: 0 },
  );
  open.push(server);
  return { port: Number(new URL(server.url).port), clock };
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request with whatever headers a proxy or an attacker would send. */
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

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const enter = (port: number, given: string, path = '/delivery/enter') =>
  ask(port, path, form, { method: 'POST', body: `token=${encodeURIComponent(given)}` });
const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0] ?? '';

test('on this machine both answer without a token', async () => {
  const { port } = await serve();
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
    expect((await ask(port, '/metrics', { host })).status).toBe(200);
    expect((await ask(port, '/delivery', { host })).status).toBe(200);
  }
});

test.each([
  ['x-forwarded-for', '203.0.113.5'],
  ['forwarded', 'for=203.0.113.5'],
  ['via', '1.1 proxy'],
  ['x-real-ip', '127.0.0.1'],
  ['cf-connecting-ip', '203.0.113.5'],
  ['x-forwarded-host', 'localhost'],
  ['host', 'callboard.example.org'],
  ['host', 'localhost.evil.example'],
  ['host', '127.0.0.1.evil.example'],
])('what a proxy passes on (%s: %s) needs the token', async (name, value) => {
  for (const [given, status] of [
    [undefined, 403],
    [token, 401],
  ] as const) {
    const { port } = await serve({ token: given });
    const { status: seen, body } = await ask(port, '/metrics', { [name]: value });
    expect(seen).toBe(status);
    expect(body).not.toContain('callboard_up');
    expect((await ask(port, '/delivery', { [name]: value })).status).toBe(status);
  }
});

test('a proxy that names nobody speaks the old protocol, and needs the token', async () => {
  const { port } = await serve({ token });
  const { connect } = await import('node:net');
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET /metrics HTTP/1.0\r\nHost: localhost:${port}\r\n\r\n`),
    );
    socket.on('data', (part) => {
      text += String(part);
    });
    socket.on('close', () => resolve(text));
  });
  expect(answer).toContain('401');
  expect(answer).not.toContain('callboard_up');
});

test('where others reach the program, this machine needs the token too', async () => {
  const { port } = await serve({ isPublic: true, token });
  expect((await ask(port, '/metrics')).status).toBe(401);
  expect((await ask(port, '/metrics', { authorization: `Bearer ${token}` })).status).toBe(200);
});

test('the token opens the numbers as a bearer token, a wrong one does not', async () => {
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
  // Whoever shows a wrong token is refused even here.
  expect((await ask(port, '/metrics', { authorization: 'Bearer wrong' })).status).toBe(401);
});

test('the form signs in for twelve hours, with a cookie that no script and no other site has', async () => {
  const { port, clock } = await serve({ token });
  const away = { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' };
  const door = await ask(port, '/delivery', away);
  expect(door.status).toBe(401);
  expect(door.body).toContain('<form method="post" action="/delivery/enter?lang=en">');

  const wrong = await enter(port, 'guess');
  expect(wrong.status).toBe(401);
  expect(wrong.headers['set-cookie']).toBeUndefined();
  expect(wrong.body).toContain('That is not the token');

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

test('a session of one token is none of another, and without a token there is none', async () => {
  const first = await serve({ token });
  const cookie = cookieOf(await enter(first.port, token));
  const away = { 'x-forwarded-for': '203.0.113.5', cookie };
  expect((await ask(first.port, '/delivery', away)).status).toBe(200);
  const second = await serve({ token: `${token}-new` });
  expect((await ask(second.port, '/delivery', away)).status).toBe(401);
  const none = await serve();
  expect((await ask(none.port, '/delivery', away)).status).toBe(403);
  expect((await enter(none.port, '')).status).toBe(403);
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
])('a body that cannot be read is asked for again: %s', async (_name, kind, body) => {
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

test('a form that is too long is not read', async () => {
  const { port } = await serve({ token });
  expect((await enter(port, 'x'.repeat(10_000))).status).toBe(413);
});

test('the page shows what is sent, escaped, with nothing from elsewhere', async () => {
  const { port } = await serve();
  const { body, headers } = await ask(port, '/delivery');
  expect(body).not.toContain('<script>alert');
  expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Tin&quot;');
  expect(body).toContain('80 of 200');
  expect(body).toContain('about 3 minutes');
  expect(body).toContain('30 a second');
  // 40 % sent, then 2.5 % failed behind it.
  expect(body).toContain('class="sent" x="0.00" y="0" width="40.00"');
  expect(body).toContain('class="failed" x="40.00" y="0" width="2.50"');
  const policy = String(headers['content-security-policy']);
  const [, nonce = ''] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
  expect(policy).toContain("default-src 'none'");
  expect(body.match(/<script[^>]*>/g)).toEqual([`<script nonce="${nonce}">`]);
  expect(body).not.toMatch(/(?:src|href)="(?!\?)|url\(| style="|https?:/);
  expect(headers['cache-control']).toBe('no-store');
  expect((await ask(port, '/delivery')).headers['content-security-policy']).not.toBe(policy);
});

test('each reader gets their language', async () => {
  const { port } = await serve();
  expect((await ask(port, '/delivery')).body).toContain('<html lang="en">');
  expect((await ask(port, '/delivery', { 'accept-language': 'fr, vi-VN;q=0.8' })).body).toContain(
    'Số tin mỗi giây',
  );
  const asked = await ask(port, '/delivery?lang=vi', { 'accept-language': 'en' });
  expect(asked.body).toContain('<html lang="vi">');
  expect((await ask(port, '/delivery?lang=%22%3E%3Cb', {})).body).toContain('<html lang="en">');
});
