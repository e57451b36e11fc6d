import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { rateLimitPresets } from '../../../src/delivery/rate-limit/rate-limits.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import {
  type DeliveryFixture,
  openDeliveryFixture,
} from '../../support/fixtures/delivery-fixture.ts';

let database: OpenDatabase;
let engine: DeliveryFixture;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = await openDeliveryFixture(database);
});
afterEach(() => engine.stop());

const chats = async (count: number) => {
  for (let index = 0; index < count; index += 1) await engine.chat('telegram', `${index}`);
};

test('turns only the deliveries in flight unknown when a platform is gone', async () => {
  await chats(80);
  const gone = { ok: false, kind: 'ambiguous', reason: 'HTTP 502' } as const;
  engine.telegram.answers.push(...Array(80).fill(gone));
  engine.telegram.probes.push(...Array(10).fill(gone));
  const id = await engine.publish('hello?');
  await engine.advanceUntil(async () => engine.telegram.probed.count >= 10, 2_000);
  engine.telegram.answers.length = 0;
  const { states } = await engine.waitUntilDone(id);
  expect(states.unknown).toBeGreaterThan(0);
  expect(states.unknown).toBeLessThanOrEqual(rateLimitPresets.telegram.maxInFlight);
  expect(states.sent).toBe(80 - states.unknown);
});

test('uses no attempts while a platform is unreachable', async () => {
  await chats(1);
  const refused = { ok: false, kind: 'transient', reason: 'ECONNREFUSED' } as const;
  engine.telegram.answers.push(refused);
  engine.telegram.probes.push(...Array(30).fill(refused));
  const id = await engine.publish('anybody there?');
  const { states } = await engine.waitUntilDone(id, 2_000);
  expect(states.sent).toBe(1);
  expect(engine.telegram.log).toHaveLength(2);
  const row = await engine.db.delivery.findFirstOrThrow();
  expect(row.attempt).toBe(2);
});

test('keeps a bot-wide wait after a restart', async () => {
  await chats(2);
  engine.telegram.answers.push({ ok: false, kind: 'rateLimited', seconds: 3_600, scope: 'bot' });
  const id = await engine.publish('slowly');
  await engine.advanceUntil(async () => (await engine.db.rateLimitPause.count()) === 1);
  const asked = engine.telegram.log.length;
  await engine.restart();
  engine.advance(1_800_000);
  await engine.advanceUntil(async () => engine.clock.steady > 1_900_000, 20_000);
  expect(engine.telegram.log).toHaveLength(asked);
  await engine.waitUntilDone(id, 20_000);
  expect(engine.telegram.log.length).toBeGreaterThan(asked);
});

test('treats a wait reported for two chats as bot-wide', async () => {
  await chats(6);
  const wait = { ok: false, kind: 'rateLimited', seconds: 600, scope: 'unspecified' } as const;
  engine.telegram.answers.push(wait, wait);
  const id = await engine.publish('flood');
  await engine.advanceUntil(
    async () => (await engine.db.rateLimitPause.count({ where: { key: 'bot' } })) === 1,
  );
  expect((await engine.waitUntilDone(id, 5_000)).states.sent).toBe(6);
});

test('counts rejected requests and stops sending well before a ban', async () => {
  await engine.chat('discord', '1');
  await engine.db.rateLimitPause.create({
    data: {
      platform: 'discord',
      key: 'invalid',
      since: new Date(engine.clock.now - 60_000),
      until: new Date(engine.clock.now + 540_000),
      count: 4_999,
    },
  });
  await engine.restart();
  engine.discord.answers.push({
    ok: false,
    kind: 'rateLimited',
    seconds: 1,
    scope: 'chat',
    countsTowardBan: true,
  });
  const began = engine.clock.now;
  expect(
    (await engine.waitUntilDone(await engine.publish('one too many'), 5_000)).states.sent,
  ).toBe(1);
  expect(engine.clock.now - began).toBeGreaterThanOrEqual(539_000);
});

