import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
import { stores } from '../support/databases.ts';
import { type Engine, openEngine } from '../support/delivery.ts';

describe.each(stores)('the desk on %s', (_name, open) => {
  let database: OpenDatabase;
  let engine: Engine;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    engine = await openEngine(database);
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
    await engine.until(async () => engine.telegram.log.length > 0, 1);
    return {
      id,
      release() {
        engine.telegram.held.gate = undefined;
        gate.resolve();
      },
    };
  }
  const inTransaction = <Value>(
    work: (tx: Parameters<Engine['desk']['pause']>[0]) => Promise<Value>,
  ) => engine.db.$transaction(work);
  const states = async (id: string) => (await engine.desk.status(id))?.states;

  test('a paused publication stands still until it is resumed', async () => {
    await chats(60);
    const { id, release } = await underWay('hold on');
    expect(await inTransaction((tx) => engine.desk.pause(tx, id))).toBe(true);
    expect(await inTransaction((tx) => engine.desk.pause(tx, id))).toBe(false);
    release();
    await engine.until(async () => (await states(id))?.sending === 0);
    const sent = (await states(id))?.sent ?? 0;
    engine.pass(600_000);
    await engine.until(
      async () => engine.pass(1_000) === undefined && engine.clock.steady > 900_000,
      5_000,
    );
    expect((await engine.desk.status(id))?.state).toBe('paused');
    expect((await states(id))?.sent).toBe(sent);
    expect(sent).toBeLessThan(60);
    await inTransaction((tx) => engine.desk.resume(tx, id));
    expect((await engine.settled(id)).states.sent).toBe(60);
    expect(new Set(engine.telegram.log.map(({ chat }) => chat)).size).toBe(60);
    expect(engine.telegram.log).toHaveLength(60);
  });

  test('a cancelled publication leaves out what waits, with the reason', async () => {
    await chats(60);
    const { id, release } = await underWay('never mind');
    await inTransaction((tx) => engine.desk.cancel(tx, id));
    release();
    const { states: counts, reasons } = await engine.settled(id);
    expect(counts.sent + counts.skipped).toBe(60);
    expect(counts.skipped).toBeGreaterThan(0);
    expect(reasons).toEqual([{ reason: 'cancelled', count: counts.skipped }]);
    expect((await engine.desk.status(id))?.state).toBe('cancelled');
    expect(await engine.desk.running(engine.communityId)).toEqual([]);
  });

  test('unknown copies are listed, and settled by whoever looks: it is there, or send it again', async () => {
    await chats(3);
    const lost = { ok: false, fault: 'lost', reason: 'ECONNRESET' } as const;
    engine.telegram.answers.push(lost, lost, { ok: true, value: {} });
    const id = await engine.publish('perhaps');
    expect((await engine.settled(id)).states).toMatchObject({ sent: 1, unknown: 2 });
    const { count, unknowns } = await engine.desk.unknowns({ communityId: engine.communityId });
    expect(count).toBe(2);
    const [first, second] = unknowns;
    expect(first).toMatchObject({ publicationId: id, part: 1, parts: 1, reason: 'ECONNRESET' });
    const there = { deliveryId: first?.deliveryId ?? '' };
    expect(await inTransaction((tx) => engine.desk.settle(tx, there, 'there'))).toBe(1);
    expect(await inTransaction((tx) => engine.desk.settle(tx, there, 'again'))).toBe(0);
    expect(engine.telegram.log).toHaveLength(3);
    const again = { chatId: second?.chatId ?? '' };
    expect(await inTransaction((tx) => engine.desk.settle(tx, again, 'again'))).toBe(1);
    expect((await engine.settled(id)).states.sent).toBe(3);
    expect(engine.telegram.log).toHaveLength(4);
  });

  test('the part after one that was found there follows; what was corrected meanwhile is not sent again', async () => {
    await chats(2);
    engine.telegram.setParts(2);
    const lost = { ok: false, fault: 'lost', reason: 'ECONNRESET' } as const;
    engine.telegram.answers.push(lost, lost);
    const id = await engine.publish('two parts');
    expect((await engine.settled(id)).states.unknown).toBe(2);
    const { unknowns } = await engine.desk.unknowns({ publicationId: id });
    const there = { deliveryId: unknowns[0]?.deliveryId ?? '' };
    await inTransaction((tx) => engine.desk.settle(tx, there, 'there'));
    expect((await engine.settled(id)).states).toMatchObject({ sent: 1, unknown: 1 });
    expect(engine.telegram.log.map(({ key }) => key?.split('.')[1])).toEqual(['0', '0', '1']);
    await engine.settled(await engine.correct(id, 'corrected'));
    await inTransaction((tx) => engine.desk.settle(tx, { publicationId: id }, 'again'));
    expect((await engine.settled(id)).states).toMatchObject({ sent: 1, skipped: 1 });
    expect(engine.telegram.log.filter(({ text }) => text.startsWith('two parts'))).toHaveLength(3);
  });

  test('why did this chat get it, or not', async () => {
    const open = await engine.chat('telegram', 'open');
    const closed = await engine.chat('telegram', 'closed', {
      closedAt: new Date(engine.clock.now),
      closedReason: 'blocked',
    });
    const id = await engine.publish('news');
    await engine.settled(id);
    const late = await engine.chat('telegram', 'late');
    expect(await engine.desk.why(id, open.id)).toMatchObject({ why: 'delivery', state: 'sent' });
    expect(await engine.desk.why(id, closed.id)).toMatchObject({
      why: 'closed',
      reason: 'blocked',
    });
    expect(await engine.desk.why(id, late.id)).toEqual({ why: 'notInAudience', followsNow: true });
    expect(await engine.desk.why(open.id, open.id)).toEqual({ why: 'noSuchPublication' });
  });

  test('quiet hours are waited for, unless it is urgent', async () => {
    const sleeper = await engine.chat('telegram', 'asleep');
    await engine.chat('telegram', 'awake');
    // It is 02:00 for the chat.
    await inTransaction((tx) =>
      engine.desk.setQuietHours(tx, sleeper.id, { from: 22 * 60, until: 7 * 60 }),
    );
    const usual = await engine.publish('at breakfast', { kind: 'briefing' });
    const urgent = await engine.publish('at once', { urgent: true });
    await engine.settled(urgent);
    await engine.until(async () => (await states(usual))?.sent === 1);
    const status = await engine.desk.status(usual);
    expect(status?.later).toEqual({ count: 1, until: new Date('2026-11-24T07:00:00Z') });
    expect(await engine.desk.why(usual, sleeper.id)).toMatchObject({ reason: 'quiet hours' });
    engine.pass(5 * 3_600_000);
    await engine.settled(usual);
    expect(engine.telegram.told().filter((one) => one.includes('asleep'))).toEqual([
      'send asleep at once vi',
      'send asleep at breakfast vi',
    ]);
    await expect(
      inTransaction((tx) => engine.desk.setQuietHours(tx, sleeper.id, { from: 1440, until: 0 })),
    ).rejects.toThrow(RangeError);
  });

  test('what waits is left out when its time is over, though it is not its turn', async () => {
    await chats(1);
    engine.telegram.answers.push({ ok: false, fault: 'wait', seconds: 43_200, scope: 'chat' });
    const id = await engine.publish('until noon', {
      notAfter: new Date(engine.clock.now + 600_000),
    });
    await engine.until(async () => engine.telegram.log.length === 1);
    // Its request has perhaps not come back yet when its time is over.
    engine.pass(601_000);
    const { reasons } = await engine.settled(id);
    expect(reasons).toEqual([{ reason: 'too late', count: 1 }]);
    expect(engine.telegram.log).toHaveLength(1);
  });

  test('how long it will take is known before, and better once it runs', async () => {
    await chats(120);
    const before = await engine.desk.forecast(engine.followers());
    expect(before.chats).toEqual({ discord: 0, telegram: 120 });
    expect(before.seconds).toBeCloseTo(120 / 29, 0);
    const id = await engine.publish('count on it');
    const status = await engine.until(async () => {
      const found = await engine.desk.status(id);
      return found && found.states.sent >= 60 && found;
    }, 10);
    expect(status.remainingSeconds).toBeGreaterThan(0);
    await engine.settled(id);
    expect((await engine.desk.status(id))?.remainingSeconds).toBe(0);
  });

  test('what stands in line when the program ends is given back, and stopping waits for nothing', async () => {
    await chats(60);
    const id = await engine.publish('in line');
    await engine.until(async () => engine.telegram.log.length > 0, 1);
    await engine.stop();
    expect(await engine.db.delivery.count({ where: { state: 'sending' } })).toBe(0);
    await engine.begin();
    expect((await engine.settled(id)).states.sent).toBe(60);
    expect(engine.telegram.log).toHaveLength(60);
  });
});
