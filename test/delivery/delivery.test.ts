import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
import { coverage } from '../../src/delivery/coverage.ts';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.ts';
import type { NewPublication } from '../../src/delivery/publications.ts';
import type { Outcome, Publisher } from '../../src/delivery/publisher.ts';
import { say } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import { stores } from '../support/databases.ts';
import { emptyDatabase } from '../support/empty.ts';

interface Sent {
  act: 'send' | 'edit' | 'remove';
  chat: string;
  text: string;
  key?: string;
  id?: string;
}

const textOf = ({ blocks }: Message): string =>
  blocks
    .flatMap((block) => (block.kind === 'paragraph' ? block.content : []))
    .map((inline) => ('text' in inline ? inline.text : ''))
    .join('');

/** A platform that answers as told and remembers what it was asked. */
function scripted(platform: Publisher['platform'], repeatsSafely: boolean) {
  const log: Sent[] = [];
  const answers: Outcome<string>[] = [];
  const held: { gate: Promise<void> | undefined } = { gate: undefined };
  let parts = 1;
  const publisher: Publisher = {
    platform,
    repeatsSafely,
    parts: () => parts,
    async sendPart(target, message, _reader, part, key) {
      await held.gate;
      log.push({ act: 'send', chat: target.platformId, text: textOf(message), key });
      return answers.shift() ?? { ok: true, value: `${target.platformId}-${part}-${log.length}` };
    },
    async editPart(target, id, message) {
      log.push({ act: 'edit', chat: target.platformId, text: textOf(message), id });
      return answers.shift() ?? { ok: true, value: id };
    },
    async removePart(target, id) {
      log.push({ act: 'remove', chat: target.platformId, text: '', id });
      return { ok: true, value: undefined };
    },
  };
  return { publisher, log, answers, held, setParts: (count: number) => (parts = count) };
}

const both = (text: string): NewPublication['messages'] => ({
  en: say(`${text} en`),
  vi: say(`${text} vi`),
});

