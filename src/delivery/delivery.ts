import type { Logger } from 'pino';
import type { OpenDatabase } from '../database/database.ts';
import type { Prisma } from '../database/generated/client.ts';
import { type Message, messageSchema } from '../message/message.ts';
import type { Reader } from '../message/reader.ts';
import { audienceChats, audienceSchema } from './audience.ts';
import { fanOut, fanOutQueue } from './fan-out.ts';
import { createPacer, paces } from './pacing.ts';
import type { NewPublication, Publications, Transaction } from './publications.ts';
import type { Publisher } from './publisher.ts';
import { createSender } from './sender.ts';

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
  /** How often the senders look by themselves, in milliseconds. */
  idleMs?: number;
}

export interface Delivery {
  publications: Publications;
  start(): Promise<void>;
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

/** The ledger of everything that goes to many chats, or to people who are not here now. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { database, defaults, log, now, seal } = parts;
  const { prisma: db } = database;
  const jobs = database.openJobs((error) => log.error({ err: error }, 'the job queue complains'));
  const senders = platforms.map((platform) =>
    createSender({
      db,
      platform,
      publisher: () => parts.publisher(platform),
      pacer: createPacer(paces[platform]),
      pace: paces[platform],
      defaults,
      log,
      now,
      idleMs: parts.idleMs ?? 1_000,
    }),
  );

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
    const { kind, audience, messages, ...rest } = publication;
    const { id } = await tx.publication.create({
      data: {
        ...rest,
        kind,
        lane: lanes[kind],
        audience: audienceSchema.parse(audience),
        messages: await sealed(messages, tx),
        createdAt: new Date(now()),
      },
    });
    await jobs.send(tx, fanOutQueue, { publicationId: id });
    return id;
  }

  /** Asks again for fan-outs that were cut off with their job, as after a restored backup. */
  async function resume(): Promise<void> {
    const pending = await db.publication.findMany({
      where: { fanOut: 'pending' },
      select: { id: true },
    });
    await db.$transaction(async (tx) => {
      for (const { id } of pending) await jobs.send(tx, fanOutQueue, { publicationId: id });
    });
  }

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
    async start() {
      await jobs.start();
      await jobs.work(fanOutQueue, async (data) => {
        await fanOut(db, jobs, data, new Date(now()));
        for (const sender of senders) sender.wake();
      });
      await resume();
      for (const sender of senders) sender.start();
    },
    async stop() {
      await Promise.all(senders.map((sender) => sender.stop()));
      await jobs.stop();
    },
  };
}
