import { randomUUID } from 'node:crypto';
import {
  type CacheDependency,
  noQueryCache,
  type QueryCache,
} from '../database/cache/query-cache.ts';
import type { Connection, PrismaClient } from '../database/generated/client.ts';
import type { Actor } from '../kit/adapter/actor.ts';
import type { ChatWithConnection } from './command-context.ts';

type ChatCaller = Pick<Actor, 'platform' | 'chat'>;

const chatKey = ({ platform, chat: { platformId, threadId } }: ChatCaller) => ({
  platform_platformId_threadId: { platform, platformId, threadId },
});

/** The chat in which somebody acts, where it is known; its title is kept as last seen. */
async function findAndRefreshChat(
  db: PrismaClient,
  acting: ChatCaller,
  memory: QueryCache = noQueryCache,
): Promise<ChatWithConnection | undefined> {
  const { platform, chat } = acting;
  const { platformId, threadId, title } = chat;
  const found = await memory.getOrLoad({
    key: `chat ${platform} ${platformId} ${threadId}`,
    load: () => db.chat.findUnique({ where: chatKey(acting), include: { connection: true } }),
    // That a chat is unknown is so until anything becomes of any.
    dependencies: (chat) => (chat ? chatDependencies(chat) : ['Chat']),
  });
  if (!found) return undefined;
  const known = await reopenIfClosed(db, found);
  if (known.title === title && (known.connection || !chat.space)) return known;
  const connection = await findConnectionHere(db, acting, memory);
  if (known.title === title && known.connectionId === (connection?.id ?? null)) return known;
  return db.chat.update({
    where: { id: known.id },
    data: { title, connectionId: connection?.id ?? null },
    include: { connection: true },
  });
}

/** What connects the Discord server or Telegram chat in which somebody acts. */
const findConnectionHere = async (
  db: PrismaClient,
  { platform, chat: { space } }: ChatCaller,
  memory: QueryCache,
): Promise<Connection | null> =>
  space ? findCachedConnection(db, platform, space.platformId, memory) : null;

/** The chat in which somebody acts, made when it is new; its title is kept as last seen. */
export async function getOrCreateChat(
  db: PrismaClient,
  acting: ChatCaller,
  accountId: string,
  memory: QueryCache = noQueryCache,
): Promise<ChatWithConnection> {
  const known = await findAndRefreshChat(db, acting, memory);
  if (known) return known;
  const { platform, chat } = acting;
  const { platformId, threadId, kind, title } = chat;
  const connection = await findConnectionHere(db, acting, memory);
  // In one statement: of two first acts at once the second finds the chat that the first made.
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
    where: chatKey(acting),
    include: { connection: true },
  });
}

/** The private chat of somebody who was never seen, of which no row is made. */
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
    strikes: 0,
    closedNotifiedAt: null,
    quietFrom: null,
    quietUntil: null,
    channelId: null,
    createdAt: at,
    connection: null,
  };
}

/** A chat that was seen before. */
export const findChat = async (
  db: PrismaClient,
  id: string,
): Promise<ChatWithConnection | undefined> =>
  (await db.chat.findUnique({ where: { id }, include: { connection: true } })) ?? undefined;

/**
 * Where somebody speaks to the bot it is there, whatever was before: messages come again. A chat in which it may read
 * and not write stays closed until its rights come back.
 */
async function reopenIfClosed(
  db: PrismaClient,
  chat: ChatWithConnection,
): Promise<ChatWithConnection> {
  if (!chat.closedAt) return chat;
  if (chat.kind !== 'private' && chat.closedReason === 'noRights') return chat;
  return db.chat.update({
    where: { id: chat.id },
    data: { closedAt: null, closedReason: null, strikes: 0 },
    include: { connection: true },
  });
}
const chatDependencies = ({ id, connectionId }: ChatWithConnection): CacheDependency[] => [
  `Chat:${id}`,
  ...(connectionId === null ? [] : [`Connection:${connectionId}` as const]),
];

/** That nothing connects a place is known until something is connected anywhere. */
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

/** What connects a Discord server or a Telegram chat to its community, if anything. */
export const findConnection = (
  db: Pick<PrismaClient, 'connection'>,
  platform: Actor['platform'],
  platformId: string,
): Promise<Connection | null> =>
  db.connection.findUnique({ where: { platform_platformId: { platform, platformId } } });
