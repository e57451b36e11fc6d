import type { Connection, PrismaClient } from '../database/generated/client.ts';
import { forgetful, type Memory, type Source } from '../database/memory.ts';
import type { Caller } from '../kit/invocation.ts';
import type { KnownChat } from './call.ts';

/** The chat in which somebody acts, made when it is new; its title is kept as last seen. */
export async function recogniseChat(
  db: PrismaClient,
  { platform, chat }: Pick<Caller, 'platform' | 'chat'>,
  accountId: string,
  memory: Memory = forgetful,
): Promise<KnownChat> {
  const { platformId, threadId, kind, title } = chat;
  const where = { platform_platformId_threadId: { platform, platformId, threadId } };
  const found = await memory.recall({
    key: `chat ${platform} ${platformId} ${threadId}`,
    read: () => db.chat.findUnique({ where, include: { connection: true } }),
    sources: (chat) => (chat ? chatSources(chat) : undefined),
  });
  const known = found && (await reopened(db, found));
  if (known && known.title === title && (known.connection || !chat.space)) return known;
  const { space } = chat;
  const connection = space ? await knownConnection(db, platform, space.platformId, memory) : null;
  if (known) {
    if (known.title === title && known.connectionId === (connection?.id ?? null)) return known;
    return db.chat.update({
      where: { id: known.id },
      data: { title, connectionId: connection?.id ?? null },
      include: { connection: true },
    });
  }
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
  return db.chat.findUniqueOrThrow({ where, include: { connection: true } });
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
