import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type FetchRequest, fetchAddress } from '../../src/fetch/fetch-address.ts';
import { publicWeb } from '../../src/fetch/policy.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';

/** Names of the tests. One address of this machine stands for the public web, another for a private network. */
const names: Readonly<Record<string, readonly string[]>> = {
  'web.test': ['127.0.0.1'],
  'other.test': ['127.0.0.1'],
  'private.test': ['127.0.0.2'],
  'mixed.test': ['127.0.0.1', '127.0.0.2'],
  'garbage.test': ['web.test'],
};

const servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(handlers: Parameters<typeof startLocalServer>[0]): Promise<LocalServer> {
  const server = await startLocalServer(handlers);
  servers.push(server);
  return server;
}

function ask(
  url: string,
  changes: Partial<FetchRequest> & { maxBytes?: number; timeoutMs?: number } = {},
) {
  const { maxBytes = 1000, timeoutMs = 5000, ...rest } = changes;
  return fetchAddress({
    url: new URL(url),
    addresses: {
      resolve: async (host) => names[host] ?? Promise.reject(new Error('unknown')),
      isAllowedAddress: (address) => address === '127.0.0.1',
      isAllowedPort: () => true,
    },
    limits: { maxBytes, timeoutMs, maxRedirects: 3 },
    accept: 'text/calendar',
    userAgent: 'Callboard test',
    now: () => Date.parse('2026-11-30T00:00:00Z'),
    ...rest,
  });
}

const textOf = (body: Uint8Array) => new TextDecoder().decode(body);

