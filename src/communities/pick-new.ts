import type { Chat } from '../database/generated/client.ts';
import { pick } from '../kit/kinds/pick.ts';
import { fold } from '../language/fold.ts';
import type { Call } from './call.ts';
import { type PickedChat, withoutSign } from './pick.ts';

/** Most places about which the platform is asked at once. */
const mostAsked = 25;

/** What the platform said in each call: one call may look for several words, and the platform counts requests. */
const said = new WeakMap<Call, Map<string, Promise<boolean>>>();

const isManaged = (call: Call, space: string): Promise<boolean> =>
  said
    .getOrInsertComputed(call, () => new Map())
    .getOrInsertComputed(space, () =>
      call.powers[call.account.platform].manages(space, call.account.platformId),
    );

/** Places that this person manages, where the bot is, and that belong to no community: channels above all. */
async function freePlaces(
  call: Call,
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
  for (const chat of chats.filter(isMeant).slice(0, mostAsked)) {
    if (found.length >= limit) break;
    if (!(await isManaged(call, chat.platformId))) continue;
    found.push({ ...chat, connection: undefined });
  }
  return found;
}

/** A place that could be connected without writing in it. */
export const freeChat = () =>
  pick<PickedChat, Call>({
    name: 'chat',
    search: (words, call, _given, limit) =>
      freePlaces(call, ({ title }) => fold(title).includes(fold(words)), limit),
    find: async (id, call) => (await freePlaces(call, (chat) => chat.platformId === id, 1))[0],
    id: ({ platformId }) => platformId,
    label: ({ title }) => title,
    names: ({ title }) => [withoutSign(title)],
    none: 'communities.errors.noChat',
  });