describe.each(stores)('delivery on %s', (_name, open) => {
  let database: OpenDatabase;
  let delivery: Delivery;
  let now: number;
  let telegram: ReturnType<typeof scripted>;
  let discord: ReturnType<typeof scripted>;
  let communityId: string;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const begin = async () => {
    delivery = createDelivery({
      database,
      publisher: (platform) => (platform === 'telegram' ? telegram : discord).publisher,
      seal: async (message) => message,
      defaults: { locale: 'vi', zone: 'UTC' },
      log: pino({ level: 'silent' }),
      now: () => now,
      idleMs: 20,
    });
    await delivery.start();
  };

  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    now = Date.parse('2026-11-24T02:00:00Z');
    telegram = scripted('telegram', false);
    discord = scripted('discord', true);
    const community = await database.prisma.community.create({
      data: { name: 'Test', locale: 'vi', zone: 'UTC' },
    });
    communityId = community.id;
    await begin();
  });
  afterEach(() => delivery.stop());

  async function chat(platform: 'discord' | 'telegram', platformId: string, locale?: 'en' | 'vi') {
    return database.prisma.chat.create({
      data: {
        platform,
        platformId,
        kind: 'private',
        title: platformId,
        ...(locale ? { locale } : {}),
        subscriptions: { create: { communityId, topic: 'alerts' } },
      },
    });
  }

  const toFollowers = (): NewPublication['audience'] => ({
    to: 'topic',
    communityId,
    topic: 'alerts',
  });

  const publish = (text: string, more: Partial<NewPublication> = {}) =>
    database.prisma.$transaction((tx) =>
      delivery.publications.publish(tx, {
        communityId,
        kind: 'alert',
        audience: toFollowers(),
        messages: both(text),
        locale: 'vi',
        ...more,
      }),
    );

  /** Lets time pass for the program until the publication is over. */
  async function settled(id: string) {
    for (;;) {
      const found = await coverage(database.prisma, id);
      if (found.isDone) return found;
      now += 50;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test('every follower gets one copy in its own language', async () => {
    await chat('telegram', '1', 'en');
    await chat('telegram', '2');
    await chat('discord', '3');
    expect(await delivery.publications.reach(toFollowers())).toBe(3);
    const { states } = await settled(await publish('flood'));
    expect(states.sent).toBe(3);
    expect(telegram.log.map(({ chat: to, text }) => `${to} ${text}`).sort()).toEqual([
      '1 flood en',
      '2 flood vi',
    ]);
    expect(discord.log).toHaveLength(1);
    expect(discord.log[0]?.key?.length).toBeLessThanOrEqual(25);
  });

  test('a publication whose transaction fails is never sent', async () => {
    await chat('telegram', '1');
    await expect(
      database.prisma.$transaction(async (tx) => {
        await delivery.publications.publish(tx, {
          communityId,
          kind: 'alert',
          audience: toFollowers(),
          messages: both('never'),
          locale: 'vi',
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await settled(await publish('after'));
    expect(telegram.log.map(({ text }) => text)).toEqual(['after vi']);
  });

  test('one chat that fails does not stop the rest, and a closed one is closed with its reason', async () => {
    await chat('telegram', '1');
    await chat('telegram', '2');
    telegram.answers.push({ ok: false, fault: 'closed', reason: 'blocked' });
    const { states, reasons } = await settled(await publish('flood'));
    expect(states).toMatchObject({ sent: 1, skipped: 1 });
    expect(reasons).toEqual([{ reason: 'blocked', count: 1 }]);
    expect(await database.prisma.chat.count({ where: { closedReason: 'blocked' } })).toBe(1);
    expect(await delivery.publications.reach(toFollowers())).toBe(1);
  });

  test('an answer that was lost: Telegram is left alone, Discord is asked again with the same key', async () => {
    await chat('telegram', '1');
    await chat('discord', '2');
    telegram.answers.push({ ok: false, fault: 'lost', reason: 'ECONNRESET' });
    discord.answers.push({ ok: false, fault: 'lost', reason: 'ECONNRESET' });
    const { states } = await settled(await publish('flood'));
    expect(states).toMatchObject({ sent: 1, unknown: 1 });
    expect(telegram.log).toHaveLength(1);
    expect(discord.log).toHaveLength(2);
    expect(new Set(discord.log.map(({ key }) => key)).size).toBe(1);
  });

  test('a platform that asks to wait is waited for', async () => {
    await chat('telegram', '1');
    telegram.answers.push({ ok: false, fault: 'wait', seconds: 30 });
    const began = now;
    const { states } = await settled(await publish('flood'));
    expect(states.sent).toBe(1);
    expect(now - began).toBeGreaterThanOrEqual(30_000);
  });

  test('a message of several parts goes on at the part that is missing', async () => {
    await chat('discord', '1');
    discord.setParts(3);
    discord.answers.push(
      { ok: true, value: 'a' },
      { ok: false, fault: 'retry', reason: 'ECONNREFUSED' },
    );
    await settled(await publish('long'));
    const keys = discord.log.map(({ key }) => key);
    expect(keys).toHaveLength(4);
    expect(keys[1]).toBe(keys[2]);
    const [row] = await database.prisma.delivery.findMany();
    expect(row?.messageIds).toHaveLength(3);
  });

  test('a correction edits every copy, twice if need be, and reaches those who came later', async () => {
    await chat('telegram', '1');
    const original = await publish('first');
    await settled(original);
    await chat('telegram', '2');
    const correct = (text: string) =>
      publish(text, {
        kind: 'correction',
        act: 'edit',
        originalId: original,
        audience: { to: 'copies', publicationId: original, andTopic: 'alerts' },
      });
    await settled(await correct('second'));
    await settled(await correct('third'));
    const told = telegram.log.filter(({ chat: to }) => to === '1');
    expect(told.map(({ act, text }) => `${act} ${text}`)).toEqual([
      'send first vi',
      'edit second vi',
      'edit third vi',
    ]);
    expect(new Set(told.slice(1).map(({ id }) => id)).size).toBe(1);
    expect(telegram.log.filter(({ chat: to }) => to === '2').at(0)).toMatchObject({
      act: 'send',
      text: 'second vi',
    });
  });

  test('an old text never goes out after its correction', async () => {
    await chat('telegram', '1');
    const gate = Promise.withResolvers<void>();
    telegram.answers.push({ ok: false, fault: 'wait', seconds: 3600 });
    const original = await publish('wrong');
    for (;;) {
      const [row] = await database.prisma.delivery.findMany({ where: { publicationId: original } });
      if (row?.state === 'queued' && row.attempt > 0) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    gate.resolve();
    const correction = await publish('right', {
      kind: 'correction',
      act: 'edit',
      originalId: original,
      audience: { to: 'copies', publicationId: original },
    });
    await settled(correction);
    now += 7_200_000;
    await settled(original);
    expect(telegram.log.filter(({ text }) => text.startsWith('right'))).toHaveLength(1);
    expect(telegram.log.filter(({ text }) => text.startsWith('wrong'))).toHaveLength(1);
  });

  test('what a dead worker left is unknown on Telegram and sent again on Discord', async () => {
    const left = async (platform: 'discord' | 'telegram') => {
      const { id } = await chat(platform, randomUUID());
      const publication = await database.prisma.publication.create({
        data: {
          communityId,
          kind: 'alert',
          lane: 0,
          audience: { to: 'chats', chatIds: [] },
          messages: both('half'),
          locale: 'vi',
          fanOut: 'done',
        },
      });
      await database.prisma.delivery.create({
        data: {
          publicationId: publication.id,
          chatId: id,
          platform,
          lane: 0,
          state: 'sending',
          attempt: 1,
          dueAt: new Date(now - 61_000),
          leaseUntil: new Date(now - 1_000),
        },
      });
      return publication.id;
    };
    expect((await settled(await left('telegram'))).states.unknown).toBe(1);
    expect((await settled(await left('discord'))).states.sent).toBe(1);
    expect(telegram.log).toHaveLength(0);
    expect(discord.log).toHaveLength(1);
  });

  test('what waits when the program stops is sent when it starts again', async () => {
    await delivery.stop();
    await chat('telegram', '1');
    await begin();
    const id = await publish('before the stop');
    await delivery.stop();
    await begin();
    expect((await settled(id)).states.sent).toBe(1);
    expect(telegram.log).toHaveLength(1);
  });

  test('what is too late is left out', async () => {
    await chat('telegram', '1');
    const { states, reasons } = await settled(
      await publish('late', { notAfter: new Date(now - 1) }),
    );
    expect(states.skipped).toBe(1);
    expect(reasons).toEqual([{ reason: 'too late', count: 1 }]);
  });

  test('a group that became a supergroup is followed', async () => {
    await chat('telegram', '-1');
    telegram.answers.push({ ok: false, fault: 'migrated', to: '-100' });
    await settled(await publish('moved'));
    expect(telegram.log.map(({ chat: to }) => to)).toEqual(['-1', '-100']);
    expect(await database.prisma.chat.count({ where: { platformId: '-100' } })).toBe(1);
  });
});
