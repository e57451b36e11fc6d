import { isDeepStrictEqual } from 'node:util';
import { chatToRead, chatToWrite } from '../access.ts';
import type { Args } from '../args.ts';
import { badRequest, refusal } from '../errors.ts';
import { LIFETIMES, LIMITS } from '../limits.ts';
import { readMarkup, wireMarkup } from '../markup.ts';
import { erase, post, quoted, touch } from '../messages.ts';
import { type ChatState, findStored, type State, type Stored, secondsOf } from '../state.ts';
import { captionOf, readText } from '../texts.ts';
import type { Message } from '../wire.ts';
import type { Call, Methods } from './call.ts';

/** The bot's own message that a request edits, with the reasons why it cannot be edited. */
export function editable({ state, args }: Call): { chat: ChatState; stored: Stored } {
  if (args.text('chat_id') === '' && args.text('inline_message_id') === '') {
    throw refusal(args.text('message_id') === '' ? 'messageIdMissing' : 'chatIdEmpty');
  }
  if (args.text('chat_id') === '') throw badRequest('MESSAGE_ID_INVALID');
  if (args.text('message_id') === '') throw refusal('messageIdMissing');
  const chat = chatToRead(state, args.text('chat_id'));
  const stored = findStored(chat, args.integer('message_id') ?? 0);
  if (!stored) throw refusal('editNotFound');
  const { message, fromBot, markup } = stored;
  const own = fromBot || (chat.chat.type === 'channel' && chat.bot === 'administrator');
  if (!own || message.forward_origin || (markup && markup.kind !== 'inline')) {
    throw refusal('cannotEdit');
  }
  return { chat, stored };
}

function inlineMarkup(args: Args) {
  const value = args.json('reply_markup', 'reply keyboard markup');
  return value === undefined ? undefined : readMarkup(value, { private: false, inlineOnly: true });
}

/** Replaces what the request names; a keyboard that is not given again goes away. */
export function edit(call: Call, content: Partial<Message>, cleared: (keyof Message)[]): Message {
  const { chat, stored } = editable(call);
  const markup = inlineMarkup(call.args);
  const reply_markup = wireMarkup(markup);
  const next: Message = { ...stored.message };
  for (const field of cleared) delete next[field];
  delete next.reply_markup;
  Object.assign(next, content, reply_markup && { reply_markup });
  const { edit_date, ...before } = stored.message;
  const { edit_date: _, ...after } = next;
  if (isDeepStrictEqual(before, after)) throw refusal('notModified');
  next.edit_date = secondsOf(call.state);
  stored.message = next;
  if (markup) stored.markup = markup;
  else delete stored.markup;
  touch(call.state, chat, stored);
  return next;
}

function remove(state: State, chat: ChatState, stored: Stored): void {
  const { fromBot, at } = stored;
  if (state.now() - at > LIFETIMES.deletable) throw refusal('cannotDeleteForEveryone');
  const may = fromBot || chat.chat.type === 'private' || chat.bot === 'administrator';
  if (!may) throw refusal('cannotDelete');
  erase(state, chat, stored);
}

function messageIds(args: Args): number[] {
  const value = args.json('message_ids', 'message identifiers');
  if (value === undefined) throw badRequest('Message identifiers are not specified');
  if (!Array.isArray(value)) throw badRequest('Expected an Array of message identifiers');
  if (value.length > LIMITS.deletedAtOnce) {
    throw badRequest('Too many message identifiers specified');
  }
  return value.map(Number);
}

export const editMethods: Methods = {
  editMessageText(call) {
    const { text, entities } = readText(call.state, call.args);
    const { stored } = editable(call);
    if (stored.message.text === undefined) throw refusal('noTextToEdit');
    return edit(call, { text, ...(entities.length > 0 && { entities }) }, ['entities']);
  },
  editMessageCaption(call) {
    const caption = captionOf(call.state, call.args);
    const { stored } = editable(call);
    if (!stored.message.document && !stored.message.photo) throw refusal('noCaptionToEdit');
    return edit(call, caption, ['caption', 'caption_entities']);
  },
  editMessageReplyMarkup: (call) => edit(call, {}, []),
  deleteMessage({ state, args }) {
    const chat = chatToRead(state, args.text('chat_id'));
    const stored = findStored(chat, args.integer('message_id') ?? 0);
    if (!stored) throw refusal('deleteNotFound');
    remove(state, chat, stored);
    return true;
  },
  deleteMessages({ state, args }) {
    const chat = chatToRead(state, args.text('chat_id'));
    const ids = messageIds(args);
    for (const id of ids) {
      const stored = findStored(chat, id);
      if (stored) remove(state, chat, stored);
    }
    return true;
  },
  pinChatMessage({ state, args }) {
    const chat = pinnable(state, args);
    const stored = findStored(chat, args.integer('message_id') ?? 0);
    if (!stored) throw refusal('pinNotFound');
    chat.pinned = [...chat.pinned.filter((id) => id !== stored.message.message_id)];
    chat.pinned.push(stored.message.message_id);
    post(
      state,
      chat,
      { from: state.bot, pinned_message: quoted(stored.message) },
      { fromBot: true, notice: `${state.bot.first_name} pinned a message` },
    );
    return true;
  },
  unpinChatMessage({ state, args }) {
    const chat = pinnable(state, args);
    const id = args.integer('message_id') ?? chat.pinned.at(-1);
    if (id === undefined || !chat.pinned.includes(id)) throw refusal('unpinNotFound');
    chat.pinned = chat.pinned.filter((pinned) => pinned !== id);
    return true;
  },
  unpinAllChatMessages({ state, args }) {
    pinnable(state, args).pinned = [];
    return true;
  },
};

function pinnable(state: State, args: Args): ChatState {
  const chat = chatToWrite(state, args.text('chat_id'));
  if (chat.chat.type !== 'private' && chat.bot !== 'administrator') throw refusal('pinRights');
  return chat;
}
