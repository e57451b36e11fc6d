import type { LocalActor } from '../../driver/world-setup.ts';
import { isAdministrator } from './members.ts';
import type { BotCommand, ChatState, State } from './state.ts';

/** The key under which commands of a scope and language are kept. */
export const commandMenuKey = (scope: string, language: string): string => `${scope}|${language}`;

/** Scopes from the narrowest to the widest. Source: "Determining list of commands" in the Bot API reference. */
function scopesFor({ chat, ...rest }: ChatState, user: number): string[] {
  if (chat.type === 'private') return [`chat:${chat.id}`, 'all_private_chats', 'default'];
  const admin = isAdministrator({ chat, ...rest }, user);
  return [
    `chat_member:${chat.id}:${user}`,
    ...(admin ? [`chat_administrators:${chat.id}`] : []),
    `chat:${chat.id}`,
    ...(admin ? ['all_chat_administrators'] : []),
    'all_group_chats',
    'default',
  ];
}

/** The commands that a person sees in a chat, in their language. Channels have no menu. */
export function findCommandMenu(state: State, chat: ChatState, actor: LocalActor): BotCommand[] {
  if (chat.chat.type === 'channel') return [];
  for (const scope of scopesFor(chat, actor.telegram.id)) {
    for (const language of [actor.locale, '']) {
      const commands = state.commands.get(commandMenuKey(scope, language));
      if (commands) return commands;
    }
  }
  return [];
}
