import type { Chat } from '../../database/generated/client.ts';
import { isId } from '../../database/id.ts';
import { pick } from '../../kit/kinds/pick.ts';
import { fold, matches } from '../../language/fold.ts';
import { locales } from '../../language/locale.ts';
import { type Call, communityOf } from '../call.ts';
import { withoutSign } from '../pick.ts';
import {
  ownPublication,
  ownPublications,
  type ShownPublication,
  titleOf,
  which,
} from './publications.ts';
import { nameOf } from './words.ts';

/** Most publications that are looked through for words. */
const lookedThrough = 200;

/** A publication that this person looks after, chosen by kind, title or time. */
export const publication = (those: keyof typeof which = 'any') =>
  pick<ShownPublication, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await ownPublications(call, which[those], lookedThrough);
      return all.filter((one) => matches(fold(nameOf(call, one)), words)).slice(0, limit);
    },
    find: async (id, call) =>
      call.community && isId(id) ? ownPublication(call, id, which[those]) : undefined,
    id: ({ id }) => id,
    label: (one, call) => nameOf(call, one),
    names: (one) => locales.map((locale) => titleOf(one, locale)),
    none: `delivery.errors.none.${those}`,
  });

/** Chats that belong to the community, or follow something in it. */
const ofCommunity = (communityId: string) => ({
  OR: [{ connection: { communityId } }, { subscriptions: { some: { communityId } } }],
});

/** A chat of the community, on either platform, chosen by its title. */
export const communityChat = () =>
  pick<Chat, Call>({
    name: 'pick',
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const chats = await call.db.chat.findMany({
        where: ofCommunity(call.community.id),
        orderBy: { title: 'asc' },
        take: 5_000,
      });
      return chats
        .filter((chat) => fold(labelOf(chat, call)).includes(fold(words)))
        .slice(0, limit);
    },
    async find(id, call) {
      if (!call.community || !isId(id)) return undefined;
      const where = { id, ...ofCommunity(communityOf(call).id) };
      return (await call.db.chat.findFirst({ where })) ?? undefined;
    },
    id: ({ id }) => id,
    label: labelOf,
    names: ({ title }) => [title, withoutSign(title)],
    // A topic of a chat goes by the chat's title.
    details: ({ threadId }, { t }) => (threadId === '' ? [] : [t('delivery.thread', { threadId })]),
    none: 'delivery.errors.noChat',
  });

function labelOf({ title, platform, kind }: Chat, { t }: Pick<Call, 't'>): string {
  return t(kind === 'private' ? 'delivery.privateChat' : 'delivery.chat', {
    title,
    platform: t(`platforms.${platform}`),
  });
}
