import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { summarizePublication } from '../../../src/delivery/admin/summary.ts';
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

test('edits a first copy that was sent by a correction with the next correction', async () => {
  const original = await engine.publish('first');
  await engine.waitUntilDone(original);
  await engine.chat('telegram', 'late');
  await engine.waitUntilDone(await engine.correct(original, 'second'));
  await engine.waitUntilDone(await engine.correct(original, 'third'));
  expect(engine.telegram.requestLines()).toEqual(['send late second vi', 'edit late third vi']);
});

test('replaces a pending correction by a newer one', async () => {
  await engine.chat('telegram', '1');
  const original = await engine.publish('first');
  await engine.waitUntilDone(original);
  engine.telegram.answers.push({ ok: false, kind: 'rateLimited', seconds: 60, scope: 'chat' });
  const second = await engine.correct(original, 'second');
  await engine.advanceUntil(async () => engine.telegram.log.length === 2);
  const third = await engine.correct(original, 'third');
  await engine.waitUntilDone(third, 1_000);
  expect((await engine.waitUntilDone(second)).states.skipped).toBe(1);
  expect(engine.telegram.requestLines().slice(1)).toEqual(['edit 1 second vi', 'edit 1 third vi']);
});

test('replies to each copy with the correction after the copy was edited', async () => {
  await engine.chat('telegram', '1');
  await engine.chat('discord', '2');
  const original = await engine.publish('wrong');
  await engine.waitUntilDone(original);
  await engine.chat('telegram', 'late');
  const edit = await engine.correct(original, 'right');
  const reply = await engine.publish('it was wrong', {
    kind: 'correction',
    operation: 'reply',
    originalId: original,
    audience: { to: 'copies', publicationId: original },
  });
  await engine.waitUntilDone(edit);
  const notified = await engine.waitUntilDone(reply);
  const requests = engine.telegram.log.filter(({ chat }) => chat === '1');
  expect(requests.map(({ act, text }) => `${act} ${text}`)).toEqual([
    'send wrong vi',
    'edit right vi',
    'reply it was wrong vi',
  ]);
  expect(requests[2]?.id).toBe(requests[1]?.id);
  expect(engine.discord.requestLines()).toEqual([
    'send 2 wrong vi',
    'edit 2 right vi',
    'reply 2 it was wrong vi',
  ]);
  expect(notified.states.sent).toBe(2);
  const corrections = await engine.desk.correctionSummary(original);
  expect(corrections?.edited.states.sent).toBe(3);
  expect(corrections?.notified?.states.sent).toBe(2);
  expect(corrections?.failures).toEqual([]);

  // Chats whose first copy is the corrected version get a notification of its next correction.
  const again = await engine.correct(original, 'quite right');
  const noticed = await engine.publish('it was not quite right', {
    kind: 'correction',
    operation: 'reply',
    originalId: original,
    audience: { to: 'copies', publicationId: original, andTopic: 'alerts' },
  });
  await engine.chat('telegram', 'later');
  await engine.waitUntilDone(again);
  const { states, reasons } = await engine.waitUntilDone(noticed);
  expect(states.sent).toBe(3);
  const late = engine.telegram.log.filter(({ chat }) => chat === 'late');
  expect(late.map(({ act, text }) => `${act} ${text}`)).toEqual([
    'send right vi',
    'edit quite right vi',
    'reply it was not quite right vi',
  ]);
  expect(reasons.every(({ reason }) => reason === 'no earlier copy')).toBe(true);
});

test('deletes sent copies on withdrawal, skips pending ones and reports what cannot be deleted', async () => {
  await engine.chat('telegram', 'old');
  await engine.chat('telegram', 'young');
  const original = await engine.publish('wrong');
  await engine.waitUntilDone(original);
  await engine.chat('telegram', 'closed', { closedAt: new Date(), closedReason: 'blocked' });
  const closed = await engine.db.chat.findFirstOrThrow({ where: { platformId: 'closed' } });
  await engine.db.delivery.create({
    data: {
      publicationId: original,
      chatId: closed.id,
      platform: 'telegram',
      priority: 0,
      state: 'sent',
      messageIds: ['9'],
    },
  });
  engine.telegram.answers.push({ ok: false, kind: 'rejected', reason: 'tooOld' });
  const removal = await engine.publish('', {
    kind: 'correction',
    operation: 'remove',
    originalId: original,
    audience: { to: 'copies', publicationId: original },
  });
  const { states } = await engine.waitUntilDone(removal);
  expect(states).toMatchObject({ sent: 1, failed: 1, skipped: 1 });
  const corrections = await engine.desk.correctionSummary(original);
  expect(corrections?.failures.map(({ reason }) => reason).sort()).toEqual(['blocked', 'tooOld']);
});

test('repeats an edit whose response was lost but not a first copy', async () => {
  await engine.chat('telegram', '1');
  const original = await engine.publish('first');
  await engine.waitUntilDone(original);
  engine.telegram.answers.push({ ok: false, kind: 'ambiguous', reason: 'ECONNRESET' });
  expect((await engine.waitUntilDone(await engine.correct(original, 'second'))).states.sent).toBe(
    1,
  );
  await engine.chat('telegram', 'late');
  const lost = { ok: false, kind: 'ambiguous', reason: 'ECONNRESET' } as const;
  engine.telegram.answers.push(lost, lost);
  const third = await engine.waitUntilDone(await engine.correct(original, 'third'));
  expect(third.states).toMatchObject({ sent: 1, unknown: 1 });
  expect(engine.telegram.log.filter(({ chat }) => chat === 'late')).toHaveLength(1);
});

test('continues a correction of several messages after a crash and adds new parts', async () => {
  await engine.chat('discord', '1');
  engine.discord.setParts(2);
  const original = await engine.publish('long');
  await engine.waitUntilDone(original);
  engine.discord.setParts(3);
  engine.discord.answers.push({ ok: true, value: {} });
  engine.discord.answers.push({ ok: false, kind: 'rateLimited', seconds: 30, scope: 'chat' });
  const edit = await engine.correct(original, 'longer');
  await engine.advanceUntil(async () => engine.discord.log.length === 4);
  await engine.restart();
  await engine.waitUntilDone(edit);
  expect(engine.discord.requestLines().slice(2)).toEqual([
    'edit 1 longer vi',
    'edit 1 longer vi',
    'edit 1 longer vi',
    'send 1 longer vi',
  ]);
  const row = await engine.db.delivery.findFirstOrThrow({ where: { publicationId: edit } });
  expect(row.messageIds).toHaveLength(3);
});

test('lets a correction overtake its original during the fan-out', async () => {
  for (let count = 0; count < 20; count += 1) await engine.chat('telegram', `${count}`);
  const gate = Promise.withResolvers<void>();
  engine.telegram.held.gate = gate.promise;
  const original = await engine.publish('wrong');
  const edit = await engine.correct(original, 'right');
  await engine.waitUntilFannedOut(edit);
  gate.resolve();
  engine.telegram.held.gate = undefined;
  await engine.waitUntilDone(edit);
  await engine.waitUntilDone(original);
  for (let count = 0; count < 20; count += 1) {
    const last = engine.telegram.log.findLast(({ chat }) => chat === `${count}`);
    expect(last?.text).toBe('right vi');
  }
  expect((await summarizePublication(engine.db, original)).states.queued).toBe(0);
});
