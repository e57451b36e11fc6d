import type { CommandContext } from '../../context/command-context.ts';
import type { Chat, Connection } from '../../database/generated/client.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { fold } from '../../language/text/fold.ts';
import { stripChannelSign } from '../arguments.ts';
import type { PickedChat } from '../chats/picked-chat.ts';
import { listConnections } from './disconnect.ts';
import { connectionLabel } from './disconnect-messages.ts';

/** Chats that the platform is asked about at most. */
const maxLookups = 25;

/** Answers of the platform per request: several words may be searched for, and platforms limit requests. */
const managedCache = new WeakMap<CommandContext, Map<string, Promise<boolean>>>();

const canManageSpace = (context: CommandContext, space: string): Promise<boolean> =>
  managedCache
    .getOrInsertComputed(context, () => new Map())
    .getOrInsertComputed(space, () =>
      context.platformPermissions[context.account.platform].canManage(
        space,
        context.account.platformId,
      ),
    );

/** Chats with the bot that the account manages and that belong to no community: channels above all. */
async function findUnconnectedChats(
  context: CommandContext,
  isWanted: (chat: Chat) => boolean,
  limit: number,
): Promise<PickedChat[]> {
  const { platform } = context.account;
  const chats = await context.db.chat.findMany({
    where: { platform, connectionId: null, kind: { not: 'private' }, closedAt: null },
    orderBy: { createdAt: 'desc' },
    take: 1000,
  });
  const found: PickedChat[] = [];
  for (const chat of chats.filter(isWanted).slice(0, maxLookups)) {
    if (found.length >= limit) break;
    if (!(await canManageSpace(context, chat.platformId))) continue;
    found.push({ ...chat, connection: undefined });
  }
  return found;
}

/** A chat that could be connected without writing in it. */
export const unconnectedChat = () =>
  pick<PickedChat, CommandContext>({
    name: 'chat',
    search: (words, context, _given, limit) =>
      findUnconnectedChats(context, ({ title }) => fold(title).includes(fold(words)), limit),
    find: async (id, context) =>
      (await findUnconnectedChats(context, (chat) => chat.platformId === id, 1))[0],
    id: ({ platformId }) => platformId,
    label: ({ title }) => title,
    names: ({ title }) => [stripChannelSign(title)],
    noMatchKey: 'communities.errors.noChat',
  });

/** A connected server, group or channel of the current community, on either platform. */
export const connectedSpace = () =>
  pick<Connection, CommandContext>({
    name: 'chat',
    search: async (words, context, _given, limit) =>
      context.community
        ? (await listConnections(context))
            .filter((space) => fold(connectionLabel(space, context)).includes(fold(words)))
            .slice(0, limit)
        : [],
    find: async (id, context) =>
      context.community
        ? (await listConnections(context)).find(
            (space) => space.id === id || space.platformId === id,
          )
        : undefined,
    id: ({ id }) => id,
    label: (space, context) => connectionLabel(space, context),
    names: ({ title }) => [title],
    noMatchKey: 'connections.errors.none',
  });
