import { setImmediate as immediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../database/database.ts';
import type { Prisma, Publication } from '../database/generated/client.ts';
import { locales } from '../language/locale.ts';
import { type Message, messageSchema } from '../message/message.ts';
import type { Reader } from '../message/reader.ts';
import { createAside } from '../schedule/aside.ts';
import { audienceChats, audienceSchema } from './audience.ts';
import { type Clock, machineClock } from './clock.ts';
import { createDesk, type Desk } from './desk.ts';
import { askForFanOut, type FanOutParts, fanOut, fanOutQueues } from './fan-out.ts';
import { type Meter, noMeter } from './meter.ts';
import type { Watch } from './moments.ts';
import { paces } from './pacing.ts';
import type { NewPublication, Publications, Transaction } from './publications.ts';
import type { Publisher } from './publisher.ts';
import { type RoundsHeard, unheard } from './rounds.ts';
import { createSender } from './sender.ts';
import type { Paces } from './status.ts';
import { sweep, sweepLate, sweepQueue } from './sweep.ts';

export interface DeliveryParts {
  database: OpenDatabase;
  /** The bot of a platform, if there is one. */
  publisher(platform: Publisher['platform']): Publisher | undefined;
  /** Keeps what a message's buttons do, in the publication's transaction. */
  seal(message: Message, tx: Transaction): Promise<Message>;
  /** For a chat that has no language or zone of its own. */
  defaults: Reader;
  log: Logger;
  now(): number;
  /** The clocks that sending goes by, where they are not the machine's. */
  clock?: Clock;
  /** How fast each bot may send; the platforms' limits unless said otherwise. */
  paces?: Paces;
  /** How often the senders look by themselves, in milliseconds. */
  idleMs?: number;
  /** Told of each moment at which a process may die, for trials. */
  watch?: Watch;
  /** Whether somebody waits for the answer to a command: a fan-out lets them go first, for a moment. */
  isAnswering?(): boolean;
  /** Counts what happens, for an operator. */
  meter?: Meter;
  /** Told how the rounds of each worker end, for an operator. */
  rounds?: RoundsHeard;
}

export interface Delivery {
  publications: Publications;
  desk: Desk;
  /** @param after what may go first, unless somebody wants to publish */
  start(after?: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Alerts and corrections go first, then what people asked to be told, then briefings. */
const lanes: Readonly<Record<NewPublication['kind'], number>> = {
  alert: 0,
  correction: 0,
  notice: 1,
  reminder: 1,
  briefing: 2,
};

const platforms = ['discord', 'telegram'] as const;
/** How often publications are looked for whose time is over, in milliseconds. */
const lateEveryMs = 15_000;
/** The next chunk of a fan-out begins within this time, in milliseconds. */
const betweenChunksMs = 400;
/** How long a chunk gives way to a command at most, and how often it looks, in milliseconds. */
const givenWay = { most: 150, step: 5 } as const;

/** The ledger of everything that goes to many chats, or to people who are not here now. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { database, defaults, log, now, seal } = parts;
  const { prisma: db } = database;
  const clock = parts.clock ?? machineClock(now);
  const pacesNow = parts.paces ?? { discord: paces.discord, telegram: paces.telegram };
  const meter = parts.meter ?? noMeter;
  const watch = parts.watch ?? (() => undefined);
  const rounds = parts.rounds ?? unheard;
  const aside = createAside({
    now,
    report: ({ error, ...row }) =>
      log.error({ event: 'row set aside', err: error, ...row }, 'a row broke and is left out'),
  });
  const stopping = new AbortController();
  /** Until when a fan-out is taken to be under way here. */
  let writingUntil = -Infinity;
  const jobs = database.openJobs((error) => {
    rounds.stumbled('job queue', error);
    log.error({ err: error }, 'the job queue complains');
  });
  const turns = database.openTurns((error) => {
    rounds.stumbled('turns', error);
    log.warn({ err: error }, 'whose turn it is cannot be asked');
  });
  /** The embedded database has one connection: what one does there keeps the others waiting. */
  const isAlone = turns.ring === '';
  const senders = platforms.map((platform) =>
    createSender({
      db,
      platform,
      publisher: () => parts.publisher(platform),
      turnOf: (bot) => turns.want(bot),
      pace: pacesNow[platform],
      defaults,
      log,
      clock,
      idleMs: parts.idleMs ?? 1_000,
      onTurn: () =>
        void resume().catch((error: unknown) => log.error({ err: error }, 'not resumed')),
      isCrowded: () => isAlone && clock.monotonic() < writingUntil,
      giveWay,
      watch,
      meter,
      aside,
      onRound: (error) => rounds.ended(`delivery ${platform}`, error),
    }),
  );
  const wake = () => {
    for (const sender of senders) sender.wake();
  };
  turns.onRing(wake);

  async function sealed(
    messages: NewPublication['messages'],
    tx: Transaction,
  ): Promise<Prisma.InputJsonObject> {
    const entries = await Promise.all(
      Object.entries(messages).map(async ([locale, message]) => [
        locale,
        messageSchema.parse(await seal(message, tx)),
      ]),
    );
    return Object.fromEntries(entries);
  }

  async function publish(tx: Transaction, publication: NewPublication): Promise<string> {
    watch('publishing');
    const { kind, audience, messages, ...rest } = publication;
    const { id, lane, fanOutTo } = await tx.publication.create({
      data: {
        ...rest,
        kind,
        lane: publication.lane ?? lanes[kind],
        audience: audienceSchema.parse(audience),
        messages: await sealed(messages, tx),
        createdAt: new Date(now()),
      },
    });
    await askForFanOut(tx, jobs, { id, lane, fanOutTo });
    watch('published');
    return id;
  }

  /** Nothing of what cannot be written: its copies say so. */
  function countOf(publisher: Publisher, message: Message, locale: Reader['locale']): number[] {
    try {
      return [publisher.prepare(message, { locale, zone: defaults.zone }).parts];
    } catch {
      return [];
    }
  }

  /** How many messages a publication is on each platform: those of its longest language. */
  function partsOf({ messages }: Pick<Publication, 'messages'>) {
    const all = typeof messages === 'object' && messages !== null ? Object.values(messages) : [];
    const readable = all.flatMap((one) => messageSchema.safeParse(one).data ?? []);
    const longest = (platform: Publisher['platform']) => {
      const publisher = parts.publisher(platform);
      const counts = readable.flatMap((one) =>
        publisher ? locales.flatMap((locale) => countOf(publisher, one, locale)) : [],
      );
      return Math.max(1, ...counts);
    };
    return { discord: longest('discord'), telegram: longest('telegram') };
  }

  /** Asks again for fan-outs that were cut off with their job: after a crash, or a restored backup. */
  async function resume(): Promise<void> {
    const pending = await db.publication.findMany({
      where: { fanOut: 'pending' },
      select: { id: true, lane: true, fanOutTo: true },
      orderBy: [{ lane: 'asc' }, { createdAt: 'asc' }],
    });
    const ask = (publication: (typeof pending)[number]) =>
      db.$transaction((tx) => askForFanOut(tx, jobs, publication));
    await aside.each('asking for fan-outs', pending, ({ id }) => id, ask);
  }

  /** Lets sockets and commands have their turn on this thread, and on the one connection, between two chunks. */
  async function giveWay(): Promise<void> {
    await immediate();
    for (let waited = 0; waited < givenWay.most; waited += givenWay.step) {
      if (!isAlone || !parts.isAnswering?.()) return;
      await clock.sleep(givenWay.step, stopping.signal);
    }
  }

  async function lookForLate(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sweepLate(db, jobs, new Date(now()), aside).then(
        () => rounds.ended('delivery lateness'),
        (error: unknown) => {
          rounds.ended('delivery lateness', error);
          log.error({ err: error }, 'what is too late cannot be left out');
        },
      );
      await clock.sleep(lateEveryMs, stopping.signal);
    }
  }

  const fanOutParts: FanOutParts = {
    db,
    jobs,
    partsOf,
    ring: turns.ring,
    now: () => new Date(now()),
    elapsed: () => clock.monotonic(),
    watch,
    meter,
    report: (publication, error) =>
      log.error(
        { event: 'publication not planned', publication, err: error },
        'the audience of a publication cannot be read: nobody gets it',
      ),
  };
  let lateness: Promise<void> = Promise.resolve();

  return {
    publications: {
      publish,
      async reach(audience) {
        const [row] = await db.$queryRaw<{ count: bigint }[]>`
          SELECT count(DISTINCT c.id) AS count FROM "Chat" c
          JOIN (${audienceChats(audience)}) a ON a.id = c.id WHERE c."closedAt" IS NULL`;
        return Number(row?.count ?? 0);
      },
    },
    desk: createDesk({ db, jobs, paces: pacesNow, ring: turns.ring, wake, now, meter }),
    async start(after) {
      const spread = async (data: unknown) => {
        await giveWay();
        const isFirst = clock.monotonic() >= writingUntil;
        writingUntil = clock.monotonic() + betweenChunksMs;
        const next = await fanOut(fanOutParts, data);
        writingUntil = next ? clock.monotonic() + betweenChunksMs : -Infinity;
        // In between the senders look by themselves, and leave the connection to the chunks.
        if (isFirst || !next || !isAlone) wake();
      };
      const work = {
        [fanOutQueues.urgent]: spread,
        [fanOutQueues.usual]: spread,
        async [sweepQueue](data: unknown) {
          await sweep(db, jobs, data, new Date(now()), meter);
          wake();
        },
      };
      await jobs.start(work, after);
      await resume();
      lateness = lookForLate();
      for (const sender of senders) sender.start();
    },
    async stop() {
      stopping.abort();
      await Promise.all(senders.map((sender) => sender.stop()));
      await lateness;
      await jobs.stop();
      await turns.close();
    },
  };
}
