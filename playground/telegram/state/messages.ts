import type { Message } from '../bot-api/types.ts';
import { showMarkup } from './prompts.ts';
import { type ReplyMarkup, serializeMarkup } from './reply-markup.ts';
import {
  type ChatState,
  notifyChanged,
  placeKeyOf,
  type State,
  type StoredFile,
  type StoredMessage,
  unixTime,
} from './state.ts';

/** A message before it has its id, date and chat. */
export type Draft = Omit<Message, 'message_id' | 'date' | 'chat'>;

export interface MessageOrigin {
  fromBot: boolean;
  author?: string;
  markup?: ReplyMarkup | undefined;
  file?: StoredFile;
  isService?: boolean;
  /** `inline_message_id`, for what a person sent by inline mode. */
  inlineId?: string;
}

/** Who a message of the bot is from: itself, or the channel. */
export const botSender = (state: State, { chat }: ChatState): Partial<Message> =>
  chat.type === 'channel' ? { sender_chat: chat } : { from: state.bot };

/** The topic of a message. */
export const inTopic = (thread: number | undefined): Partial<Message> =>
  thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true };

function nextId(state: State, chat: ChatState): number {
  const shared = chat.chat.type === 'private' || chat.chat.type === 'group';
  chat.lastMessageId = shared ? ++state.sharedMessageId : chat.lastMessageId + 1;
  return chat.lastMessageId;
}

/** A message with its origin, not yet in any list. A draft without an id is given none. */
export function newStoredMessage(
  state: State,
  chat: ChatState,
  draft: Draft & { message_id: number },
  { fromBot, author, markup, file, isService, inlineId }: MessageOrigin,
): StoredMessage {
  const reply_markup = serializeMarkup(markup);
  const { message_id, ...content } = draft;
  const version = ++state.version;
  return {
    message: {
      message_id,
      date: unixTime(state),
      chat: chat.chat,
      ...content,
      ...(reply_markup && { reply_markup }),
    },
    at: state.now(),
    version,
    order: version,
    fromBot,
    ...(author !== undefined && { author }),
    ...(markup && { markup }),
    ...(file && { file }),
    ...(isService && { isService }),
    ...(inlineId !== undefined && { inlineId }),
  };
}

/** Adds a message to a chat. */
export function storeMessage(
  state: State,
  chat: ChatState,
  draft: Draft,
  posting: MessageOrigin,
): StoredMessage {
  const message_id = nextId(state, chat);
  const stored = newStoredMessage(state, chat, { ...draft, message_id }, posting);
  chat.messages.push(stored);
  recordPublished(state, chat, stored.message);
  showMarkup(state, chat, stored);
  notifyChanged(state, placeKeyOf(chat, stored.message.message_thread_id));
  return stored;
}

/** Keeps what everybody in a group or channel could read, also when it is edited or deleted afterwards. */
function recordPublished(state: State, { chat }: ChatState, message: Message): void {
  if (chat.type === 'private') return;
  const kept = state.published.get(chat.id) ?? [];
  kept.push(message);
  state.published.set(chat.id, kept);
}

/** Marks a message as changed in place. */
export function markEdited(state: State, chat: ChatState, stored: StoredMessage): void {
  stored.version = ++state.version;
  recordPublished(state, chat, stored.message);
  notifyChanged(state, placeKeyOf(chat, stored.message.message_thread_id));
}

/** A message as it appears in another one's `reply_to_message` or `pinned_message`: without its own reply. */
export function withoutReply(message: Message): Message {
  const { reply_to_message, ...rest } = message;
  return rest;
}

/** Takes a message out of its chat. */
export function eraseMessage(state: State, chat: ChatState, stored: StoredMessage): void {
  const { message_id, message_thread_id } = stored.message;
  chat.messages = chat.messages.filter((other) => other !== stored);
  chat.pinned = chat.pinned.filter((id) => id !== message_id);
  for (const prompt of chat.prompts.values()) {
    if (prompt.forcedReply === message_id) delete prompt.forcedReply;
    if (prompt.keyboard === message_id) delete prompt.keyboard;
  }
  state.version++;
  notifyChanged(state, placeKeyOf(chat, message_thread_id));
}
