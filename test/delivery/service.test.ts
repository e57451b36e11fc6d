import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
import { summarizePublication } from '../../src/delivery/admin/summary.ts';
import type { Platform } from '../../src/platform.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import {
  type DeliveryFixture,
  inBothLanguages,
  openDeliveryFixture,
} from '../support/fixtures/delivery-fixture.ts';

describe.each(databaseKinds)('the delivery service on %s', (_name, open) => {
  let database: OpenDatabase;
  let engine: DeliveryFixture;
  let telegram: DeliveryFixture['telegram'];
  let discord: DeliveryFixture['discord'];
  let communityId: string;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    engine = await openDeliveryFixture(database);
    ({ telegram, discord, communityId } = engine);
  });
  afterEach(() => engine.stop());

  test('sends every follower one copy in their language', async () => {
    await engine.chat('telegram', '1', { locale: 'en' });
    await engine.chat('telegram', '2');
    await engine.chat('discord', '3');
    expect(await engine.publications.audienceSize(engine.followersAudience())).toBe(3);
    const { states } = await engine.waitUntilDone(await engine.publish('flood'));
    expect(states.sent).toBe(3);
    expect(telegram.log.map(({ chat: to, text }) => `${to} ${text}`).sort()).toEqual([
      '1 flood en',
      '2 flood vi',
    ]);
    expect(discord.log).toHaveLength(1);
    expect(discord.log[0]?.key?.length).toBeLessThanOrEqual(25);
  });

  test('never sends a publication whose transaction failed', async () => {
    await engine.chat('telegram', '1');
    await expect(
      database.prisma.$transaction(async (tx) => {
        await engine.publications.publish(tx, {
          communityId,
          kind: 'alert',
          audience: engine.followersAudience(),
          messages: inBothLanguages('never'),
          locale: 'vi',
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await engine.waitUntilDone(await engine.publish('after'));
    expect(telegram.log.map(({ text }) => text)).toEqual(['after vi']);
  });

  test('continues when one chat fails and closes a closed chat with its reason', async () => {
    await engine.chat('telegram', '1');
    await engine.chat('telegram', '2');
    telegram.answers.push({ ok: false, kind: 'chatClosed', reason: 'blocked' });
    const { states, reasons } = await engine.waitUntilDone(await engine.publish('flood'));
    expect(states).toMatchObject({ sent: 1, skipped: 1 });
    expect(reasons).toEqual([{ reason: 'blocked', count: 1 }]);
    expect(await database.prisma.chat.count({ where: { closedReason: 'blocked' } })).toBe(1);
    expect(await engine.publications.audienceSize(engine.followersAudience())).toBe(1);
  });

  test('leaves a lost response unknown on Telegram and resends with the same nonce on Discord', async () => {
    await engine.chat('telegram', '1');
    await engine.chat('discord', '2');
    telegram.answers.push({ ok: false, kind: 'ambiguous', reason: 'ECONNRESET' });
    discord.answers.push({ ok: false, kind: 'ambiguous', reason: 'ECONNRESET' });
    const { states } = await engine.waitUntilDone(await engine.publish('flood'));
    expect(states).toMatchObject({ sent: 1, unknown: 1 });
    expect(telegram.requestLines()).toHaveLength(1);
    expect(discord.requestLines()).toHaveLength(2);
    expect(new Set(discord.log.map(({ key }) => key)).size).toBe(1);
  });

  test('sends a correction before the rest of its original and other alerts', async () => {
    for (let count = 0; count < 60; count += 1) await engine.chat('telegram', `${count}`);
    const original = await engine.publish('wrong');
    const another = await engine.publish('another');
    await engine.advanceUntil(async () => telegram.log.length >= 5, 20);
    const correction = await engine.correct(original, 'right');
    await engine.waitUntilFannedOut(correction);
    const before = telegram.log.length;
    await engine.waitUntilDone(correction);
    const after = telegram.requestLines().slice(before);
    // Only those in flight by then; chats that just received a message wait for their turn.
    expect(after.filter((one) => one.includes('wrong')).length).toBeLessThan(15);
    const others = after.findIndex((one) => one.includes('another'));
    const first = others < 0 ? after : after.slice(0, others);
    expect(first.filter((one) => one.includes('right')).length).toBeGreaterThan(40);
    await engine.waitUntilDone(another);
    expect((await engine.waitUntilDone(original)).states.skipped).toBeGreaterThan(30);
    for (let count = 0; count < 60; count += 1) {
      const texts = telegram.log.filter(({ chat }) => chat === `${count}`).map(({ text }) => text);
      expect(texts.at(-1)).toBe('another vi');
      expect(texts.at(-2)).toBe('right vi');
    }
  });

  test('waits when a platform asks to wait', async () => {
    await engine.chat('telegram', '1');
    telegram.answers.push({ ok: false, kind: 'rateLimited', seconds: 30, scope: 'chat' });
    const began = engine.clock.now;
    const { states } = await engine.waitUntilDone(await engine.publish('flood'), 500);
    expect(states.sent).toBe(1);
    expect(engine.clock.now - began).toBeGreaterThanOrEqual(30_000);
  });

  test('delays only one delivery for a delivery-specific wait and shows its reason', async () => {
    await engine.chat('discord', '1');
    const original = await engine.publish('first');
    await engine.waitUntilDone(original);
    discord.answers.push({
      ok: false,
      ...{ kind: 'rateLimited', seconds: 600, scope: 'delivery', reason: 'editLimit' },
    });
    const correction = await engine.correct(original, 'second');
    await engine.advanceUntil(async () => {
      const { waiting } = await summarizePublication(database.prisma, correction);
      return waiting.some(({ reason }) => reason === 'editLimit');
    });
    const began = engine.clock.now;
    await engine.waitUntilDone(await engine.publish('other'));
    expect(engine.clock.now - began).toBeLessThan(60_000);
    expect((await engine.waitUntilDone(correction, 5_000)).states.sent).toBe(1);
    expect(engine.clock.now - began).toBeGreaterThan(500_000);
    expect(discord.requestLines()).toEqual([
      'send 1 first vi',
      'edit 1 second vi',
      'send 1 other vi',
      'edit 1 second vi',
    ]);
  });

  test('continues a message of several parts at the missing part', async () => {
    await engine.chat('discord', '1');
    discord.setParts(3);
    discord.answers.push(
      { ok: true, value: { messageId: 'a' } },
      { ok: false, kind: 'transient', reason: 'ECONNREFUSED' },
    );
    await engine.waitUntilDone(await engine.publish('long'));
    const keys = discord.log.map(({ key }) => key);
    expect(keys).toHaveLength(4);
    expect(keys[1]).toBe(keys[2]);
    const [row] = await database.prisma.delivery.findMany();
    expect(row?.messageIds).toHaveLength(3);
  });

  test('edits every copy, repeatedly if needed, and reaches later followers', async () => {
    await engine.chat('telegram', '1');
    const original = await engine.publish('first');
    await engine.waitUntilDone(original);
    await engine.chat('telegram', '2');
    const correct = (text: string) =>
      engine.publish(text, {
        kind: 'correction',
        operation: 'edit',
        originalId: original,
        audience: { to: 'copies', publicationId: original, andTopic: 'alerts' },
      });
    await engine.waitUntilDone(await correct('second'));
    await engine.waitUntilDone(await correct('third'));
    const requests = telegram.log.filter(({ chat: to }) => to === '1');
    expect(requests.map(({ act, text }) => `${act} ${text}`)).toEqual([
      'send first vi',
      'edit second vi',
      'edit third vi',
    ]);
    expect(new Set(requests.slice(1).map(({ id }) => id)).size).toBe(1);
    expect(telegram.log.filter(({ chat: to }) => to === '2').at(0)).toMatchObject({
      act: 'send',
      text: 'second vi',
    });
  });

  test('never sends an old text after its correction', async () => {
    await engine.chat('telegram', '1');
    telegram.answers.push({ ok: false, kind: 'rateLimited', seconds: 3600, scope: 'chat' });
    const original = await engine.publish('wrong');
    for (;;) {
      const [row] = await database.prisma.delivery.findMany({ where: { publicationId: original } });
      if (row?.state === 'queued' && row.attempt > 0) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const correction = await engine.publish('right', {
      kind: 'correction',
      operation: 'edit',
      originalId: original,
      audience: { to: 'copies', publicationId: original },
    });
    while ((await summarizePublication(database.prisma, correction)).total === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    engine.advance(3_700_000);
    await engine.waitUntilDone(correction);
    await engine.waitUntilDone(original);
    expect(telegram.log.filter(({ text }) => text.startsWith('right'))).toHaveLength(1);
    expect(telegram.log.filter(({ text }) => text.startsWith('wrong'))).toHaveLength(1);
  });

  test('marks deliveries of a dead worker unknown on Telegram and resends them on Discord', async () => {
    const left = async (platform: Platform) => {
      const { id } = await engine.chat(platform, randomUUID());
      const publication = await database.prisma.publication.create({
        data: {
          communityId,
          kind: 'alert',
          priority: 0,
          audience: { to: 'chats', chatIds: [] },
          messages: inBothLanguages('half'),
          locale: 'vi',
          fanOut: 'done',
        },
      });
      await database.prisma.delivery.create({
        data: {
          publicationId: publication.id,
          chatId: id,
          platform,
          priority: 0,
          state: 'sending',
          attempt: 1,
          dueAt: new Date(engine.clock.now - 61_000),
          uncertainSince: new Date(engine.clock.now - 61_000),
          leaseUntil: new Date(engine.clock.now - 1_000),
        },
      });
      return publication.id;
    };
    expect((await engine.waitUntilDone(await left('telegram'))).states.unknown).toBe(1);
    expect((await engine.waitUntilDone(await left('discord'))).states.sent).toBe(1);
    expect(telegram.log).toHaveLength(0);
    expect(discord.log).toHaveLength(1);
  });

  test('sends at the next start what was pending at shutdown', async () => {
    await engine.stop();
    await engine.chat('telegram', '1');
    await engine.start();
    const id = await engine.publish('before the stop');
    await engine.stop();
    await engine.start();
    expect((await engine.waitUntilDone(id)).states.sent).toBe(1);
    expect(telegram.requestLines()).toHaveLength(1);
  });

  test('skips expired deliveries', async () => {
    await engine.chat('telegram', '1');
    const { states, reasons } = await engine.waitUntilDone(
      await engine.publish('late', { expiresAt: new Date(engine.clock.now - 1) }),
    );
    expect(states.skipped).toBe(1);
    expect(reasons).toEqual([{ reason: 'too late', count: 1 }]);
  });

  test('does not send expired content with the edit that marks it as over', async () => {
    await engine.chat('telegram', 'has it');
    const night = { quietFrom: 0, quietUntil: 1_439, zone: 'UTC' };
    await engine.chat('telegram', 'asleep', night);
    const expiresAt = new Date(engine.clock.now + 3_600_000);
    const id = await engine.publish('rain', { expiresAt });
    await engine.waitUntilFannedOut(id);
    await engine.advanceUntil(async () => (await engine.desk.progress(id))?.deferred?.count === 1);
    // Nothing was sent while its time ran out, as when the program was away.
    await engine.stop();
    engine.advance(7_200_000);
    const over = await engine.publish('rain is over', {
      ...{ kind: 'correction', operation: 'edit', originalId: id },
      audience: { to: 'copies', publicationId: id },
    });
    await engine.start();
    await engine.waitUntilDone(over);
    expect((await engine.waitUntilDone(id)).reasons).toEqual([{ reason: 'too late', count: 1 }]);
    expect(telegram.requestLines()).toEqual(['send has it rain vi', 'edit has it rain is over vi']);
  });

  test('follows a group that became a supergroup', async () => {
    await engine.chat('telegram', '-1');
    telegram.answers.push({ ok: false, kind: 'migrated', to: '-100' });
    await engine.waitUntilDone(await engine.publish('moved'));
    expect(telegram.log.map(({ chat: to }) => to)).toEqual(['-1', '-100']);
    expect(await database.prisma.chat.count({ where: { platformId: '-100' } })).toBe(1);
  });
});
