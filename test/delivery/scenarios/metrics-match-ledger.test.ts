import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { DeliveryMetrics } from '../../../src/delivery/metrics.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import {
  type DeliveryFixture,
  openDeliveryFixture,
} from '../../support/fixtures/delivery-fixture.ts';

/** The metrics by platform, priority and state, minus deliveries that a person resolved. */
function createCount() {
  const counts = new Map<string, number>();
  const add = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);
  const meter: DeliveryMetrics = {
    finished: ({ platform, priority, state, count }) =>
      add(`${platform} ${priority} ${state}`, count),
    unknownResolved: ({ platform, priority, count }) =>
      add(`${platform} ${priority} unknown`, -count),
    requestStarted() {},
    requestFinished() {},
  };
  return { meter, all: () => [...counts].filter(([, count]) => count !== 0).toSorted() };
}

describe.each(databaseKinds)('metrics of finished deliveries, on %s', (_name, open) => {
  let database: OpenDatabase;
  let engine: DeliveryFixture;
  let count: ReturnType<typeof createCount>;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    count = createCount();
    engine = await openDeliveryFixture(database, count.meter);
  });
  afterEach(() => engine.stop());

  async function ledger() {
    const groups = await engine.db.delivery.groupBy({
      by: ['platform', 'priority', 'state'],
      _count: true,
    });
    return groups
      .map(({ platform, priority, state, _count }) => [`${platform} ${priority} ${state}`, _count])
      .toSorted();
  }

  test('match the ledger after every possible outcome', async () => {
    const { db, telegram, discord, clock } = engine;
    const settle = (publicationId: string, finding: 'there' | 'again') =>
      db.$transaction((tx) => engine.desk.resolveUnknown(tx, { publicationId }, finding));
    for (const id of ['1', '2', '3', '4']) await engine.chat('telegram', id);
    for (const id of ['5', '6']) await engine.chat('discord', id);
    const sleeper = await engine.chat('telegram', '7', { quietFrom: 0, quietUntil: 1439 });

    // Some arrive, some are lost, one is refused.
    const lost = { ok: false, kind: 'ambiguous', reason: 'ECONNRESET' } as const;
    telegram.answers.push(lost, lost, { ok: false, kind: 'rejected', reason: 'too long' });
    const first = await engine.publish('first', { ignoresQuietHours: true });
    expect((await engine.waitUntilDone(first)).states).toMatchObject({ unknown: 2, failed: 1 });
    await settle(first, 'there');

    // A chat closes while another publication waits for it, and a correction finds it closed.
    await engine.publish('asleep', { kind: 'notice', audience: chatsOf(sleeper.id) });
    await engine.advanceUntil(() => db.delivery.findFirst({ where: { error: 'quiet hours' } }));
    const blocked = { ok: false, kind: 'chatClosed', reason: 'blocked' } as const;
    telegram.answers.push(blocked, blocked, blocked, blocked, blocked);
    await engine.waitUntilDone(await engine.publish('shut out', { ignoresQuietHours: true }));
    expect(await db.delivery.count({ where: { state: 'skipped', error: 'blocked' } })).toBe(6);
    await engine.waitUntilDone(await engine.correct(first, 'corrected'));

    // One is cancelled, one is too late, one is overtaken by its correction, one is withdrawn.
    await db.chat.updateMany({ data: { closedAt: null, closedReason: null } });
    const waits = { kind: 'briefing', audience: chatsOf(sleeper.id) } as const;
    const cancelled = await engine.publish('cancelled', waits);
    const late = await engine.publish('late', {
      ...waits,
      expiresAt: new Date(clock.now + 60_000),
    });
    const overtaken = await engine.publish('overtaken', waits);
    const asleep = { publicationId: { in: [cancelled, late, overtaken] }, error: 'quiet hours' };
    await engine.advanceUntil(async () => (await db.delivery.count({ where: asleep })) === 3);
    await db.$transaction((tx) => engine.desk.cancel(tx, cancelled));
    await engine.correct(overtaken, 'newer', { ignoresQuietHours: true });
    await db.chat.update({ where: { id: sleeper.id }, data: { quietFrom: null } });
    await engine.waitUntilDone(cancelled);
    await engine.waitUntilDone(late, 500);
    await engine.waitUntilDone(overtaken);

    // A lost delivery is corrected in the meantime and sent again: it is not counted.
    telegram.answers.push(lost, lost, lost, lost, lost);
    const doubtful = await engine.publish('doubtful');
    await engine.waitUntilDone(doubtful);
    discord.answers.push({ ok: false, kind: 'rejected', reason: 'No' });
    await engine.waitUntilDone(await engine.correct(doubtful, 'surely'));
    await settle(doubtful, 'again');

    // The program dies while it sends.
    const open = await engine.publish('open', { ...waits, kind: 'alert' });
    await engine.waitUntilDone(open);
    await engine.stop();
    await db.delivery.updateMany({
      where: { publicationId: open },
      data: { state: 'sending', uncertainSince: new Date(clock.now), messageIds: [], sentAt: null },
    });
    await engine.start();
    await engine.advanceUntil(async () =>
      count.all().some(([key]) => key === 'telegram 0 unknown'),
    );
    // The one that the test took back from the ledger was counted as sent.
    count.meter.finished({ platform: 'telegram', priority: 0, state: 'sent', count: -1 });
    expect(count.all()).toEqual(await ledger());
    const states = new Set((await ledger()).map(([key]) => String(key).split(' ')[2]));
    expect([...states].toSorted()).toEqual(['failed', 'sent', 'skipped', 'unknown']);
  });

  const chatsOf = (...chatIds: string[]) => ({ to: 'chats', chatIds }) as const;
});
