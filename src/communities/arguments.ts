import type { CommandContext } from '../context/command-context.ts';
import { listCommunitiesOf } from '../context/current-community.ts';
import type { Community } from '../database/generated/client.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { fold } from '../language/text/fold.ts';
import type { PickedChat } from './chats/picked-chat.ts';

/** Answers of the platform per request: several words may be searched for, and platforms limit requests. */
const managedChatsCache = new WeakMap<CommandContext, Promise<PickedChat[]>>();

/** The community's chats that the platform lets the account manage, read live once per request. */
function listManagedChats(context: CommandContext): Promise<PickedChat[]> {
  const known = managedChatsCache.get(context) ?? fetchManagedChats(context);
  managedChatsCache.set(context, known);
  return known;
}

async function fetchManagedChats(context: CommandContext): Promise<PickedChat[]> {
  if (!context.community) return [];
  const { platform, platformId } = context.account;
  const connections = await context.db.connection.findMany({
    where: { communityId: context.community.id, platform },
  });
  const found: PickedChat[] = [];
  for (const connection of connections) {
    const permissions = context.platformPermissions[platform];
    if (!(await permissions.canManage(connection.platformId, platformId))) continue;
    const chats = await permissions.listChats(connection.platformId);
    found.push(...chats.map((chat) => ({ ...chat, connection })));
  }
  return found;
}

/** A Discord channel's name without its `#`. */
export const stripChannelSign = (title: string): string => title.replace(/^#/, '');

/** A chat of the community that the account manages; the current chat is offered first. */
export const managedChat = () =>
  pick<PickedChat, CommandContext>({
    name: 'chat',
    async search(words, context, _given, limit) {
      const all = await listManagedChats(context);
      const isHere = (chat: PickedChat) => Number(chat.platformId === context.chat.platformId);
      return all
        .filter(({ title }) => fold(title).includes(fold(words)))
        .sort((a, b) => isHere(b) - isHere(a))
        .slice(0, limit);
    },
    find: async (id, context) =>
      (await listManagedChats(context)).find(({ platformId }) => platformId === id),
    id: ({ platformId }) => platformId,
    label: ({ title }) => title,
    names: ({ title }) => [stripChannelSign(title)],
    details: ({ connection }) => [connection?.title ?? ''],
    isPlatformChat: true,
    noMatchKey: 'communities.errors.noChat',
  });

/** One of the person's communities. */
export const myCommunity = () =>
  pick<Community, CommandContext>({
    async search(words, context, _given, limit) {
      const mine = await listCommunitiesOf(context.db, context.person.id, 100);
      return mine.filter(({ name }) => fold(name).includes(fold(words))).slice(0, limit);
    },
    find: async (id, context) =>
      (await listCommunitiesOf(context.db, context.person.id, 100)).find(
        (community) => community.id === id,
      ),
    id: ({ id }) => id,
    label: ({ name }) => name,
    noMatchKey: 'communities.errors.noCommunity',
  });
