import type { MarkdownContext } from '../messages/markdown.ts';
import type { Context } from '../state/context.ts';
import type { Channel, Message, User } from '../state/state.ts';

/** How this person's client shows what is written somewhere; nothing there pings. */
export function readerIn(
  { state, now }: Context,
  viewer: User,
  { guildId }: Pick<Channel, 'guildId'>,
): MarkdownContext {
  const guild = state.guilds.get(guildId ?? '');
  return {
    locale: viewer.actor?.locale ?? 'en',
    now: now(),
    user: (id) => state.users.get(id)?.displayName,
    role: (id) => guild?.roles.find((role) => role.id === id)?.name,
    channel: (id) => state.channels.get(id)?.name,
    pings: () => false,
  };
}

/** The same for the text of a message, with its pings. */
export const readerOf = (context: Context, viewer: User, message: Message): MarkdownContext => ({
  ...readerIn(context, viewer, message),
  pings: ({ kind, id }) => {
    if (kind === 'everyone') return message.mentions.everyone;
    return message.mentions[kind === 'user' ? 'users' : 'roles'].includes(id);
  },
});

/** Nothing in an embed pings. */
export const silent = (reader: MarkdownContext): MarkdownContext => ({
  ...reader,
  pings: () => false,
});
