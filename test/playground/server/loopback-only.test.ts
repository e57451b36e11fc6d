import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPlaygroundServer } from '../playground-fixture.ts';
import { errorSentence, sendRawRequest } from '../raw-request.ts';

let open: Awaited<ReturnType<typeof startPlaygroundServer>>;
beforeAll(async () => {
  open = await startPlaygroundServer();
});
afterAll(() => open.close());

const own = () => new URL(open.url);
const paths = ['/', '/playground/page/app.js', '/playground/api/world'];

describe.each(paths)('%s', (path) => {
  test.each(['evil.example', 'localhost.evil.example', '192.168.0.7:3000'])(
    'is rejected for the host %s, against DNS rebinding',
    async (host) => {
      const { status, text } = await sendRawRequest(open.url, path, { headers: { host } });
      expect(status).toBe(403);
      expect(errorSentence(text)).toMatch(/only at localhost/);
    },
  );

  test.each(['localhost', '127.0.0.1', '[::1]'])('is served for the host %s', async (name) => {
    const host = `${name}:${own().port}`;
    const { status } = await sendRawRequest(open.url, path, { headers: { host } });
    expect(status).toBe(200);
  });

  test.each([
    'https://evil.example',
    'null',
    'http://localhost:1',
    'http://127.0.0.1.evil.example',
  ])('is rejected for a page of %s', async (origin) => {
    const { status, text } = await sendRawRequest(open.url, path, {
      headers: { host: own().host, origin },
    });
    expect(status).toBe(403);
    expect(errorSentence(text)).toMatch(/only to its own page/);
  });

  test('is served for its own page', async () => {
    const { host, origin } = own();
    const { status } = await sendRawRequest(open.url, path, { headers: { host, origin } });
    expect(status).toBe(200);
  });
});

test.each([...paths, '/playground/page/none.js', '/playground/api/none'])(
  'sends headers against loading from elsewhere with %s',
  async (path) => {
    const { headers } = await sendRawRequest(open.url, path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  },
);

test('rejects actions that another page can send without a preflight', async () => {
  const { status, text } = await sendRawRequest(open.url, '/playground/api/discord/dismiss', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{"actor":"linh"}',
  });
  expect(status).toBe(415);
  expect(errorSentence(text)).toContain('application/json');
});
