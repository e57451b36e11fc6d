import { z } from 'zod';
import { badRequest, botApiError } from '../bot-api/errors.ts';
import { otherContent } from '../bot-api/other-content.ts';
import type { InlineButton, Message } from '../bot-api/types.ts';
import { readRichMessage } from '../rich/rich-message.ts';
import { requireThread, requireWritableChat } from '../state/access.ts';
import { storeEphemeral } from '../state/ephemeral.ts';
import { botSender, type Draft, inTopic, storeMessage } from '../state/messages.ts';
import { type ReplyMarkup, readMarkup } from '../state/reply-markup.ts';
import {
  type ChatState,
  findStoredMessage,
  type StoredFile,
  type StoredMessage,
  toUser,
} from '../state/state.ts';
import {
  chatIdOf,
  type EphemeralTarget,
  readEphemeralTarget,
} from './ephemeral/ephemeral-target.ts';
import type { MethodCall, MethodHandlers } from './method-call.ts';
import { readText } from './read-text.ts';
import { findRepliedMessage } from './reply-parameters.ts';

function markupOf(chat: ChatState, { state, args }: MethodCall): ReplyMarkup | undefined {
  const value = args.json('reply_markup', 'reply keyboard markup');
  if (value === undefined) return undefined;
  const { type } = chat.chat;
  return readMarkup(value, {
    private: type === 'private',
    inlineOnly: type === 'channel',
    server: state.serverVersion,
  });
}

/** Everything that sending needs to know apart from the content. Reading it checks it. */
export interface Destination {
  chat: ChatState;
  thread: number | undefined;
  reply: Message | undefined;
  markup: ReplyMarkup | undefined;
  protect: boolean;
  /** The one person who sees it. */
  ephemeral: EphemeralTarget | undefined;
}

/**
 * Reads where a message goes. A reply without a topic goes into the topic of what it replies to.
 * @param audience `all` for methods that take no ephemeral parameters and ignore them
 */
export function readDestination(call: MethodCall, audience: 'all' | 'any' = 'any'): Destination {
  const { state, args } = call;
  const chat = requireWritableChat(
    state,
    audience === 'any' ? chatIdOf(call) : args.text('chat_id'),
  );
  const thread = requireThread(chat, args);
  const ephemeral = audience === 'any' ? readEphemeralTarget(call, chat) : undefined;
  const reply = findRepliedMessage(call, chat, ephemeral?.person.telegram.id);
  const markup = markupOf(chat, call);
  if (ephemeral && markup?.kind === 'inline' && hasLogin(markup)) {
    throw badRequest('BUTTON_TYPE_INVALID');
  }
  return {
    chat,
    thread: thread ?? reply?.message_thread_id,
    reply,
    markup,
    protect: args.flag('protect_content'),
    ephemeral,
  };
}

const hasLogin = ({ rows }: { rows: InlineButton[][] }): boolean =>
  rows.flat().some(({ other }) => other === 'login_url');

/** Sends the bot's messages to one place, counting them against the rate limits together. */
export function sendMessages(
  { state, limiter, args }: MethodCall,
  { chat, thread, reply, markup, protect, ephemeral }: Destination,
  contents: { draft: Draft; file?: StoredFile | undefined }[],
): StoredMessage[] {
  limiter?.consume(chat.chat, contents.length, args.flag('allow_paid_broadcast'));
  return contents.map(({ draft, file }) => {
    const whole: Draft = {
      ...botSender(state, chat),
      ...inTopic(thread),
      ...(reply && { reply_to_message: reply }),
      ...(protect && { has_protected_content: true }),
      ...draft,
    };
    const origin = { fromBot: true, markup, ...(file && { file }) };
    if (!ephemeral) return storeMessage(state, chat, whole, origin);
    const { person, ...fate } = ephemeral;
    return storeEphemeral(
      state,
      chat,
      { ...whole, receiver_user: toUser(person) },
      { ...origin, ...fate, person: person.telegram.id },
    );
  });
}

/** Sends one message and answers with it. */
export function sendToDestination(
  call: MethodCall,
  destination: Destination,
  draft: Draft,
  file?: StoredFile,
): Message | undefined {
  return sendMessages(call, destination, [{ draft, file }])[0]?.message;
}

const previewShape = z.record(z.string(), z.unknown());

export const sendMethods: MethodHandlers = {
  sendMessage(call) {
    const { state, args } = call;
    const { text, entities } = readText(state, args);
    const destination = readDestination(call);
    const link_preview_options = args.parsed(
      'link_preview_options',
      'link preview options',
      previewShape,
      'Object expected as link preview options',
    );
    return sendToDestination(call, destination, {
      text,
      ...(entities.length > 0 && { entities }),
      ...(link_preview_options && { link_preview_options }),
    });
  },
  sendRichMessage(call) {
    const rich_message = readRichMessage(call.state, call.args);
    const destination = readDestination(call);
    if (!rich_message) throw botApiError('richMissing');
    return sendToDestination(call, destination, { rich_message });
  },
  copyMessage(call) {
    const message = sendToDestination(
      call,
      readDestination(call, 'all'),
      copied(call),
      sourceOf(call, 'copy').file,
    );
    return { message_id: message?.message_id };
  },
  forwardMessage(call) {
    const { message, file } = sourceOf(call, 'forward');
    if (message.has_protected_content) throw badRequest("Message can't be forwarded");
    return sendToDestination(
      call,
      { ...readDestination(call, 'all'), markup: undefined },
      forwarded(message),
      file,
    );
  },
};

/** The message that a request copies or forwards. */
function sourceOf({ state, args }: MethodCall, what: 'copy' | 'forward'): StoredMessage {
  const id = args.text('from_chat_id');
  const from = state.chats.get(Number(id));
  if (id === '' || !from) throw botApiError('chatNotFound');
  const stored = findStoredMessage(from, args.integer('message_id') ?? 0);
  if (!stored) throw botApiError(what === 'copy' ? 'copyNotFound' : 'forwardNotFound');
  if (stored.isService) throw botApiError('cannotCopy');
  return stored;
}

function contentOf(message: Message): Draft {
  const { text, entities, caption, caption_entities, document, photo, rich_message } = message;
  return {
    ...Object.fromEntries(
      otherContent.flatMap((kind) => (message[kind] ? [[kind, message[kind]]] : [])),
    ),
    ...(rich_message && { rich_message }),
    ...(text !== undefined && { text }),
    ...(entities && { entities }),
    ...(caption !== undefined && { caption }),
    ...(caption_entities && { caption_entities }),
    ...(document && { document }),
    ...(photo && { photo }),
  };
}

function copied(call: MethodCall): Draft {
  const { message } = sourceOf(call, 'copy');
  if (message.has_protected_content) throw botApiError('cannotCopy');
  return contentOf(message);
}

function forwarded(message: Message): Draft {
  const { from, sender_chat, chat, date, message_id } = message;
  const origin =
    chat.type === 'channel'
      ? { type: 'channel', chat, message_id }
      : sender_chat
        ? { type: 'chat', sender_chat }
        : { type: 'user', sender_user: from };
  return {
    ...contentOf(message),
    forward_origin: { ...origin, date },
    forward_date: date,
  };
}
