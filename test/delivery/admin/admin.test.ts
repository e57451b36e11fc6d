import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import {
  type DeliveryFixture,
  openDeliveryFixture,
} from '../../support/fixtures/delivery-fixture.ts';

describe.each(databaseKinds)('delivery administration on %s', (_name, open) => {
  let database: OpenDatabase;
  let engine: DeliveryFixture;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    engine = await openDeliveryFixture(database);
  });
  afterEach(() => engine.stop());

  const chats = async (count: number) => {
    for (let index = 0; index < count; index += 1) await engine.chat('telegram', `${index}`);
  };
  /** A publication of which one request is under way and has no answer yet. */
  async function underWay(text: string) {
    const gate = Promise.withResolvers<void>();
    engine.telegram.held.gate = gate.promise;
    const id = await engine.publish(text);
    await engine.advanceUntil(async () => engine.telegram.log.length > 0, 1);
    return {
      id,
      release() {
        engine.telegram.held.gate = undefined;
        gate.resolve();
      },
    };
  }
  const inTransaction = <Value>(
    work: (tx: Parameters<DeliveryFixture['desk']['pause']>[0]) => Promise<Value>,
  ) => engine.db.$transaction(work);
  const states = async (id: string) => (await engine.desk.progress(id))?.states;

  test('holds a paused publication until it is resumed', async () => {
    await chats(60);
    const { id, release } = await underWay('hold on');
    expect(await inTransaction((tx) => engine.desk.pause(tx, id))).toBe(true);
    expect(await inTransaction((tx) => engine.desk.pause(tx, id))).toBe(false);
    release();
    await engine.advanceUntil(async () => (await states(id))?.sending === 0);
    const sent = (await states(id))?.sent ?? 0;
    engine.advance(600_000);
    await engine.advanceUntil(
      async () => engine.advance(1_000) === undefined && engine.clock.steady > 900_000,
      5_000,
    );
    expect((await engine.desk.progress(id))?.state).toBe('paused');
    expect((await states(id))?.sent).toBe(sent);
    expect(sent).toBeLessThan(60);
    await inTransaction((tx) => engine.desk.resume(tx, id));
    expect((await engine.waitUntilDone(id)).states.sent).toBe(60);
    expect(new Set(engine.telegram.log.map(({ chat }) => chat)).size).toBe(60);
    expect(engine.telegram.log).toHaveLength(60);
  });

  test('skips pending deliveries of a cancelled publication with the reason', async () => {
    await chats(60);
    const { id, release } = await underWay('never mind');
    await inTransaction((tx) => engine.desk.cancel(tx, id));
    release();
    const { states: counts, reasons } = await engine.waitUntilDone(id);
    expect(counts.sent + counts.skipped).toBe(60);
    expect(counts.skipped).toBeGreaterThan(0);
    expect(reasons).toEqual([{ reason: 'cancelled', count: counts.skipped }]);
    expect((await engine.desk.progress(id))?.state).toBe('cancelled');
    expect(await engine.desk.listActive(engine.communityId)).toEqual([]);
  });

  test('lists unknown deliveries and settles them as sent or to be resent', async () => {
    await chats(3);
    const lost = { ok: false, kind: 'ambiguous', reason: 'ECONNRESET' } as const;
    engine.telegram.answers.push(lost, lost, { ok: true, value: {} });
    const id = await engine.publish('perhaps');
    expect((await engine.waitUntilDone(id)).states).toMatchObject({ sent: 1, unknown: 2 });
    const { count, unknowns } = await engine.desk.listUnknown({ communityId: engine.communityId });
    expect(count).toBe(2);
    const [first, second] = unknowns;
    expect(first).toMatchObject({ publicationId: id, part: 1, parts: 1, reason: 'ECONNRESET' });
    const there = { deliveryId: first?.deliveryId ?? '' };
    expect(await inTransaction((tx) => engine.desk.resolveUnknown(tx, there, 'there'))).toBe(1);
    expect(await inTransaction((tx) => engine.desk.resolveUnknown(tx, there, 'again'))).toBe(0);
    expect(engine.telegram.log).toHaveLength(3);
    const again = { chatId: second?.chatId ?? '' };
    expect(await inTransaction((tx) => engine.desk.resolveUnknown(tx, again, 'again'))).toBe(1);
    expect((await engine.waitUntilDone(id)).states.sent).toBe(3);
    expect(engine.telegram.log).toHaveLength(4);
  });

  test('sends the part after one that was confirmed and does not resend what was corrected meanwhile', async () => {
    await chats(2);
    engine.telegram.setParts(2);
    const lost = { ok: false, kind: 'ambiguous', reason: 'ECONNRESET' } as const;
    engine.telegram.answers.push(lost, lost);
    const id = await engine.publish('two parts');
    expect((await engine.waitUntilDone(id)).states.unknown).toBe(2);
    const { unknowns } = await engine.desk.listUnknown({ publicationId: id });
    const there = { deliveryId: unknowns[0]?.deliveryId ?? '' };
    await inTransaction((tx) => engine.desk.resolveUnknown(tx, there, 'there'));
    expect((await engine.waitUntilDone(id)).states).toMatchObject({ sent: 1, unknown: 1 });
    expect(engine.telegram.log.map(({ key }) => key?.split('.')[1])).toEqual(['0', '0', '1']);
    await engine.waitUntilDone(await engine.correct(id, 'corrected'));
    await inTransaction((tx) => engine.desk.resolveUnknown(tx, { publicationId: id }, 'again'));
    expect((await engine.waitUntilDone(id)).states).toMatchObject({ sent: 1, skipped: 1 });
    expect(engine.telegram.log.filter(({ text }) => text.startsWith('two parts'))).toHaveLength(3);
  });

  test('explains why a chat did or did not get a publication', async () => {
    const open = await engine.chat('telegram', 'open');
    const closed = await engine.chat('telegram', 'closed', {
      closedAt: new Date(engine.clock.now),
      closedReason: 'blocked',
    });
    const id = await engine.publish('news');
    await engine.waitUntilDone(id);
    const late = await engine.chat('telegram', 'late');
    expect(await engine.desk.explain(id, open.id)).toMatchObject({
      kind: 'delivery',
      state: 'sent',
    });
    expect(await engine.desk.explain(id, closed.id)).toMatchObject({
      kind: 'closed',
      reason: 'blocked',
    });
    expect(await engine.desk.explain(id, late.id)).toEqual({
      kind: 'notInAudience',
      followsNow: true,
    });
    expect(await engine.desk.explain(open.id, open.id)).toEqual({ kind: 'noSuchPublication' });
  });

  test('waits for quiet hours to end unless the publication is urgent', async () => {
    const sleeper = await engine.chat('telegram', 'asleep');
    await engine.chat('telegram', 'awake');
    // It is 02:00 for the chat.
    await inTransaction((tx) =>
      engine.desk.setQuietHours(tx, sleeper.id, { from: 22 * 60, until: 7 * 60 }),
    );
    const usual = await engine.publish('at breakfast', { kind: 'briefing' });
    const urgent = await engine.publish('at once', { ignoresQuietHours: true });
    await engine.waitUntilDone(urgent);
    await engine.advanceUntil(async () => (await states(usual))?.sent === 1);
    const status = await engine.desk.progress(usual);
    expect(status?.deferred).toEqual({ count: 1, until: new Date('2026-11-24T07:00:00Z') });
    expect(await engine.desk.explain(usual, sleeper.id)).toMatchObject({ reason: 'quiet hours' });
    engine.advance(5 * 3_600_000);
    await engine.waitUntilDone(usual);
    expect(engine.telegram.requestLines().filter((one) => one.includes('asleep'))).toEqual([
      'send asleep at once vi',
      'send asleep at breakfast vi',
    ]);
    await expect(
      inTransaction((tx) => engine.desk.setQuietHours(tx, sleeper.id, { from: 1440, until: 0 })),
    ).rejects.toThrow(RangeError);
  });

  test('edits copies during quiet hours and sends missing ones in the morning', async () => {
    const sleeper = await engine.chat('telegram', 'asleep');
    const first = await engine.publish('first');
    await engine.waitUntilDone(first);
    const late = await engine.chat('telegram', 'late');
    for (const { id } of [sleeper, late]) {
      await inTransaction((tx) =>
        engine.desk.setQuietHours(tx, id, { from: 22 * 60, until: 7 * 60 }),
      );
    }
    const waiting = await engine.publish('second');
    await engine.advanceUntil(
      async () => (await engine.desk.progress(waiting))?.deferred?.count === 2,
    );
    const edited = await engine.correct(first, 'first, corrected');
    await engine.advanceUntil(
      async () => (await engine.desk.progress(edited))?.deferred?.count === 1,
    );
    const other = await engine.correct(waiting, 'second, corrected');
    await engine.advanceUntil(
      async () => (await engine.desk.progress(other))?.deferred?.count === 2,
    );
    await engine.advanceUntil(async () => engine.telegram.log.length === 2);
    expect(engine.telegram.requestLines()).toEqual([
      'send asleep first vi',
      'edit asleep first, corrected vi',
    ]);
    expect(await engine.desk.explain(waiting, late.id)).toMatchObject({
      state: 'skipped',
      reason: 'corrected before it was sent',
    });
    engine.advance(5 * 3_600_000);
    await engine.waitUntilDone(edited);
    await engine.waitUntilDone(other);
    expect(engine.telegram.requestLines().slice(2).toSorted()).toEqual([
      'send asleep second, corrected vi',
      'send late first, corrected vi',
      'send late second, corrected vi',
    ]);
  });

  test('skips an expired delivery before it is due', async () => {
    await chats(1);
    engine.telegram.answers.push({
      ok: false,
      kind: 'rateLimited',
      seconds: 43_200,
      scope: 'chat',
    });
    const id = await engine.publish('until noon', {
      expiresAt: new Date(engine.clock.now + 600_000),
    });
    await engine.advanceUntil(async () => engine.telegram.log.length === 1);
    // Its request has perhaps not come back yet when its time is over.
    engine.advance(601_000);
    const { reasons } = await engine.waitUntilDone(id);
    expect(reasons).toEqual([{ reason: 'too late', count: 1 }]);
    expect(engine.telegram.log).toHaveLength(1);
  });

  test('estimates the duration in advance and refines it while sending', async () => {
    await chats(120);
    const before = await engine.desk.estimate(engine.followersAudience());
    expect(before.chats).toEqual({ discord: 0, telegram: 120 });
    expect(before.seconds).toBeCloseTo(120 / 29, 0);
    const id = await engine.publish('count on it');
    const status = await engine.advanceUntil(async () => {
      const found = await engine.desk.progress(id);
      return found && found.states.sent >= 60 && found;
    }, 10);
    expect(status.remainingSeconds).toBeGreaterThan(0);
    await engine.waitUntilDone(id);
    expect((await engine.desk.progress(id))?.remainingSeconds).toBe(0);
  });

  test('requeues claimed deliveries on shutdown without waiting for them', async () => {
    await chats(60);
    const id = await engine.publish('in line');
    await engine.advanceUntil(async () => engine.telegram.log.length > 0, 1);
    await engine.stop();
    expect(await engine.db.delivery.count({ where: { state: 'sending' } })).toBe(0);
    await engine.start();
    expect((await engine.waitUntilDone(id)).states.sent).toBe(60);
    expect(engine.telegram.log).toHaveLength(60);
  });
});
