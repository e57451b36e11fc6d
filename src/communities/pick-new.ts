import { pick } from '../kit/kinds/pick.ts';
import { fold } from '../language/fold.ts';
import type { Call } from './call.ts';
import type { PickedChat } from './pick.ts';

/** Places that this person manages, where the bot is, and that belong to no community: channels above all. */
async function freePlaces(call: Call): Promise<PickedChat[]> {
  const { platform, platformId } = call.account;
  const chats = await call.db.chat.findMany({
    where: { platform, connectionId: null, kind: { not: 'private' }, closedAt: null },
    take: 200,
  });
  const found: PickedChat[] = [];
  for (const chat of chats) {
    if (!(await call.powers[platform].manages(chat.platformId, platformId))) continue;
    found.push({ ...chat, connection: undefined });
  }
  return found;
}

/** A place that could be connected without writing in it. */
export const freeChat = () =>
  pick<PickedChat, Call>({
    name: 'chat',
    search: async (words, call, _given, limit) =>
      (await freePlaces(call))
        .filter(({ title }) => fold(title).includes(fold(words)))
        .slice(0, limit),
    find: async (id, call) => (await freePlaces(call)).find(({ platformId }) => platformId === id),
    id: ({ platformId }) => platformId,
    label: ({ title }) => title,
    none: 'communities.errors.noChat',
  });
