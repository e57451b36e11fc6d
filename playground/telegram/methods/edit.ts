import { isDeepStrictEqual } from 'node:util';
import type { RequestArguments } from '../bot-api/arguments.ts';
import { badRequest, botApiError } from '../bot-api/errors.ts';
import { hasCaptionedMedium } from '../bot-api/other-content.ts';
import type { Message } from '../bot-api/types.ts';
import { LIFETIMES, LIMITS } from '../limits.ts';
import { readRichMessage } from '../rich/rich-message.ts';
import { requireReadableChat } from '../state/access.ts';
import { eraseMessage, markEdited } from '../state/messages.ts';
import { readMarkup, serializeMarkup } from '../state/reply-markup.ts';
import {
  type ChatState,
  findStoredMessage,
  type State,
  type StoredMessage,
  unixTime,
} from '../state/state.ts';
import { hasRelease } from '../versions.ts';
import type { MethodCall, MethodHandlers } from './method-call.ts';
import { readCaptionArgument, readText } from './read-text.ts';

/** What a person sent by inline mode, in a chat where the bot may not be. */
function findInlineMessage(state: State, inlineId: string) {
  for (const chat of state.chats.values()) {
    const stored = chat.messages.find((one) => one.inlineId === inlineId);
    if (stored) return { chat, stored };
  }
  throw botApiError('messageIdInvalid');
}

/** The bot's own message that a request edits, with the reasons why it cannot be edited. */
export function requireEditable({ state, args }: MethodCall): {
  chat: ChatState;
  stored: StoredMessage;
} {
  if (args.text('chat_id') === '' && args.text('inline_message_id') === '') {
    throw botApiError(args.text('message_id') === '' ? 'messageIdMissing' : 'chatIdEmpty');
  }
  if (args.text('chat_id') === '') return findInlineMessage(state, args.text('inline_message_id'));
  if (args.text('message_id') === '') throw botApiError('messageIdMissing');
  const chat = requireReadableChat(state, args.text('chat_id'));
  const stored = findStoredMessage(chat, args.integer('message_id') ?? 0);
  if (!stored) throw botApiError('editNotFound');
  const { message, fromBot, markup } = stored;
  const own = fromBot || (chat.chat.type === 'channel' && chat.botStatus === 'administrator');
  if (!own || message.forward_origin || (markup && markup.kind !== 'inline')) {
    throw botApiError('cannotEdit');
  }
  return { chat, stored };
}

/** The inline keyboard of an edit. */
export function inlineMarkup({ state, args }: Pick<MethodCall, 'state' | 'args'>) {
  const value = args.json('reply_markup', 'reply keyboard markup');
  return value === undefined
    ? undefined
    : readMarkup(value, { private: false, inlineOnly: true, server: state.serverVersion });
}

/**
 * Replaces what the request names; a keyboard that is not given again goes away.
 * @returns the message, or true for one that was sent by inline mode
 */
export function editContent(
  call: MethodCall,
  content: Partial<Message>,
  cleared: (keyof Message)[],
): Message | true {
  const { chat, stored } = requireEditable(call);
  const markup = inlineMarkup(call);
  const reply_markup = serializeMarkup(markup);
  const next: Message = { ...stored.message };
  for (const field of cleared) delete next[field];
  delete next.reply_markup;
  Object.assign(next, content, reply_markup && { reply_markup });
  const { edit_date, ...before } = stored.message;
  const { edit_date: _, ...after } = next;
  if (isDeepStrictEqual(before, after)) throw botApiError('notModified');
  next.edit_date = unixTime(call.state);
  stored.message = next;
  if (markup) stored.markup = markup;
  else delete stored.markup;
  markEdited(call.state, chat, stored);
  return stored.inlineId === undefined ? next : true;
}

function remove(state: State, chat: ChatState, stored: StoredMessage): void {
  const { fromBot, at } = stored;
  if (state.now() - at > LIFETIMES.deletable) throw botApiError('cannotDeleteForEveryone');
  const may = fromBot || chat.chat.type === 'private' || chat.botStatus === 'administrator';
  if (!may) throw botApiError('cannotDelete');
  eraseMessage(state, chat, stored);
}

function messageIds(args: RequestArguments): number[] {
  const value = args.json('message_ids', 'message identifiers');
  if (value === undefined) throw badRequest('Message identifiers are not specified');
  if (!Array.isArray(value)) throw badRequest('Expected an Array of message identifiers');
  if (value.length > LIMITS.deletedAtOnce) {
    throw badRequest('Too many message identifiers specified');
  }
  return value.map(Number);
}

/** The new text of an edit, or from a release on its rich message. */
export function readTextOrRich(
  { state, args }: MethodCall,
  richSince: string,
): Pick<Message, 'text' | 'entities' | 'rich_message'> {
  const rich_message = hasRelease(state.serverVersion, richSince)
    ? readRichMessage(state, args)
    : undefined;
  if (rich_message) return { rich_message };
  const { text, entities } = readText(state, args);
  return { text, ...(entities.length > 0 && { entities }) };
}

export const editMethods: MethodHandlers = {
  editMessageText(call) {
    const content = readTextOrRich(call, '10.1');
    const { text, rich_message } = requireEditable(call).stored.message;
    if (text === undefined && !rich_message) throw botApiError('noTextToEdit');
    return editContent(call, content, ['text', 'entities', 'rich_message']);
  },
  editMessageCaption(call) {
    const caption = readCaptionArgument(call.state, call.args);
    const { stored } = requireEditable(call);
    if (!hasCaptionedMedium(stored.message)) throw botApiError('noCaptionToEdit');
    return editContent(call, caption, ['caption', 'caption_entities']);
  },
  editMessageReplyMarkup: (call) => editContent(call, {}, []),
  deleteMessage({ state, args }) {
    const chat = requireReadableChat(state, args.text('chat_id'));
    const stored = findStoredMessage(chat, args.integer('message_id') ?? 0);
    if (!stored) throw botApiError('deleteNotFound');
    remove(state, chat, stored);
    return true;
  },
  deleteMessages({ state, args }) {
    const chat = requireReadableChat(state, args.text('chat_id'));
    const ids = messageIds(args);
    for (const id of ids) {
      const stored = findStoredMessage(chat, id);
      if (stored) remove(state, chat, stored);
    }
    return true;
  },
};
