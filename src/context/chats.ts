import { randomUUID } from 'node:crypto';
import {
  type CacheDependency,
  noQueryCache,
  type QueryCache,
} from '../database/cache/query-cache.ts';
import type { Connection, PrismaClient } from '../database/generated/client.ts';
import type { Actor } from '../kit/adapter/actor.ts';
import type { ChatWithConnection } from './request-context.ts';

type ChatCaller = Pick<Actor, 'platform' | 'chat'>;

const chatKey = ({ platform, chat: { platformId, threadId } }: ChatCaller) => ({
  platform_platformId_threadId: { platform, platformId, threadId },
});

/** The chat of a request, if it is stored; its title is updated, and it is reopened when it was closed. */
async function findAndRefreshChat(
  db: PrismaClient,
  actor: ChatCaller,
  memory: QueryCache = noQueryCache,
): Promise<ChatWithConnection | undefined> {
  const { platform, chat } = actor;
  const { platformId, threadId, title } = chat;
  const found = await memory.getOrLoad({
    key: `chat ${platform} ${platformId} ${threadId}`,
    load: () => db.chat.findUnique({ where: chatKey(actor), include: { connection: true } }),
    dependencies: (found) => chatDependencies(platformId, found?.connectionId ?? null),
  });
  if (!found) return undefined;
  const known = await reopenIfClosed(db, found);
  if (known.title === title && (known.connection || !chat.space)) return known;
  const connection = await findConnectionHere(db, actor, memory);
  if (known.title === title && known.connectionId === (connection?.id ?? null)) return known;
  return db.chat.update({
    where: { id: known.id },
    data: { title, connectionId: connection?.id ?? null },
    include: { connection: true },
  });
}

/** The connection of the Discord server or Telegram chat of a request. */
const findConnectionHere = async (
  db: PrismaClient,
  { platform, chat: { space } }: ChatCaller,
  memory: QueryCache,
): Promise<Connection | null> =>
  space ? findCachedConnection(db, platform, space.platformId, memory) : null;

/** The chat of a request, created when it is new; otherwise its title is updated. */
export async function getOrCreateChat(
  db: PrismaClient,
  actor: ChatCaller,
  accountId: string,
  memory: QueryCache = noQueryCache,
): Promise<ChatWithConnection> {
  const known = await findAndRefreshChat(db, actor, memory);
  if (known) return known;
  const { platform, chat } = actor;
  const { platformId, threadId, kind, title } = chat;
  const connection = await findConnectionHere(db, actor, memory);
  // One statement: of two concurrent first requests, the second finds the chat that the first created.
  await db.chat.createMany({
    data: [
      {
        platform,
        platformId,
        threadId,
        kind,
        title,
        connectionId: connection?.id ?? null,
        accountId: kind === 'private' ? accountId : null,
      },
    ],
    skipDuplicates: true,
  });
  return db.chat.findUniqueOrThrow({
    where: chatKey(actor),
    include: { connection: true },
  });
}

/** An unsaved private chat for an unknown user. */
export function transientChat(
  { platform, chat }: ChatCaller,
  accountId: string,
  at: Date,
): ChatWithConnection {
  const { platformId, threadId, kind, title } = chat;
  return {
    id: randomUUID(),
    platform,
    platformId,
    threadId,
    kind,
    title,
    connectionId: null,
    accountId,
    locale: null,
    zone: null,
    closedAt: null,
    closedReason: null,
    consecutiveFailures: 0,
    closedNotifiedAt: null,
    quietFrom: null,
    quietUntil: null,
    tables: null,
    channelId: null,
    hasUnknownDeliveries: false,
    createdAt: at,
    connection: null,
  };
}

/** A chat by its id. */
export const findChat = async (
  db: PrismaClient,
  id: string,
): Promise<ChatWithConnection | undefined> =>
  (await db.chat.findUnique({ where: { id }, include: { connection: true } })) ?? undefined;

/**
 * A message from a chat shows that the bot is in it: it is reopened. A group closed for missing permissions stays closed
 * until they are restored, since the bot may be able to read and not to write.
 */
async function reopenIfClosed(
  db: PrismaClient,
  chat: ChatWithConnection,
): Promise<ChatWithConnection> {
  if (!chat.closedAt) return chat;
  if (chat.kind !== 'private' && chat.closedReason === 'noRights') return chat;
  return db.chat.update({
    where: { id: chat.id },
    data: { closedAt: null, closedReason: null, consecutiveFailures: 0 },
    include: { connection: true },
  });
}
/** Rows are announced by the platform's id: an unknown chat stays unknown until one with this id is stored. */
const chatDependencies = (platformId: string, connectionId: string | null): CacheDependency[] => [
  `Chat:${platformId}`,
  ...(connectionId === null ? [] : [`Connection:${connectionId}` as const]),
];

/** A missing connection is cached until any connection changes. */
const findCachedConnection = (
  db: PrismaClient,
  platform: Actor['platform'],
  platformId: string,
  memory: QueryCache,
): Promise<Connection | null> =>
  memory.getOrLoad({
    key: `connection ${platform} ${platformId}`,
    load: () => findConnection(db, platform, platformId),
    dependencies: () => ['Connection'],
  });

/** The connection of a Discord server or Telegram chat to its community, if there is one. */
export const findConnection = (
  db: Pick<PrismaClient, 'connection'>,
  platform: Actor['platform'],
  platformId: string,
): Promise<Connection | null> =>
  db.connection.findUnique({ where: { platform_platformId: { platform, platformId } } });
