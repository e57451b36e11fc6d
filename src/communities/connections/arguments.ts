import type { CommandContext } from '../../context/command-context.ts';
import type { Chat } from '../../database/generated/client.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { fold } from '../../language/text/fold.ts';
import { stripChannelSign } from '../arguments.ts';
import type { PickedChat } from '../chats/picked-chat.ts';

/** Most places about which the platform is asked at once. */
const maxLookups = 25;

/** What the platform said in each call: one call may look for several words, and the platform counts requests. */
const managedCache = new WeakMap<CommandContext, Map<string, Promise<boolean>>>();

const canManageSpace = (call: CommandContext, space: string): Promise<boolean> =>
  managedCache
    .getOrInsertComputed(call, () => new Map())
    .getOrInsertComputed(space, () =>
      call.platformPermissions[call.account.platform].canManage(space, call.account.platformId),
    );

/** Places that this person manages, where the bot is, and that belong to no community: channels above all. */
async function findUnconnectedChats(
  call: CommandContext,
  isMeant: (chat: Chat) => boolean,
  limit: number,
): Promise<PickedChat[]> {
  const { platform } = call.account;
  const chats = await call.db.chat.findMany({
    where: { platform, connectionId: null, kind: { not: 'private' }, closedAt: null },
    orderBy: { createdAt: 'desc' },
    take: 1000,
  });
  const found: PickedChat[] = [];
  for (const chat of chats.filter(isMeant).slice(0, maxLookups)) {
    if (found.length >= limit) break;
    if (!(await canManageSpace(call, chat.platformId))) continue;
    found.push({ ...chat, connection: undefined });
  }
  return found;
}

/** A place that could be connected without writing in it. */
export const unconnectedChat = () =>
  pick<PickedChat, CommandContext>({
    name: 'chat',
    search: (words, call, _given, limit) =>
      findUnconnectedChats(call, ({ title }) => fold(title).includes(fold(words)), limit),
    find: async (id, call) =>
      (await findUnconnectedChats(call, (chat) => chat.platformId === id, 1))[0],
    id: ({ platformId }) => platformId,
    label: ({ title }) => title,
    names: ({ title }) => [stripChannelSign(title)],
    noMatchKey: 'communities.errors.noChat',
  });
