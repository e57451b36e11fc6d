import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPublisherClient } from '../../../../bots/discord/api/publisher-client.ts';

let status = 200;
const server = createServer((_request, response) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message: 'Missing Access', code: 50_001 }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.close());

test.each([200, 403, 500])('gives back what admitted an extra request after a %i', async (code) => {
  status = code;
  const { port } = server.address() as AddressInfo;
  const client = createPublisherClient({ token: 'a.b.c', apiUrl: `http://127.0.0.1:${port}/api` });
  let admitted = 0;
  client.onExtraRequest(async () => {
    admitted += 1;
    return () => {
      admitted -= 1;
    };
  });
  await client.requestExtra('GET', '/users/@me').catch(() => undefined);
  expect(admitted).toBe(0);
});
