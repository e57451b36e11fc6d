import { type ReplyMarkup, serializeMarkup } from '../methods/reply-markup.ts';
import type { Message } from './bot-api-types.ts';
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
  notice?: string;
}

function nextId(state: State, chat: ChatState): number {
  const shared = chat.chat.type === 'private' || chat.chat.type === 'group';
  chat.lastMessageId = shared ? ++state.sharedMessageId : chat.lastMessageId + 1;
  return chat.lastMessageId;
}

/** Adds a message to a chat. */
export function storeMessage(
  state: State,
  chat: ChatState,
  draft: Draft,
  posting: MessageOrigin,
): StoredMessage {
  const reply_markup = serializeMarkup(posting.markup);
  const message: Message = {
    message_id: nextId(state, chat),
    date: unixTime(state),
    chat: chat.chat,
    ...draft,
    ...(reply_markup && { reply_markup }),
  };
  const { fromBot, author, markup, file, notice } = posting;
  const stored: StoredMessage = {
    message,
    at: state.now(),
    version: ++state.version,
    fromBot,
    ...(author !== undefined && { author }),
    ...(markup && { markup }),
    ...(file && { file }),
    ...(notice !== undefined && { notice }),
  };
  chat.messages.push(stored);
  if (fromBot && markup) applyMarkup(state, chat, stored, markup);
  notifyChanged(state, placeKeyOf(chat, message.message_thread_id));
  return stored;
}

/** Marks a message as changed in place. */
export function markEdited(state: State, chat: ChatState, stored: StoredMessage): void {
  stored.version = ++state.version;
  notifyChanged(state, placeKeyOf(chat, stored.message.message_thread_id));
}

/** A message as it appears in another one's `reply_to_message` or `pinned_message`: without its own reply. */
export function withoutReply(message: Message): Message {
  const { reply_to_message, ...rest } = message;
  return rest;
}

export const promptKey = (user: number, thread?: number): string => `${user}/${thread ?? ''}`;

/** Whom a selective keyboard or forced reply is for: those mentioned, and the author of the message replied to. */
function addressees(state: State, chat: ChatState, { message, markup }: StoredMessage): number[] {
  const selective = markup && 'selective' in markup && markup.selective;
  if (!selective || chat.chat.type === 'private') return [...chat.members];
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const named = entities.flatMap(({ type, offset, length, user }) => {
    if (type === 'text_mention' && user) return [user.id];
    if (type !== 'mention') return [];
    const name = text.slice(offset + 1, offset + length).toLowerCase();
    return [...state.actors.values()]
      .filter(({ telegram }) => telegram.username?.toLowerCase() === name)
      .map(({ telegram }) => telegram.id);
  });
  const replied = message.reply_to_message?.message_id;
  const author = chat.messages.find((other) => other.message.message_id === replied)?.author;
  const answered = state.actors.get(author ?? '')?.telegram.id;
  const all = answered === undefined ? named : [...named, answered];
  return [...new Set(all)].filter((id) => chat.members.has(id));
}

function applyMarkup(
  state: State,
  chat: ChatState,
  stored: StoredMessage,
  markup: ReplyMarkup,
): void {
  if (markup.kind === 'inline') return;
  const { message_id, message_thread_id } = stored.message;
  for (const user of addressees(state, chat, stored)) {
    const key = promptKey(user, message_thread_id);
    const before = chat.prompts.get(key) ?? {};
    if (markup.kind === 'force') chat.prompts.set(key, { ...before, forcedReply: message_id });
    else if (markup.kind === 'keyboard') chat.prompts.set(key, { keyboard: message_id });
    else chat.prompts.delete(key);
  }
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
