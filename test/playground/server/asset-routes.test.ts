import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPlaygroundServer } from '../playground-fixture.ts';
import { sendRawRequest } from '../raw-request.ts';

let open: Awaited<ReturnType<typeof startPlaygroundServer>>;
beforeAll(async () => {
  open = await startPlaygroundServer();
});
afterAll(() => open.close());

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/playground/page/app.js', 'text/javascript; charset=utf-8'],
  ['/playground/page/base.css', 'text/css; charset=utf-8'],
  ['/playground/page/icon.svg', 'image/svg+xml'],
])('serves %s as %s', async (path, type) => {
  const { status, headers, text } = await sendRawRequest(open.url, path);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe(type);
  expect(text.length).toBeGreaterThan(100);
});

test('serves every file that the page refers to', async () => {
  const { text } = await sendRawRequest(open.url, '/');
  const named = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(3);
  for (const path of named) expect((await sendRawRequest(open.url, path)).status, path).toBe(200);
});

test.each([
  '/playground/page/..%2fapi.ts',
  '/playground/page/..%2f..%2fpackage.json',
  '/playground/page/%2e%2e%2f%2e%2e%2fpackage.json',
  '/playground/page/../../package.json',
  '/playground/page/../api.ts',
  '/playground/page/..%5c..%5cpackage.json',
  '/playground/page/..%252f..%252fpackage.json',
  '/playground/page/%2fetc%2fpasswd',
  '/playground/page/app.js%00.html',
  '/playground/page/.js',
  '/playground/page/App.js',
  '/playground/page/',
  '/playground/world.ts',
  '/package.json',
])('serves nothing outside the page folder for %s', async (path) => {
  const { status, text } = await sendRawRequest(open.url, path);
  expect(status).toBe(404);
  expect(text).not.toMatch(/import|dependencies|root:/);
});