test('neither stalls nor duplicates when the clock jumps by an hour', async () => {
  await chats(2);
  const gate = Promise.withResolvers<void>();
  engine.telegram.held.gate = gate.promise;
  const first = await engine.publish('first');
  await engine.advanceUntil(async () => engine.telegram.log.length === 2);
  engine.clock.now += 3_600_000;
  for (let count = 0; count < 12; count += 1) {
    engine.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  gate.resolve();
  engine.telegram.held.gate = undefined;
  expect((await engine.waitUntilDone(first)).states.sent).toBe(2);
  expect(engine.telegram.log).toHaveLength(2);

  engine.telegram.answers.push({ ok: false, kind: 'transient', reason: 'ECONNREFUSED' });
  const second = await engine.publish('second');
  await engine.advanceUntil(async () => engine.telegram.log.length >= 3, 5);
  engine.clock.now -= 3_600_000;
  const steady = engine.clock.steady;
  expect((await engine.waitUntilDone(second)).states.sent).toBe(2);
  expect(engine.clock.steady - steady).toBeLessThan(60_000);
});

test('looks into the Discord channel before resending after the nonce window', async () => {
  await engine.chat('discord', 'there');
  await engine.chat('discord', 'absent');
  await engine.chat('discord', 'unclear');
  const lost = { ok: false, kind: 'ambiguous', reason: 'ECONNRESET' } as const;
  engine.discord.answers.push(lost, lost, lost);
  engine.discord.probes.push(...Array(12).fill(lost));
  engine.discord.lookups.push(
    { ok: true, value: { found: '42' } },
    { ok: true, value: 'absent' },
    { ok: true, value: 'unclear' },
  );
  const id = await engine.publish('perhaps');
  await engine.advanceUntil(async () => engine.discord.log.length === 3);
  const { states } = await engine.waitUntilDone(id, 1_000);
  expect(states).toMatchObject({ sent: 2, unknown: 1 });
  expect(engine.discord.requestLines().filter((one) => one.startsWith('look'))).toHaveLength(3);
  expect(engine.discord.requestLines().filter((one) => one.startsWith('send'))).toHaveLength(4);
  expect(await engine.db.delivery.count({ where: { messageIds: { has: '42' } } })).toBe(1);
});

test('retries crossposting in its own step without blocking other deliveries', async () => {
  await engine.chat('discord', 'news', { kind: 'channel' });
  engine.discord.answers.push(
    { ok: true, value: { messageId: '7', needsCrosspost: true } },
    { ok: false, kind: 'rateLimited', seconds: 1_800, scope: 'chat' },
  );
  const id = await engine.publish('extra');
  expect((await engine.waitUntilDone(id)).states.sent).toBe(1);
  await engine.advanceUntil(async () => engine.discord.log.length === 2);
  await engine.restart();
  await engine.advanceUntil(
    async () => (await engine.db.delivery.count({ where: { crosspostAt: null } })) === 1,
    10_000,
  );
  expect(engine.discord.requestLines()).toEqual([
    'send news extra vi',
    'crosspost news',
    'crosspost news',
  ]);
});

test('closes a chat with missing permissions at the third refusal', async () => {
  const { db } = engine;
  await engine.chat('telegram', '-1', { kind: 'group', title: 'Nhóm' });
  const refused = { ok: false, kind: 'chatClosed', reason: 'noRights', closeAfter: 3 } as const;
  engine.telegram.answers.push(refused, refused, refused);
  const { states } = await engine.waitUntilDone(await engine.publish('shut out'));
  expect(states.skipped).toBe(1);
  const chat = await db.chat.findFirstOrThrow({ where: { platformId: '-1' } });
  expect(chat.closedReason).toBe('noRights');
  expect(engine.telegram.requestLines()).toHaveLength(3);
});
