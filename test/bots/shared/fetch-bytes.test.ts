import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchBytes } from '../../../bots/shared/fetch-bytes.ts';

let server: Server;
let origin = '';
let wasRedirected = false;
beforeAll(async () => {
  server = createServer((request, response) => {
    switch (request.url) {
      case '/ten':
        return response.end('0123456789');
      case '/endless':
        response.on('error', () => undefined);
        return void setInterval(() => response.write('x'.repeat(1000)), 1).unref();
      case '/elsewhere':
        return response.writeHead(302, { location: '/target' }).end();
      case '/target':
        wasRedirected = true;
        return response.end('secret');
      case '/broken':
        response.writeHead(200, { 'content-length': '10' }).write('01');
        return response.destroy();
      default:
        return response.writeHead(404).end('nothing');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('reads a file up to the limit', async () => {
  expect(await fetchBytes(new URL('/ten', origin), 10)).toEqual(Buffer.from('0123456789'));
});

test.each([
  ['/ten', 9, 'tooBig'],
  ['/endless', 5_000, 'tooBig'],
  ['/broken', 100, 'unavailable'],
  ['/missing', 100, 'unavailable'],
  ['/elsewhere', 100, 'unavailable'],
])('reads nothing of %s with a limit of %d bytes: %s', async (path, limit, result) => {
  expect(await fetchBytes(new URL(path, origin), limit)).toBe(result);
  expect(wasRedirected).toBe(false);
});

test('does not fail when nobody answers', async () => {
  expect(await fetchBytes(new URL('http://127.0.0.1:1/a'), 100)).toBe('unavailable');
});
