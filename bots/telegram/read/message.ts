import type { CallbackQuery, Chat, Message, Update, User } from 'telegraf/types';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { PersonReference } from '../../../src/kit/define/raw-value.ts';
import { visibleOr } from '../../../src/language/text/visible.ts';
import { emptyPlaceholder } from '../../../src/message/layout/normalize.ts';
import { visibleText } from './plain-text.ts';

/** Users that stand for no person: anonymous administrators, linked channels and Telegram itself. */
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

/** The acting user; undefined when it is no person. */
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

/** The topic of a message, if any. */
export const readTopicId = (message: object): number | undefined =>
  'is_topic_message' in message &&
  message.is_topic_message === true &&
  'message_thread_id' in message &&
  typeof message.message_thread_id === 'number'
    ? message.message_thread_id
    : undefined;

/** The sender of a message; `anonymous` when it was sent in the name of a chat. */
export function readSender(message: Message): Actor | 'anonymous' | undefined {
  if ('sender_chat' in message && message.sender_chat) return 'anonymous';
  return readTelegramActor(message.from, message.chat, readTopicId(message));
}

/**
 * Whether the message has a button with this data, since clients can send any data. Undefined for old messages, whose
 * buttons Telegram does not include.
 * Source: Bot API, CallbackQuery and InaccessibleMessage.
 */
export function hasButton(
  message: NonNullable<CallbackQuery['message']>,
  data: string,
): boolean | undefined {
  if (message.date === 0) return undefined;
  const rows = 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : [];
  return (
    rows.flat().some((button) => 'callback_data' in button && button.callback_data === data) ||
    ('rich_message' in message && hasCallback(message.rich_message, data))
  );
}

/** Whether there is a button with this data anywhere in the blocks of a rich message, which telegraf's types lack. */
const hasCallback = (part: unknown, data: string): boolean =>
  typeof part === 'object' &&
  part !== null &&
  (('callback_data' in part && part.callback_data === data) ||
    Object.values(part).some((inner) => hasCallback(inner, data)));

export interface TypedCommand {
  /** As typed, without `/` and without the bot's name. */
  name: string;
  line: string;
}

/** The command at the beginning of a text; undefined when there is none, or it is for another bot. */
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

const toReference = (user: User): PersonReference => ({
  kind: 'person',
  platformId: String(user.id),
  name: nameOf(user),
  ...(user.username ? { username: user.username } : {}),
});

/** Whether this is a person: no bot, and no placeholder for a channel or group. */
const isPerson = (user: User): boolean => !user.is_bot && !placeholderUserIds.has(user.id);

/** Whether another bot wrote it: such messages are ignored, so that two bots never answer each other. */
export const isOtherBot = (message: Message): boolean =>
  message.from?.is_bot === true &&
  !placeholderUserIds.has(message.from.id) &&
  !('sender_chat' in message && message.sender_chat);

/** Whether a person sent it by the bot's own inline mode: it is the bot's words, and asks nothing. */
export const isSentInline = (message: Message, botName: string): boolean =>
  'via_bot' in message && message.via_bot?.username === botName;

/** The first mentioned person without a @username, and the text without that mention. */
export function readMention(message: Message): { text: string; person?: PersonReference } {
  const entities =
    ('entities' in message ? message.entities : undefined) ??
    ('caption_entities' in message ? message.caption_entities : undefined) ??
    [];
  for (const entity of entities) {
    if (entity.type !== 'text_mention' || !isPerson(entity.user)) continue;
    return { text: visibleText(message, entity), person: toReference(entity.user) };
  }
  return { text: visibleText(message) };
}

/** The author of the message that this one replies to. */
export function readRepliedPerson(message: Message): PersonReference | undefined {
  const repliedTo = 'reply_to_message' in message ? message.reply_to_message : undefined;
  if (!repliedTo?.from || ('sender_chat' in repliedTo && repliedTo.sender_chat)) return undefined;
  return isPerson(repliedTo.from) ? toReference(repliedTo.from) : undefined;
}

/** A change of the bot's own membership in a chat. */
export function readMembership(update: Update.MyChatMemberUpdate['my_chat_member']) {
  const { chat, new_chat_member: now, old_chat_member: before } = update;
  const isMember = (status: string) =>
    ['creator', 'administrator', 'member', 'restricted'].includes(status);
  return {
    isPrivate: chat.type === 'private',
    platformId: String(chat.id),
    title: titleOf(chat),
    isIn: isMember(now.status),
    wasIn: isMember(before.status),
  };
}
