import type { CommandContext } from '../context/command-context.ts';
import { listCommunitiesOf } from '../context/current-community.ts';
import type { Chat, Community, Connection } from '../database/generated/client.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { fold } from '../language/text/fold.ts';

/** A place that a person may choose: it becomes a chat of ours when it is chosen. */
export interface PickedChat {
  platformId: string;
  title: string;
  kind: Chat['kind'];
  /** The Discord server or Telegram chat that it belongs to; none for the person's own private chat. */
  connection: Connection | undefined;
}

/** What the platform said in each call: one call may look for several words, and the platform counts requests. */
const managedChatsCache = new WeakMap<CommandContext, Promise<PickedChat[]>>();

/** The community's places on this person's platform that the platform lets them manage, read live once a call. */
function listManagedChats(call: CommandContext): Promise<PickedChat[]> {
  const known = managedChatsCache.get(call) ?? fetchManagedChats(call);
  managedChatsCache.set(call, known);
  return known;
}

async function fetchManagedChats(call: CommandContext): Promise<PickedChat[]> {
  if (!call.community) return [];
  const { platform, platformId } = call.account;
  const connections = await call.db.connection.findMany({
    where: { communityId: call.community.id, platform },
  });
  const found: PickedChat[] = [];
  for (const connection of connections) {
    const powers = call.platformPermissions[platform];
    if (!(await powers.canManage(connection.platformId, platformId))) continue;
    const places = await powers.listChats(connection.platformId);
    found.push(...places.map((place) => ({ ...place, connection })));
  }
  return found;
}

/** Discord's channels are called by their names, with their sign or without. */
export const stripChannelSign = (title: string): string => title.replace(/^#/, '');

/** A chat of the community that this person administers, the one where they write first. */
export const managedChat = () =>
  pick<PickedChat, CommandContext>({
    name: 'chat',
    async search(words, call, _given, limit) {
      const all = await listManagedChats(call);
      const here = (place: PickedChat) => Number(place.platformId === call.chat.platformId);
      return all
        .filter(({ title }) => fold(title).includes(fold(words)))
        .sort((a, b) => here(b) - here(a))
        .slice(0, limit);
    },
    find: async (id, call) =>
      (await listManagedChats(call)).find(({ platformId }) => platformId === id),
    id: ({ platformId }) => platformId,
    label: ({ title }) => title,
    names: ({ title }) => [stripChannelSign(title)],
    details: ({ connection }) => [connection?.title ?? ''],
    noMatchKey: 'communities.errors.noChat',
  });

/** A chat of ours for a picked place, made when it is new. */
export async function getOrCreatePickedChat(
  call: CommandContext,
  picked: PickedChat,
): Promise<Chat> {
  const { platform } = call.account;
  const { platformId, title, kind, connection } = picked;
  return call.db.chat.upsert({
    where: { platform_platformId_threadId: { platform, platformId, threadId: '' } },
    update: { title, connectionId: connection?.id ?? null },
    create: { platform, platformId, title, kind, connectionId: connection?.id ?? null },
  });
}

/** One of the communities in which this person was seen. */
export const myCommunity = () =>
  pick<Community, CommandContext>({
    async search(words, call, _given, limit) {
      const mine = await listCommunitiesOf(call.db, call.person.id, 100);
      return mine.filter(({ name }) => fold(name).includes(fold(words))).slice(0, limit);
    },
    find: async (id, call) =>
      (await listCommunitiesOf(call.db, call.person.id, 100)).find(
        (community) => community.id === id,
      ),
    id: ({ id }) => id,
    label: ({ name }) => name,
    noMatchKey: 'communities.errors.noCommunity',
  });
