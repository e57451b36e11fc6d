import { Client } from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../../src/database/database.ts';
import { createPostgresDatabase } from '../../support/database/test-databases.ts';
import { openAppFixture } from '../../support/fixtures/app-fixture.ts';
import { crowdedWorld } from '../../support/fixtures/crowded-world.ts';
import { startNetworkProxy } from '../../support/network-proxy.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const people = 20;
const calm = /[Cc]ó lỗi/;
/** Much shorter than usual, since the test waits in real time. */
const timeouts = { connection: 400, statement: 600, idle: 900 };

/** An app on a real server, over a connection that can be cut. */
async function open({ web: withWebServer }: { web: boolean }) {
  const url = await createPostgresDatabase();
  const proxy = await startNetworkProxy(url);
  const database = await openDatabase({ url: proxy.url, timeouts });
  const app = await openAppFixture({
    database,
    start: Date.parse('2026-11-24T02:00:00Z'),
    world: crowdedWorld(people),
    environment: { ADMINS: 'telegram:900000,discord:1500000000000000001' },
    withWebServer,
  });
  onTestFinished(async () => {
    proxy.restore();
    await app.close();
    await database.close();
  });
  return { url, proxy, house: app };
}

type House = Awaited<ReturnType<typeof open>>['house'];
type Way = 'telegram' | 'discord';

const answersTo = (app: House, way: Way, person: number, since: number): string[] =>
  app.drivers[way]
    .messages(`person${person}`, 'dm')
    .filter(({ from, pending, version }) => from.bot && !pending && version > since)
    .map(readableText);

/** Everyone sends a command at once; resolves when everyone has an answer. */
async function ask(app: House, way: Way, ofWhom: (text: string) => boolean): Promise<void> {
  const driver = app.drivers[way];
  const since = driver.latestVersion();
  await Promise.all(
    Array.from({ length: people }, (_, index) =>
      driver.sendMessage(`person${index}`, 'dm', '/alerts'),
    ),
  );
  await vi.waitFor(
    () => {
      const silent = Array.from({ length: people }, (_, index) => index).filter(
        (index) => !answersTo(app, way, index, since).some(ofWhom),
      );
      expect(silent, `left without an answer on ${way}`).toEqual([]);
    },
    { timeout: 25_000, interval: 50 },
  );
}

const isCalm = (text: string) => calm.test(text);
const isAnswer = (text: string) => !calm.test(text);

const ways = [
  ['Telegram’s webhook', 'telegram', true],
  ['Telegram’s polling', 'telegram', false],
  ['Discord’s gateway', 'discord', false],
] as const;

describe.each(ways)('commands by %s during a database outage', (_name, way, web) => {
  test.each(['refuses', 'hangs'] as const)(
    'get a calm message while the database %s, and an answer after recovery',
    async (how) => {
      const { house, proxy } = await open({ web });
      await ask(house, way, isAnswer);
      proxy.fail(how);
      await ask(house, way, isCalm);
      proxy.restore();
      await vi.waitFor(() => ask(house, way, isAnswer), { timeout: 25_000 });
      expect(house.specViolations).toEqual([]);
    },
    90_000,
  );

  test('get a calm message while the database is locked and has fewer connections than people', async () => {
    const { house, url } = await open({ web });
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE "Account", "Chat", "Person" IN ACCESS EXCLUSIVE MODE');
    await ask(house, way, isCalm);
    await client.query('ROLLBACK');
    await client.end();
    await vi.waitFor(() => ask(house, way, isAnswer), { timeout: 25_000 });
  }, 90_000);
});

test('health, metrics and delivery answer during an outage, operators are told once, and all recovers', async () => {
  const { house, proxy } = await open({ web: true });
  const told = (way: Way, person: number) =>
    answersTo(house, way, person, 0).filter((text) => text.includes('Callboard'));
  for (const way of ['telegram', 'discord'] as const) {
    await house.drivers[way].sendMessage('person0', 'dm', '/alerts');
    await house.drivers[way].sendMessage('person1', 'dm', '/alerts');
  }
  const page = async (path: string) => {
    const began = performance.now();
    const answer = await house.fetchPage(path);
    const body = await answer.text();
    expect(performance.now() - began, `${path} is slow`).toBeLessThan(4_000);
    return { status: answer.status, body };
  };
  expect((await page('/healthz')).status).toBe(200);
  await page('/delivery');
  await house.checkHealth();

  proxy.fail('hangs');
  const health = await page('/healthz');
  expect(health.status).toBe(503);
  expect(JSON.parse(health.body)).toMatchObject({
    ok: false,
    database: { problem: expect.stringMatching(/./), since: expect.stringMatching(/^2026-11-24T/) },
  });
  expect(health.body).not.toContain('test-password');
  const metrics = await page('/metrics');
  expect(metrics.status).toBe(200);
  expect(metrics.body).toContain('callboard_database_up 0');
  const delivery = await page('/delivery');
  expect(delivery.status).toBe(200);
  expect(delivery.body).toMatch(/không trả lời từ 2026-11-24/);

  await house.checkHealth();
  expect(told('telegram', 0)).toEqual([]);
  house.clock.advance(300_000);
  await house.checkHealth();
  await house.checkHealth();
  expect(told('telegram', 0)).toEqual([expect.stringMatching(/Cơ sở dữ liệu không trả lời/)]);
  expect(told('discord', 1)).toHaveLength(1);

  proxy.restore();
  const up = expect.objectContaining({ connected: true });
  await vi.waitFor(
    async () => {
      // A worker that only reports failures counts as healthy after a minute without one.
      house.clock.advance(61_000);
      expect(await house.health()).toEqual({ ok: true, discord: up, telegram: up });
    },
    { timeout: 20_000, interval: 200 },
  );
  await house.checkHealth();
  house.clock.advance(60_000);
  await house.checkHealth();
  await house.checkHealth();
  expect(told('telegram', 0)).toHaveLength(2);
  expect(told('discord', 1).at(-1)).toMatch(/trở lại/);
}, 90_000);
