import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import type { JobQueue } from '../database/job-queue.ts';
import { type Message, messageSchema } from '../message/message.ts';
import type { FailpointHook } from './failpoints.ts';
import { audienceChatIds, audienceSchema } from './fan-out/audience.ts';
import { enqueueFanOut } from './fan-out/fan-out-queues.ts';
import type { NewPublication, Publications, Transaction } from './publications.ts';

/** Alerts and corrections first, then notices, then briefings. */
const priorityByKind: Readonly<Record<NewPublication['kind'], number>> = {
  alert: 0,
  correction: 0,
  notice: 1,
  reminder: 1,
  briefing: 2,
};

export interface PublishOptions {
  db: PrismaClient;
  jobs: Pick<JobQueue, 'send'>;
  /** Stores the actions of a message's buttons, in the publication's transaction. */
  issueActionTokens(message: Message, tx: Transaction): Promise<Message>;
  /** Milliseconds since the epoch. */
  now(): number;
  failpoint: FailpointHook;
}

export function createPublications({
  db,
  jobs,
  issueActionTokens,
  now,
  failpoint,
}: PublishOptions): Publications {
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

  return {
    async publish(tx, newPublication) {
      failpoint('publishing');
      const { kind, audience, messages, priority, ...columns } = newPublication;
      const publication = await tx.publication.create({
        data: {
          ...columns,
          kind,
          priority: priority ?? priorityByKind[kind],
          audience: audienceSchema.parse(audience),
          messages: await withActionTokens(messages, tx),
          createdAt: new Date(now()),
        },
        select: { id: true, priority: true, fanOutCursor: true },
      });
      await enqueueFanOut(tx, jobs, publication);
      failpoint('published');
      return publication.id;
    },
    async audienceSize(audience) {
      const [row] = await db.$queryRaw<{ count: bigint }[]>`
        SELECT count(DISTINCT c.id) AS count FROM "Chat" c
        JOIN (${audienceChatIds(audience)}) a ON a.id = c.id WHERE c."closedAt" IS NULL`;
      return Number(row?.count ?? 0);
    },
  };
}
