import { stripChannelSign } from '../communities/arguments.ts';
import { type CommandContext, requireCommunity } from '../context/command-context.ts';
import type { Chat } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { locales } from '../language/locale.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';
import {
  findManagedPublication,
  listManagedPublications,
  type ManagedPublication,
  publicationFilters,
} from './publications/managed-publications.ts';
import { publicationTitle } from './publications/publication-title-view.ts';
import { publicationLabel } from './publications/publication-view.ts';

/** Publications that are searched. */
const maxSearched = 200;

/** A publication that this person manages, found by kind, title or time. */
export const publicationArgument = (filter: keyof typeof publicationFilters = 'any') =>
  pick<ManagedPublication, CommandContext>({
    async search(words, context, _given, limit) {
      if (!context.community) return [];
      const all = await listManagedPublications(context, publicationFilters[filter], maxSearched);
      return all
        .filter((one) => matchesQuery(fold(publicationLabel(context, one)), words))
        .slice(0, limit);
    },
    find: async (id, context) =>
      context.community && isUuid(id)
        ? findManagedPublication(context, id, publicationFilters[filter])
        : undefined,
    id: ({ id }) => id,
    label: (one, context) => publicationLabel(context, one),
    names: (one) => locales.map((locale) => publicationTitle(one, locale)),
    noMatchKey: `delivery.errors.none.${filter}`,
  });

/** Chats that belong to the community, or subscribe to a topic of it. */
const chatsOfCommunity = (communityId: string) => ({
  OR: [{ connection: { communityId } }, { subscriptions: { some: { communityId } } }],
});

/** A chat of the community on either platform, found by its title. */
export const communityChatArgument = () =>
  pick<Chat, CommandContext>({
    name: 'pick',
    async search(words, context, _given, limit) {
      if (!context.community) return [];
      const chats = await context.db.chat.findMany({
        where: chatsOfCommunity(context.community.id),
        orderBy: { title: 'asc' },
        take: 5_000,
      });
      return chats
        .filter((chat) => fold(chatLabel(chat, context)).includes(fold(words)))
        .slice(0, limit);
    },
    async find(id, context) {
      if (!context.community || !isUuid(id)) return undefined;
      const where = { id, ...chatsOfCommunity(requireCommunity(context).id) };
      return (await context.db.chat.findFirst({ where })) ?? undefined;
    },
    id: ({ id }) => id,
    label: chatLabel,
    names: ({ title }) => [title, stripChannelSign(title)],
    // A forum topic has its chat's title.
    details: ({ threadId }, { t }) => (threadId === '' ? [] : [t('delivery.thread', { threadId })]),
    noMatchKey: 'delivery.errors.noChat',
  });

function chatLabel({ title, platform, kind }: Chat, { t }: Pick<CommandContext, 't'>): string {
  return t(kind === 'private' ? 'delivery.privateChat' : 'delivery.chat', {
    title,
    platform: t(`platforms.${platform}`),
  });
}
