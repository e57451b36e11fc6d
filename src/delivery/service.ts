import { setImmediate as immediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../database/database.ts';
import type { Prisma, Publication } from '../database/generated/client.ts';
import { locales } from '../language/locale.ts';
import { type Message, messageSchema } from '../message/message.ts';
import type { MessageReader } from '../message/reader.ts';
import { createQuarantine } from '../schedule/quarantine.ts';
import { createDeliveryAdmin, type DeliveryAdmin } from './admin/admin.ts';
import { bulkUpdateQueue, expirePublications, runBulkUpdate } from './admin/bulk-update.ts';
import type { PlatformRateLimits } from './admin/progress.ts';
import { type Clock, systemClock } from './clock.ts';
import type { FailpointHook } from './failpoints.ts';
import { audienceChatIds, audienceSchema } from './fan-out/audience.ts';
import {
  enqueueFanOut,
  type FanOutOptions,
  fanOutQueues,
  runFanOutChunk,
} from './fan-out/fan-out.ts';
import { type DeliveryMetrics, noMetrics } from './metrics.ts';
import type { NewPublication, Publications, Transaction } from './publications.ts';
import type { Publisher } from './publisher.ts';
import { rateLimitPresets } from './rate-limit/rate-limiter.ts';
import { createDeliveryWorker } from './worker/worker.ts';
import { noWorkerHealth, type WorkerHealthRecorder } from './worker/worker-health.ts';

export interface DeliveryOptions {
  database: OpenDatabase;
  /** The bot of a platform, if there is one. */
  publisher(platform: Publisher['platform']): Publisher | undefined;
  /** Keeps what a message's buttons do, in the publication's transaction. */
  issueActionTokens(message: Message, tx: Transaction): Promise<Message>;
  /** For a chat that has no language or zone of its own. */
  defaults: MessageReader;
  log: Logger;
  now(): number;
  /** The clocks that sending goes by, where they are not the machine's. */
  clock?: Clock;
  /** How fast each bot may send; the platforms' limits unless said otherwise. */
  rateLimits?: PlatformRateLimits;
  /** How often the senders look by themselves, in milliseconds. */
  pollIntervalMs?: number;
  /** Told of each moment at which a process may die, for trials. */
  failpoint?: FailpointHook;
  /** Whether somebody waits for the answer to a command: a fan-out lets them go first, for a moment. */
  isHandlingCommands?(): boolean;
  /** Counts what happens, for an operator. */
  metrics?: DeliveryMetrics;
  /** Told how the rounds of each worker end, for an operator. */
  workerHealth?: WorkerHealthRecorder;
}

export interface DeliveryService {
  publications: Publications;
  admin: DeliveryAdmin;
  /** @param after what may go first, unless somebody wants to publish */
  start(after?: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Alerts and corrections go first, then what people asked to be told, then briefings. */
const priorityByKind: Readonly<Record<NewPublication['kind'], number>> = {
  alert: 0,
  correction: 0,
  notice: 1,
  reminder: 1,
  briefing: 2,
};

const platforms = ['discord', 'telegram'] as const;
/** How often publications are looked for whose time is over, in milliseconds. */
const expiryPollMs = 15_000;
/** The next chunk of a fan-out begins within this time, in milliseconds. */
const chunkIntervalMs = 400;
/** How long a chunk gives way to a command at most, and how often it looks, in milliseconds. */
const yieldLimits = { maxMs: 150, pollMs: 5 } as const;

/** The ledger of everything that goes to many chats, or to people who are not here now. */
export function createDeliveryService(options: DeliveryOptions): DeliveryService {
  const { database, defaults, log, now, issueActionTokens } = options;
  const { prisma: db } = database;
  const clock = options.clock ?? systemClock(now);
  const pacesNow = options.rateLimits ?? {
    discord: rateLimitPresets.discord,
    telegram: rateLimitPresets.telegram,
  };
  const metrics = options.metrics ?? noMetrics;
  const failpoint = options.failpoint ?? (() => undefined);
  const rounds = options.workerHealth ?? noWorkerHealth;
  const quarantine = createQuarantine({
    now,
    report: ({ error, ...row }) =>
      log.error({ event: 'row set aside', err: error, ...row }, 'a row broke and is left out'),
  });
  const stopping = new AbortController();
  /** Until when a fan-out is taken to be under way here. */
  let fanOutActiveUntil = -Infinity;
  const jobs = database.openJobQueue((error) => {
    rounds.recordFailure('job queue', error);
    log.error({ err: error }, 'the job queue complains');
  });
  const leaderLocks = database.openLeaderLocks((error) => {
    rounds.recordFailure('turns', error);
    log.warn({ err: error }, 'whose turn it is cannot be asked');
  });
  /** The embedded database has one connection: what one does there keeps the others waiting. */
  const isSingleConnection = leaderLocks.notifySql === '';
  const workers = platforms.map((platform) =>
    createDeliveryWorker({
      db,
      platform,
      publisher: () => options.publisher(platform),
      acquireLeaderLock: (bot) => leaderLocks.acquire(bot),
      rateLimits: pacesNow[platform],
      defaults,
      log,
      clock,
      pollIntervalMs: options.pollIntervalMs ?? 1_000,
      onBecomeLeader: () =>
        void resumeFanOuts().catch((error: unknown) => log.error({ err: error }, 'not resumed')),
      isFanOutRunning: () => isSingleConnection && clock.monotonic() < fanOutActiveUntil,
      yieldToCommands,
      failpoint,
      metrics,
      quarantine,
      onIteration: (error) => rounds.recordRun(`delivery ${platform}`, error),
    }),
  );
  const wake = () => {
    for (const sender of workers) sender.wake();
  };
  leaderLocks.onNotify(wake);

  async function withActionTokens(
    messages: NewPublication['messages'],
    tx: Transaction,
  ): Promise<Prisma.InputJsonObject> {
    const entries = await Promise.all(
      Object.entries(messages).map(async ([locale, message]) => [
        locale,
        messageSchema.parse(await issueActionTokens(message, tx)),
      ]),
    );
    return Object.fromEntries(entries);
  }

  async function publish(tx: Transaction, publication: NewPublication): Promise<string> {
    failpoint('publishing');
    const { kind, audience, messages, ...rest } = publication;
    const { id, priority, fanOutCursor } = await tx.publication.create({
      data: {
        ...rest,
        kind,
        priority: publication.priority ?? priorityByKind[kind],
        audience: audienceSchema.parse(audience),
        messages: await withActionTokens(messages, tx),
        createdAt: new Date(now()),
      },
    });
    await enqueueFanOut(tx, jobs, { id, priority, fanOutCursor });
    failpoint('published');
    return id;
  }

  /** Nothing of what cannot be written: its copies say so. */
  function partCount(
    publisher: Publisher,
    message: Message,
    locale: MessageReader['locale'],
  ): number[] {
    try {
      return [publisher.render(message, { locale, zone: defaults.zone }).partCount];
    } catch {
      return [];
    }
  }

  /** How many messages a publication is on each platform: those of its longest language. */
  function partCounts({ messages }: Pick<Publication, 'messages'>) {
    const all = typeof messages === 'object' && messages !== null ? Object.values(messages) : [];
    const readable = all.flatMap((one) => messageSchema.safeParse(one).data ?? []);
    const longest = (platform: Publisher['platform']) => {
      const publisher = options.publisher(platform);
      const counts = readable.flatMap((one) =>
        publisher ? locales.flatMap((locale) => partCount(publisher, one, locale)) : [],
      );
      return Math.max(1, ...counts);
    };
    return { discord: longest('discord'), telegram: longest('telegram') };
  }

  /** Asks again for fan-outs that were cut off with their job: after a crash, or a restored backup. */
  async function resumeFanOuts(): Promise<void> {
    const pending = await db.publication.findMany({
      where: { fanOut: 'pending' },
      select: { id: true, priority: true, fanOutCursor: true },
      orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }],
    });
    const ask = (publication: (typeof pending)[number]) =>
      db.$transaction((tx) => enqueueFanOut(tx, jobs, publication));
    await quarantine.forEach('asking for fan-outs', pending, ({ id }) => id, ask);
  }

  /** Lets sockets and commands have their turn on this thread, and on the one connection, between two chunks. */
  async function yieldToCommands(): Promise<void> {
    await immediate();
    for (let waited = 0; waited < yieldLimits.maxMs; waited += yieldLimits.pollMs) {
      if (!isSingleConnection || !options.isHandlingCommands?.()) return;
      await clock.sleep(yieldLimits.pollMs, stopping.signal);
    }
  }

  async function runExpiryLoop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await expirePublications(db, jobs, new Date(now()), quarantine).then(
        () => rounds.recordRun('delivery lateness'),
        (error: unknown) => {
          rounds.recordRun('delivery lateness', error);
          log.error({ err: error }, 'what is too late cannot be left out');
        },
      );
      await clock.sleep(expiryPollMs, stopping.signal);
    }
  }

  const fanOutParts: FanOutOptions = {
    db,
    jobs,
    partCounts,
    notifySql: leaderLocks.notifySql,
    now: () => new Date(now()),
    monotonicMs: () => clock.monotonic(),
    failpoint,
    metrics,
    onUnplannable: (publication, error) =>
      log.error(
        { event: 'publication not planned', publication, err: error },
        'the audience of a publication cannot be read: nobody gets it',
      ),
  };
  let expiryLoop: Promise<void> = Promise.resolve();

  return {
    publications: {
      publish,
      async audienceSize(audience) {
        const [row] = await db.$queryRaw<{ count: bigint }[]>`
          SELECT count(DISTINCT c.id) AS count FROM "Chat" c
          JOIN (${audienceChatIds(audience)}) a ON a.id = c.id WHERE c."closedAt" IS NULL`;
        return Number(row?.count ?? 0);
      },
    },
    admin: createDeliveryAdmin({
      db,
      jobs,
      rateLimits: pacesNow,
      notifySql: leaderLocks.notifySql,
      wake,
      now,
      metrics,
    }),
    async start(after) {
      const handleFanOutJob = async (data: unknown) => {
        await yieldToCommands();
        const isFirst = clock.monotonic() >= fanOutActiveUntil;
        fanOutActiveUntil = clock.monotonic() + chunkIntervalMs;
        const next = await runFanOutChunk(fanOutParts, data);
        fanOutActiveUntil = next ? clock.monotonic() + chunkIntervalMs : -Infinity;
        // In between the senders look by themselves, and leave the connection to the chunks.
        if (isFirst || !next || !isSingleConnection) wake();
      };
      const work = {
        [fanOutQueues.urgent]: handleFanOutJob,
        [fanOutQueues.normal]: handleFanOutJob,
        async [bulkUpdateQueue](data: unknown) {
          await runBulkUpdate(db, jobs, data, new Date(now()), metrics);
          wake();
        },
      };
      await jobs.start(work, after);
      await resumeFanOuts();
      expiryLoop = runExpiryLoop();
      for (const sender of workers) sender.start();
    },
    async stop() {
      stopping.abort();
      await Promise.all(workers.map((sender) => sender.stop()));
      await expiryLoop;
      await jobs.stop();
      await leaderLocks.close();
    },
  };
}
