import pino, { type Logger } from 'pino';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Chat } from '../../src/database/generated/client.ts';
import { type Coverage, coverage } from '../../src/delivery/coverage.ts';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.ts';
import { type Meter, noMeter } from '../../src/delivery/meter.ts';
import type { NewPublication } from '../../src/delivery/publications.ts';
import type { Arrived, Outcome, Publisher, Sighting } from '../../src/delivery/publisher.ts';
import { say } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import { emptyDatabase } from './empty.ts';

type Platform = Publisher['platform'];

export interface Asked {
  act: 'send' | 'edit' | 'remove' | 'reply' | 'look' | 'crosspost';
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

const fine = { ok: true, value: undefined } as const;

/** A platform that answers as told and remembers what it was asked. */
function scripted(platform: Platform, repeatsSafely: boolean) {
  const log: Asked[] = [];
  /** Answers of the next requests, whatever they ask for; a success carries what is new. */
  const answers: Outcome<Partial<Arrived>>[] = [];
  const sightings: Outcome<Sighting>[] = [];
  const probes: Outcome<void>[] = [];
  /** While it stands, requests have no answer. */
  const held: { gate: Promise<void> | undefined } = { gate: undefined };
  const probed = { count: 0 };
  let parts = 1;

  async function next(asked: Asked): Promise<Outcome<Partial<Arrived>>> {
    log.push(asked);
    await held.gate;
    return answers.shift() ?? { ok: true, value: {} };
  }
  const plain = async (asked: Asked): Promise<Outcome<void>> => {
    const answer = await next(asked);
    return answer.ok ? fine : answer;
  };
  const publisher: Publisher = {
    platform,
    bot: 'scripted',
    repeatsSafely,
    prepare: (message) => ({
      parts,
      async send({ platformId: chat }, part, { key, replyTo }) {
        const answer = await next({
          act: replyTo === undefined ? 'send' : 'reply',
          chat,
          text: textOf(message),
          key,
          ...(replyTo === undefined ? {} : { id: replyTo }),
        });
        if (!answer.ok) return answer;
        return { ok: true, value: { messageId: `${chat}-${part}-${log.length}`, ...answer.value } };
      },
      async edit({ platformId: chat }, id) {
        const edited = await plain({ act: 'edit', chat, text: textOf(message), id });
        return edited.ok ? { ok: true, value: id } : edited;
      },
      ...(repeatsSafely
        ? {
            async look({ platformId: chat }) {
              log.push({ act: 'look', chat, text: textOf(message) });
              return sightings.shift() ?? { ok: true, value: 'absent' };
            },
          }
        : {}),
    }),
    remove: ({ platformId: chat }, id) => plain({ act: 'remove', chat, text: '', id }),
    crosspost: ({ platformId: chat }, id) => plain({ act: 'crosspost', chat, text: '', id }),
    async probe() {
      probed.count += 1;
      return probes.shift() ?? fine;
    },
  };
  return {
    publisher,
    log,
    answers,
    sightings,
    probes,
    held,
    setParts(count: number) {
      parts = count;
    },
    /** How often it was asked whether it is there. */
    probed,
    /** What was asked, each in a few words. */
    told: () =>
      log.map(({ act, chat, text }) => [act, chat, text].filter((word) => word !== '').join(' ')),
  };
}

export const inBoth = (text: string): NewPublication['messages'] => ({
  en: say(`${text} en`),
  vi: say(`${text} vi`),
});

/** The engine between two scripted platforms, on an empty store, with a clock that the test moves. */
export async function openEngine(
  database: OpenDatabase,
  meter: Meter = noMeter,
  log: Logger = pino({ level: 'silent' }),
) {
  const { prisma: db } = database;
  await emptyDatabase(db);
  const telegram = scripted('telegram', false);
  const discord = scripted('discord', true);
  const clock = { now: Date.parse('2026-11-24T02:00:00Z'), steady: 0 };
  const { id: communityId } = await db.community.create({
    data: { name: 'Test', locale: 'vi', zone: 'UTC' },
  });

  const sleepers = new Set<{ end: number; wake: () => void }>();
  const make = (): Delivery =>
    createDelivery({
      database,
      publisher: (platform) => (platform === 'telegram' ? telegram : discord).publisher,
      seal: async (message) => message,
      defaults: { locale: 'vi', zone: 'UTC' },
      log,
      now: () => clock.now,
      clock: {
        now: () => clock.now,
        monotonic: () => clock.steady,
        sleep(ms, signal) {
          const { promise, resolve } = Promise.withResolvers<void>();
          const sleeper = { end: clock.steady + ms, wake: resolve };
          sleepers.add(sleeper);
          signal?.addEventListener('abort', () => resolve());
          if (signal?.aborted || ms <= 0) resolve();
          return promise.finally(() => sleepers.delete(sleeper));
        },
      },
      idleMs: 100,
      meter,
    });
  let delivery = make();
  await delivery.start();

  /** Lets time pass for everyone. */
  const pass = (ms: number) => {
    clock.now += ms;
    clock.steady += ms;
    for (const { end, wake } of sleepers) if (end <= clock.steady) wake();
  };
  /** Lets the program work until something holds, while time passes by so much at each look. */
  async function until<Value>(
    look: () => Promise<Value | undefined | false>,
    stepMs = 50,
  ): Promise<Value> {
    for (;;) {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      pass(stepMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const engine = {
    db,
    telegram,
    discord,
    clock,
    communityId,
    pass,
    until,
    get desk() {
      return delivery.desk;
    },
    get publications() {
      return delivery.publications;
    },
    chat: (platform: Platform, platformId: string, more: Partial<Chat> = {}): Promise<Chat> =>
      db.chat.create({
        data: {
          platform,
          platformId,
          kind: 'private',
          title: platformId,
          ...more,
          subscriptions: { create: { communityId, topic: 'alerts' } },
        },
      }),
    followers: (): NewPublication['audience'] => ({ to: 'topic', communityId, topic: 'alerts' }),
    publish: (text: string, more: Partial<NewPublication> = {}): Promise<string> =>
      db.$transaction((tx) =>
        delivery.publications.publish(tx, {
          communityId,
          kind: 'alert',
          audience: engine.followers(),
          messages: inBoth(text),
          locale: 'vi',
          ...more,
        }),
      ),
    /** A correction of every copy, and of those that follow and have none. */
    correct: (original: string, text: string, more: Partial<NewPublication> = {}) =>
      engine.publish(text, {
        kind: 'correction',
        act: 'edit',
        originalId: original,
        audience: { to: 'copies', publicationId: original, andTopic: 'alerts' },
        ...more,
      }),
    /** Lets a publication come to its end. */
    settled: (id: string, stepMs = 50): Promise<Coverage> =>
      until(async () => {
        const found = await coverage(db, id);
        return found.isDone && found;
      }, stepMs),
    /** Lets a publication's rows be written. */
    written: (id: string) =>
      until(async () => {
        const publication = await db.publication.findUniqueOrThrow({ where: { id } });
        return publication.fanOut === 'done';
      }, 1),
    /** The program ends and comes back. */
    async restart() {
      await delivery.stop();
      delivery = make();
      await delivery.start();
    },
    stop: () => delivery.stop(),
    async begin() {
      delivery = make();
      await delivery.start();
    },
  };
  return engine;
}

export type Engine = Awaited<ReturnType<typeof openEngine>>;
