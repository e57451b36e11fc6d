import { randomUUID } from 'node:crypto';
import type { Connection, PrismaClient } from '../database/generated/client.ts';
import { forgetful, type Memory, type Source } from '../database/memory.ts';
import type { Caller } from '../kit/invocation.ts';
import type { KnownChat } from './call.ts';

type Acting = Pick<Caller, 'platform' | 'chat'>;

const byPlatform = ({ platform, chat: { platformId, threadId } }: Acting) => ({
  platform_platformId_threadId: { platform, platformId, threadId },
});

/** The chat in which somebody acts, where it is known; its title is kept as last seen. */
async function seenChat(
  db: PrismaClient,
  acting: Acting,
  memory: Memory = forgetful,
): Promise<KnownChat | undefined> {
  const { platform, chat } = acting;
  const { platformId, threadId, title } = chat;
  const found = await memory.recall({
    key: `chat ${platform} ${platformId} ${threadId}`,
    read: () => db.chat.findUnique({ where: byPlatform(acting), include: { connection: true } }),
    // That a chat is unknown is so until anything becomes of any.
    sources: (chat) => (chat ? chatSources(chat) : ['Chat']),
  });
  if (!found) return undefined;
  const known = await reopened(db, found);
  if (known.title === title && (known.connection || !chat.space)) return known;
  const connection = await connectionHere(db, acting, memory);
  if (known.title === title && known.connectionId === (connection?.id ?? null)) return known;
  return db.chat.update({
    where: { id: known.id },
    data: { title, connectionId: connection?.id ?? null },
    include: { connection: true },
  });
}

/** What connects the Discord server or Telegram chat in which somebody acts. */
const connectionHere = async (
  db: PrismaClient,
  { platform, chat: { space } }: Acting,
  memory: Memory,
): Promise<Connection | null> =>
  space ? knownConnection(db, platform, space.platformId, memory) : null;

/** The chat in which somebody acts, made when it is new; its title is kept as last seen. */
export async function recogniseChat(
  db: PrismaClient,
  acting: Acting,
  accountId: string,
  memory: Memory = forgetful,
): Promise<KnownChat> {
  const known = await seenChat(db, acting, memory);
  if (known) return known;
  const { platform, chat } = acting;
  const { platformId, threadId, kind, title } = chat;
  const connection = await connectionHere(db, acting, memory);
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
    where: byPlatform(acting),
    include: { connection: true },
  });
}

/** The private chat of somebody who was never seen, of which no row is made. */
export function passingChat({ platform, chat }: Acting, accountId: string, at: Date): KnownChat {
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
    closedToldAt: null,
    quietFrom: null,
    quietUntil: null,
    channelId: null,
    createdAt: at,
    connection: null,
  };
}

/** A chat that was seen before. */
export const chatOf = async (db: PrismaClient, id: string): Promise<KnownChat | undefined> =>
  (await db.chat.findUnique({ where: { id }, include: { connection: true } })) ?? undefined;

/**
 * Where somebody speaks to the bot it is there, whatever was before: messages come again. A chat in which it may read
 * and not write stays closed until its rights come back.
 */
async function reopened(db: PrismaClient, chat: KnownChat): Promise<KnownChat> {
  if (!chat.closedAt) return chat;
  if (chat.kind !== 'private' && chat.closedReason === 'noRights') return chat;
  return db.chat.update({
    where: { id: chat.id },
    data: { closedAt: null, closedReason: null, strikes: 0 },
    include: { connection: true },
  });
}
const chatSources = ({ id, connectionId }: KnownChat): Source[] => [
  `Chat:${id}`,
  ...(connectionId === null ? [] : [`Connection:${connectionId}` as const]),
];

/** That nothing connects a place is known until something is connected anywhere. */
const knownConnection = (
  db: PrismaClient,
  platform: Caller['platform'],
  platformId: string,
  memory: Memory,
): Promise<Connection | null> =>
  memory.recall({
    key: `connection ${platform} ${platformId}`,
    read: () => connectionOf(db, platform, platformId),
    sources: () => ['Connection'],
  });

/** What connects a Discord server or a Telegram chat to its community, if anything. */
export const connectionOf = (
  db: Pick<PrismaClient, 'connection'>,
  platform: Caller['platform'],
  platformId: string,
): Promise<Connection | null> =>
  db.connection.findUnique({ where: { platform_platformId: { platform, platformId } } });
