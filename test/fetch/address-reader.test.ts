import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAddressReader } from '../../src/fetch/address-reader.ts';
import { type AddressPolicy, publicWeb } from '../../src/fetch/policy.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';

const limits = { maxBytes: 1000, timeoutMs: 5_000, maxRedirects: 1 };
const localOnly: AddressPolicy = {
  resolve: async () => ['127.0.0.1'],
  isAllowedAddress: (address) => address === '127.0.0.1',
  isAllowedPort: () => true,
};

let server: LocalServer;
beforeAll(async () => {
  server = await startLocalServer({
    '/a': (response, request) => {
      const isKnown = request.headers['if-none-match'] === '"1"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"1"' }).end(isKnown ? undefined : 'a');
    },
  });
});
afterAll(() => server.close());

const readerWith = (addresses: AddressPolicy) =>
  createAddressReader({ addresses, userAgent: 'Callboard/0.1', now: () => 0 });

test('the program reads no address of its own machine', async () => {
  const read = readerWith(publicWeb);
  for (const host of ['127.0.0.1', '[::1]', 'localhost'])
    expect(
      await read(new URL(`http://${host}:${server.port}/a`), { limits, accept: '*/*' }),
    ).toMatchObject({ outcome: 'refused', reason: 'address' });
  expect(server.requests).toEqual([]);
});

test('an address is read under the policy that was given, saying who asks and what is known', async () => {
  const read = readerWith(localOnly);
  const url = new URL(`http://example.org:${server.port}/a`);
  const first = await read(url, { limits, accept: 'text/calendar' });
  expect(first).toMatchObject({ outcome: 'fetched', etag: '"1"' });
  expect(server.headers).toMatchObject({ accept: 'text/calendar', 'user-agent': 'Callboard/0.1' });
  expect(await read(url, { limits, accept: '*/*', known: { etag: '"1"' } })).toMatchObject({
    outcome: 'unchanged',
  });
});
