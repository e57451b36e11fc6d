import type { CallbackQuery, Chat, Message, Update, User } from 'telegraf/types';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { PersonReference } from '../../../src/kit/define/raw-value.ts';
import { visibleOr } from '../../../src/language/text/visible.ts';
import { emptyPlaceholder } from '../../../src/message/layout/normalize.ts';
import { visibleText } from './plain-text.ts';

/** Stand-ins for no person: messages of anonymous administrators, of linked channels and of Telegram itself. */
const placeholderUserIds = new Set([1087968824, 136817688, 777000]);

const nameOf = (user: User): string =>
  visibleOr(
    [user.first_name, user.last_name].filter((part) => part).join(' '),
    user.username ?? emptyPlaceholder,
  );

const titleOf = (chat: Chat): string =>
  visibleOr(
    'title' in chat ? chat.title : 'first_name' in chat ? chat.first_name : '',
    emptyPlaceholder,
  );

/** Who acts, or nothing when it is no person. */
export function readTelegramActor(
  user: User | undefined,
  chat: Chat,
  threadId: number | undefined,
): Actor | undefined {
  if (!user || !isPerson(user)) return undefined;
  const isPrivate = chat.type === 'private';
  return {
    platform: 'telegram',
    user: {
      platformId: String(user.id),
      name: nameOf(user),
      ...(user.username ? { username: user.username } : {}),
      ...(user.language_code ? { locale: user.language_code } : {}),
    },
    chat: {
      platformId: String(chat.id),
      threadId: threadId === undefined ? '' : String(threadId),
      kind: isPrivate ? 'private' : chat.type === 'channel' ? 'channel' : 'group',
      title: isPrivate ? nameOf(user) : titleOf(chat),
      ...(isPrivate ? {} : { space: { platformId: String(chat.id), title: titleOf(chat) } }),
    },
    roles: [],
  };
}

/** The topic that a message stands in, if it is one. */
export const readTopicId = (message: object): number | undefined =>
  'is_topic_message' in message &&
  message.is_topic_message === true &&
  'message_thread_id' in message &&
  typeof message.message_thread_id === 'number'
    ? message.message_thread_id
    : undefined;

/** Who sent a message, or why that is nobody. */
export function readSender(message: Message): Actor | 'anonymous' | undefined {
  if ('sender_chat' in message && message.sender_chat) return 'anonymous';
  return readTelegramActor(message.from, message.chat, readTopicId(message));
}

/**
 * Whether the message has a button that carries this: clients may send any data for any message that they see.
 * Of a message that is too old Telegram does not say which buttons it has: then nothing is known.
 * Source: Bot API, CallbackQuery and InaccessibleMessage.
 */
export function hasButton(
  message: NonNullable<CallbackQuery['message']>,
  data: string,
): boolean | undefined {
  if (message.date === 0) return undefined;
  const rows = 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : [];
  return rows.flat().some((button) => 'callback_data' in button && button.callback_data === data);
}

export interface TypedCommand {
  /** As typed, without `/` and without the bot's name. */
  name: string;
  line: string;
}

/** The command at the beginning of a text; nothing when it is none, or for another bot. */
export function readCommand(text: string, botName: string): TypedCommand | undefined {
  const match = /^\/([\p{L}\p{M}\p{N}_-]{1,64})(?:@([A-Za-z0-9_]+))?(?:\s+([\s\S]*))?$/u.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const [, name = '', addressed, line = ''] = match;
  if (addressed !== undefined && addressed.toLowerCase() !== botName.toLowerCase())
    return undefined;
  return { name, line };
}

const reference = (user: User): PersonReference => ({
  kind: 'person',
  platformId: String(user.id),
  name: nameOf(user),
  ...(user.username ? { username: user.username } : {}),
});

/** Whether this is a person: no bot, and no stand-in for a channel or a group. */
const isPerson = (user: User): boolean => !user.is_bot && !placeholderUserIds.has(user.id);

/** Somebody without a @name whom a message mentions, and the text without that mention. */
export function readMention(message: Message): { text: string; person?: PersonReference } {
  const entities =
    ('entities' in message ? message.entities : undefined) ??
    ('caption_entities' in message ? message.caption_entities : undefined) ??
    [];
  for (const entity of entities) {
    if (entity.type !== 'text_mention' || !isPerson(entity.user)) continue;
    return { text: visibleText(message, entity), person: reference(entity.user) };
  }
  return { text: visibleText(message) };
}

/** The person to whom a message replies. */
export function readRepliedPerson(message: Message): PersonReference | undefined {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  if (!replied?.from || ('sender_chat' in replied && replied.sender_chat)) return undefined;
  return isPerson(replied.from) ? reference(replied.from) : undefined;
}

/** The user and chat of a change of the bot's own membership. */
export function readMembership(update: Update.MyChatMemberUpdate['my_chat_member']) {
  const { chat, new_chat_member: now, old_chat_member: before } = update;
  const inside = (status: string) =>
    ['creator', 'administrator', 'member', 'restricted'].includes(status);
  return {
    isPrivate: chat.type === 'private',
    platformId: String(chat.id),
    title: titleOf(chat),
    isIn: inside(now.status),
    wasIn: inside(before.status),
  };
}