describe('an address that answers', () => {
  test('gives its content, and what to recognise it by', async () => {
    const server = await serve({
      '/lich?a=1': (response) =>
        response
          .writeHead(200, {
            'content-type': 'text/calendar',
            etag: '"1"',
            'last-modified': 'Mon, 30 Nov 2026 00:00:00 GMT',
          })
          .end('BEGIN'),
    });
    const result = await ask(`http://web.test:${server.port}/lich?a=1#part`);
    if (result.outcome !== 'fetched') throw new Error(result.outcome);
    expect(textOf(result.body)).toBe('BEGIN');
    expect(result).toMatchObject({
      contentType: 'text/calendar',
      etag: '"1"',
      lastModified: 'Mon, 30 Nov 2026 00:00:00 GMT',
      movedTo: undefined,
    });
    expect(server.headers).toMatchObject({
      host: `web.test:${server.port}`,
      accept: 'text/calendar',
      'user-agent': 'Callboard test',
    });
  });

  test('is not sent again when it has not changed', async () => {
    const server = await serve({ '/': (response) => response.writeHead(304).end() });
    const url = `http://web.test:${server.port}/`;
    const known = { etag: '"1"', lastModified: 'Mon, 30 Nov 2026 00:00:00 GMT' };
    expect(await ask(url, { known })).toMatchObject({ outcome: 'unchanged', url });
    expect(server.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'Mon, 30 Nov 2026 00:00:00 GMT',
    });
    expect(await ask(url)).toMatchObject({ outcome: 'failed', reason: 'status', status: 304 });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)('is decoded from %s', async (encoding, compress) => {
    const server = await serve({
      '/': (response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end(compress('xin chào')),
    });
    const result = await ask(`http://web.test:${server.port}/`);
    expect(result.outcome === 'fetched' && textOf(result.body)).toBe('xin chào');
  });

  test.each([
    ['120', 120_000],
    ['Mon, 30 Nov 2026 00:01:00 GMT', 60_000],
    ['99999999', 7 * 24 * 3_600_000],
    ['later', undefined],
  ])('that wants to be left alone for %s is reported with that', async (header, retryAfterMs) => {
    const server = await serve({
      '/': (response) => response.writeHead(503, { 'retry-after': header }).end(),
    });
    expect(await ask(`http://web.test:${server.port}/`)).toMatchObject({
      ...{ outcome: 'failed', reason: 'status', status: 503 },
      retryAfterMs,
    });
  });
});

describe('an address that is not allowed', () => {
  test.each([
    ['ftp://web.test/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['http://user:word@web.test/', 'credentials'],
    ['http://private.test/', 'address'],
    ['http://mixed.test/', 'address'],
    ['http://garbage.test/', 'address'],
    ['http://127.0.0.2/', 'address'],
    ['http://0x7f.2/', 'address'],
    ['http://2130706434/', 'address'],
    ['http://[::1]/', 'address'],
    ['http://[::ffff:127.0.0.1]/', 'address'],
  ])('is not asked: %s', async (url, reason) => {
    expect(await ask(url)).toMatchObject({ outcome: 'refused', reason });
  });

  test.each([
    ['http://127.0.0.1/', 'address'],
    ['http://localhost/', 'address'],
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['http://[::ffff:10.0.0.1]/', 'address'],
    ['http://8.8.8.8:25/', 'port'],
    ['https://8.8.8.8:22/', 'port'],
  ])('is refused by the policy of the public web: %s', async (url, reason) => {
    expect(await ask(url, { addresses: publicWeb })).toMatchObject({ outcome: 'refused', reason });
  });

  test('is not asked after a redirect either', async () => {
    const server = await serve({});
    const { port } = server;
    const redirecting = await serve({
      '/name': (response) =>
        response.writeHead(302, { location: `http://private.test:${port}/secret` }).end(),
      '/number': (response) =>
        response.writeHead(301, { location: `//127.0.0.2:${port}/secret` }).end(),
      '/mapped': (response) =>
        response.writeHead(307, { location: `http://[::ffff:127.0.0.2]:${port}/` }).end(),
      '/scheme': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    });
    for (const path of ['name', 'number', 'mapped'])
      expect(await ask(`http://web.test:${redirecting.port}/${path}`)).toMatchObject({
        outcome: 'refused',
        reason: 'address',
      });
    expect(await ask(`http://web.test:${redirecting.port}/scheme`)).toMatchObject({
      reason: 'scheme',
    });
    expect(server.requests).toEqual([]);
  });

  test('is not asked when its name means another address by the time of the connection', async () => {
    const server = await serve({ '/': (response) => response.end('public') });
    const asked: string[] = [];
    const result = await ask(`http://rebinding.test:${server.port}/`, {
      addresses: {
        async resolve(host) {
          asked.push(host);
          return asked.length === 1 ? ['127.0.0.1'] : ['127.0.0.2'];
        },
        isAllowedAddress: (address) => address === '127.0.0.1',
        isAllowedPort: () => true,
      },
    });
    expect(result).toMatchObject({ outcome: 'fetched' });
    expect(asked).toEqual(['rebinding.test']);
  });
});

describe('redirects', () => {
  const to =
    (location: string, status = 302) =>
    (response: import('node:http').ServerResponse) =>
      void response.writeHead(status, { location }).end('elsewhere');

  test('are followed, relative ones too, and a permanent move is told', async () => {
    const server = await serve({
      '/old': to('/new', 301),
      '/new': to('newest', 308),
      '/newest': (response) => response.end('here'),
      '/today': to('/newest', 302),
    });
    const base = `http://web.test:${server.port}`;
    expect(await ask(`${base}/old`)).toMatchObject({
      ...{ outcome: 'fetched', url: `${base}/newest`, movedTo: `${base}/newest` },
    });
    expect(await ask(`${base}/today`)).toMatchObject({
      ...{ outcome: 'fetched', url: `${base}/newest`, movedTo: undefined },
    });
  });

  test('end after so many, also in a circle', async () => {
    const server = await serve({ '/': to('/') });
    expect(await ask(`http://web.test:${server.port}/`)).toMatchObject({
      outcome: 'refused',
      reason: 'tooManyRedirects',
    });
    expect(server.requests).toHaveLength(4);
  });

  test.each([undefined, 'http://[', ''])('without a destination end: %s', async (location) => {
    const server = await serve({
      '/x': (response) => response.writeHead(302, location === undefined ? {} : { location }).end(),
    });
    const result = await ask(`http://web.test:${server.port}/x`);
    expect(result).toMatchObject({ outcome: 'refused' });
  });
});

describe('a server that gives too much or too little', () => {
  test('is left when it says so, or when it comes', async () => {
    const server = await serve({
      '/said': (response) => response.writeHead(200, { 'content-length': 1001 }).end('x'),
      '/endless': (response) => {
        const more = () => response.write('x'.repeat(500)) && setImmediate(more);
        response.on('drain', more);
        more();
      },
    });
    for (const path of ['said', 'endless'])
      expect(await ask(`http://web.test:${server.port}/${path}`)).toMatchObject({
        outcome: 'failed',
        reason: 'tooLarge',
      });
  });

  test('is left when little becomes much by decoding', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const server = await serve({
      '/': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    });
    expect(await ask(`http://web.test:${server.port}/`, { maxBytes: 1_000_000 })).toMatchObject({
      outcome: 'failed',
      reason: 'tooLarge',
    });
  });

  test.each(['gzip, gzip', 'zstd', 'gzip'])(
    'is left for the encoding %s of what is none',
    async (encoding) => {
      const server = await serve({
        '/': (response) => response.writeHead(200, { 'content-encoding': encoding }).end('plain'),
      });
      expect(await ask(`http://web.test:${server.port}/`)).toMatchObject({
        outcome: 'failed',
        reason: 'encoding',
      });
    },
  );

  test('is left when it is slow with its headers, its body or its name', async () => {
    const server = await serve({
      '/silent': () => undefined,
      '/slow': (response) => {
        response.writeHead(200);
        response.write('a');
      },
    });
    const late = { outcome: 'failed', reason: 'timedOut' };
    const url = `http://web.test:${server.port}`;
    expect(await ask(`${url}/silent`, { timeoutMs: 100 })).toMatchObject(late);
    expect(await ask(`${url}/slow`, { timeoutMs: 100 })).toMatchObject(late);
    const addresses = { ...publicWeb, resolve: () => new Promise<never>(() => undefined) };
    expect(await ask('http://web.test/', { addresses, timeoutMs: 100 })).toMatchObject(late);
  });

  test('is left when the reader stops', async () => {
    const server = await serve({ '/': () => undefined });
    const stopping = new AbortController();
    const result = ask(`http://web.test:${server.port}/`, { signal: stopping.signal });
    stopping.abort();
    expect(await result).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
  });

  test('is told apart from one that is not there, or speaks otherwise', async () => {
    const server = await serve({
      '/cut': (response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('a', () => response.destroy());
      },
      '/headers': (response) => response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end(),
    });
    const url = `http://web.test:${server.port}`;
    expect(await ask('http://nobody.test/')).toMatchObject({ reason: 'unknownHost' });
    expect(await ask(`${url}/cut`)).toMatchObject({ reason: 'protocol' });
    expect(await ask(`${url}/headers`)).toMatchObject({ reason: 'protocol' });
    expect(await ask(`https://web.test:${server.port}/`)).toMatchObject({ outcome: 'failed' });
    await server.close();
    servers.splice(0);
    expect(await ask(`${url}/`)).toMatchObject({ reason: 'unreachable' });
  });
});
