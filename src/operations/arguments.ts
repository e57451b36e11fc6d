import { stripChannelSign } from '../communities/arguments.ts';
import { type CommandContext, requireCommunity } from '../context/command-context.ts';
import type { Chat } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { locales } from '../language/locale.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';
import { publicationLabel } from './format.ts';
import {
  findManagedPublication,
  listManagedPublications,
  type ManagedPublication,
  publicationFilters,
  publicationTitle,
} from './managed-publications.ts';

/** Most publications that are looked through for words. */
const maxSearched = 200;

/** A publication that this person looks after, chosen by kind, title or time. */
export const publicationArgument = (filter: keyof typeof publicationFilters = 'any') =>
  pick<ManagedPublication, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await listManagedPublications(call, publicationFilters[filter], maxSearched);
      return all
        .filter((one) => matchesQuery(fold(publicationLabel(call, one)), words))
        .slice(0, limit);
    },
    find: async (id, call) =>
      call.community && isUuid(id)
        ? findManagedPublication(call, id, publicationFilters[filter])
        : undefined,
    id: ({ id }) => id,
    label: (one, call) => publicationLabel(call, one),
    names: (one) => locales.map((locale) => publicationTitle(one, locale)),
    noMatchKey: `delivery.errors.none.${filter}`,
  });

/** Chats that belong to the community, or follow something in it. */
const chatsOfCommunity = (communityId: string) => ({
  OR: [{ connection: { communityId } }, { subscriptions: { some: { communityId } } }],
});

/** A chat of the community, on either platform, chosen by its title. */
export const communityChatArgument = () =>
  pick<Chat, CommandContext>({
    name: 'pick',
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const chats = await call.db.chat.findMany({
        where: chatsOfCommunity(call.community.id),
        orderBy: { title: 'asc' },
        take: 5_000,
      });
      return chats
        .filter((chat) => fold(chatLabel(chat, call)).includes(fold(words)))
        .slice(0, limit);
    },
    async find(id, call) {
      if (!call.community || !isUuid(id)) return undefined;
      const where = { id, ...chatsOfCommunity(requireCommunity(call).id) };
      return (await call.db.chat.findFirst({ where })) ?? undefined;
    },
    id: ({ id }) => id,
    label: chatLabel,
    names: ({ title }) => [title, stripChannelSign(title)],
    // A topic of a chat goes by the chat's title.
    details: ({ threadId }, { t }) => (threadId === '' ? [] : [t('delivery.thread', { threadId })]),
    noMatchKey: 'delivery.errors.noChat',
  });

function chatLabel({ title, platform, kind }: Chat, { t }: Pick<CommandContext, 't'>): string {
  return t(kind === 'private' ? 'delivery.privateChat' : 'delivery.chat', {
    title,
    platform: t(`platforms.${platform}`),
  });
}
