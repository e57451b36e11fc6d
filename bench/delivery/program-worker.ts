import path from 'node:path';
import pino from 'pino';
import { createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/database/database.ts';
import { summarizePublication } from '../../src/delivery/admin/summary.ts';
import type { FailpointName } from '../../src/delivery/failpoints.ts';
import type { NewPublication } from '../../src/delivery/publications.ts';
import {
  type BotRateLimits,
  rateLimitPresets,
  scaleRateLimits,
  unlimitedRate,
} from '../../src/delivery/rate-limit/rate-limits.ts';
import { textMessage } from '../../src/message/build.ts';
import { changeEvents, readEventLedger, seedEvents } from './event-trial.ts';
import { loadCommunityName, type SeedOptions, seedCommunity } from './seed-community.ts';

/** Options of a worker process: its only argument, as JSON. */
export interface WorkerOptions {
  settings: Readonly<Record<string, string>>;
  /** Address of a PostgreSQL server, or folder of the embedded database. */
  database: { url: string } | { folder: string };
  /** Factor of the real limits, or the number of concurrent deliveries without limits. */
  pace: { faster: number } | { inHand: number } | 'paid';
  /** The failpoint at which the process kills itself, and at which occurrence. */
  dieAt?: { moment: FailpointName; count: number };
}

export type WorkerRequest =
  /** Creates a community with this many chats, once. */
  | ({ ask: 'seed' } & SeedOptions)
  | {
      ask: 'publish';
      words: string;
      kind: NewPublication['kind'];
      operation?: NewPublication['operation'];
      original?: string;
      /** Only the first chats of each platform. */
      first?: number;
    }
  | { ask: 'coverage'; id: string }
  /** Whether every delivery of a publication is stored; reads only one row. */
  | { ask: 'isWritten'; id: string }
  | { ask: 'status'; id: string }
  /** Unknown and skipped deliveries. */
  | { ask: 'open'; id: string }
  /** The publication with this text, if any. */
  | { ask: 'find'; words: string }
  /** Reopens all closed chats. */
  | { ask: 'reopen' }
  | { ask: 'memory' }
  /** CPU time of this process so far, in milliseconds. */
  | { ask: 'cpu' }
  /** Longest delay of the event loop and of a small query since the last request, in milliseconds. */
  | { ask: 'delays' }
  | { ask: 'stepClock'; ms: number }
  | { ask: 'cancel'; id: string }
  /** Creates events and people who go, once. */
  | { ask: 'seedEvents'; people: number; dueAt: number }
  | { ask: 'changeEvents'; action: 'move' | 'cancel' }
  /** The deliveries of the events' publications, but for these. */
  | { ask: 'eventLedger'; before: readonly string[] }
  | { ask: 'stop' };

const options = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions;

function paceOf(real: BotRateLimits): BotRateLimits {
  if (options.pace === 'paid') return real;
  return 'faster' in options.pace
    ? scaleRateLimits(real, options.pace.faster)
    : unlimitedRate(options.pace.inHand);
}

let step = 0;
const now = () => Date.now() + step;
const config = readConfig({
  ...options.settings,
  LOCALE: 'vi',
  ...(options.pace === 'paid' ? { TELEGRAM_PAID_BROADCASTS: 'true' } : {}),
});
const log = pino({ level: process.env.LOG_LEVEL ?? 'error' }, pino.destination(2));
const database = await openDatabase(
  'url' in options.database
    ? options.database
    : { folder: path.resolve(options.database.folder, 'database') },
);
const { prisma: db } = database;
let passed = 0;
const app = await createApp({
  config,
  database,
  log,
  now,
  deliveryOptions: {
    rateLimits: {
      discord: paceOf(rateLimitPresets.discord),
      telegram:
        options.pace === 'paid' ? rateLimitPresets.telegramPaid : paceOf(rateLimitPresets.telegram),
    },
    failpoint(moment) {
      if (moment !== options.dieAt?.moment) return;
      passed += 1;
      if (passed >= options.dieAt.count) process.kill(process.pid, 'SIGKILL');
    },
  },
});
await app.start();

const delays = { loop: 0, query: 0 };
let last = performance.now();
setInterval(() => {
  const at = performance.now();
  delays.loop = Math.max(delays.loop, at - last - 10);
  last = at;
}, 10).unref();
async function probe(): Promise<void> {
  for (;;) {
    const began = performance.now();
    await db.community.count();
    delays.query = Math.max(delays.query, performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
if (process.env.PROBE)
  probe().catch((error: unknown) => log.error({ err: error }, 'the probe ended'));

/** The first chats of each platform. */
async function firstChats(count: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY platform ORDER BY "platformId") AS place
      FROM "Chat" WHERE kind <> 'group' AND "accountId" IS NULL) c WHERE place <= ${count}`;
  return rows.map(({ id }) => id);
}

async function audienceOf(
  { original, first }: Extract<WorkerRequest, { ask: 'publish' }>,
  communityId: string,
): Promise<NewPublication['audience']> {
  if (original !== undefined) return { to: 'copies', publicationId: original };
  if (first !== undefined) return { to: 'chats', chatIds: await firstChats(first) };
  return { to: 'topic', communityId, topic: 'briefings' };
}

async function publish(asked: Extract<WorkerRequest, { ask: 'publish' }>): Promise<string> {
  const community = await db.community.findFirstOrThrow({ where: { name: loadCommunityName } });
  const said = textMessage(`Thử nghiệm ${asked.words}`);
  const { original } = asked;
  const audience = await audienceOf(asked, community.id);
  return db.$transaction((tx) =>
    app.delivery.publications.publish(tx, {
      communityId: community.id,
      kind: asked.kind,
      ...(asked.operation === undefined ? {} : { operation: asked.operation }),
      audience,
      messages: { en: said, vi: said },
      locale: 'vi',
      ignoresQuietHours: true,
      ...(original === undefined ? {} : { originalId: original }),
    }),
  );
}

async function answer(asked: WorkerRequest): Promise<unknown> {
  switch (asked.ask) {
    case 'seed':
      return seedCommunity(db, asked);
    case 'publish':
      return publish(asked);
    case 'coverage':
      return summarizePublication(db, asked.id);
    case 'isWritten':
      return (
        (await db.publication.findUniqueOrThrow({ where: { id: asked.id } })).fanOut === 'done'
      );
    case 'status':
      return app.delivery.admin.progress(asked.id);
    case 'open': {
      const rows = await db.delivery.findMany({
        where: { publicationId: asked.id, state: { in: ['unknown', 'skipped'] } },
        select: { platform: true, state: true, chat: { select: { platformId: true } } },
      });
      // People who blocked the bot before their delivery was stored have none.
      const closed = await db.chat.findMany({
        where: { closedAt: { not: null }, deliveries: { none: { publicationId: asked.id } } },
        select: { platform: true, platformId: true },
      });
      return [
        ...rows.map(({ chat, ...row }) => ({ ...row, platformId: chat.platformId })),
        ...closed.map((chat) => ({ ...chat, state: 'skipped' })),
      ];
    }
    case 'find': {
      const all = await db.publication.findMany({ select: { id: true, messages: true } });
      return all.find(({ messages }) => JSON.stringify(messages).includes(asked.words))?.id;
    }
    case 'reopen':
      await db.chat.updateMany({
        data: { closedAt: null, closedReason: null, consecutiveFailures: 0 },
      });
      return undefined;
    case 'memory':
      global.gc?.();
      return process.memoryUsage().rss;
    case 'cpu': {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    }
    case 'delays': {
      const seen = { ...delays };
      delays.loop = 0;
      delays.query = 0;
      return seen;
    }
    case 'cancel':
      return db.$transaction((tx) => app.delivery.admin.cancel(tx, asked.id));
    case 'seedEvents':
      return seedEvents(db, asked);
    case 'changeEvents':
      return changeEvents(
        {
          ...{ db, publications: app.delivery.publications },
          now: Temporal.Instant.fromEpochMilliseconds(now()),
        },
        asked.action,
      );
    case 'eventLedger':
      return readEventLedger(db, asked.before);
    case 'stepClock':
      step += asked.ms;
      return undefined;
    case 'stop':
      await app.stop();
      await database.close();
      setImmediate(() => process.exit(0));
      return undefined;
  }
}

process.on('message', (sent: { id: number; asked: WorkerRequest }) => {
  answer(sent.asked).then(
    (value) => process.send?.({ id: sent.id, value }),
    (error: unknown) => process.send?.({ id: sent.id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
