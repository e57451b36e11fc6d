import { z } from 'zod';
import { chatToWrite, threadOf } from '../access.ts';
import type { Args } from '../args.ts';
import { badRequest, refusal } from '../errors.ts';
import { type ReplyMarkup, readMarkup } from '../markup.ts';
import { type Draft, post, quoted } from '../messages.ts';
import { type ChatState, findStored, type State, type Stored, type StoredFile } from '../state.ts';
import { readText } from '../texts.ts';
import type { Message } from '../wire.ts';
import type { Call, Methods } from './call.ts';

const replyShape = z.looseObject({
  message_id: z.int(),
  allow_sending_without_reply: z.boolean().default(false),
});

function replyTo(chat: ChatState, args: Args): Message | undefined {
  const given = args.shaped(
    'reply_parameters',
    'reply parameters',
    z.union([replyShape, z.strictObject({}).transform(() => undefined)]),
    'Object expected as reply parameters',
  );
  const id = given?.message_id ?? args.integer('reply_to_message_id');
  if (!id) return undefined;
  const lenient = given?.allow_sending_without_reply ?? args.flag('allow_sending_without_reply');
  const target = findStored(chat, id);
  if (!target && !lenient) throw refusal('replyNotFound');
  return target && quoted(target.message);
}

function markupOf(chat: ChatState, args: Args): ReplyMarkup | undefined {
  const value = args.json('reply_markup', 'reply keyboard markup');
  if (value === undefined) return undefined;
  const { type } = chat.chat;
  return readMarkup(value, { private: type === 'private', inlineOnly: type === 'channel' });
}

/** Everything that sending needs to know apart from the content. Reading it checks it. */
export interface Destination {
  chat: ChatState;
  thread: number | undefined;
  reply: Message | undefined;
  markup: ReplyMarkup | undefined;
  protect: boolean;
}

/** Reads where a message goes. A reply without a topic goes into the topic of what it replies to. */
export function destinationOf({ state, args }: Call): Destination {
  const chat = chatToWrite(state, args.text('chat_id'));
  const thread = threadOf(chat, args);
  const reply = replyTo(chat, args);
  return {
    chat,
    thread: thread ?? reply?.message_thread_id,
    reply,
    markup: markupOf(chat, args),
    protect: args.flag('protect_content'),
  };
}

/** Who a message of the bot is from: itself, or the channel. */
const senderOf = (state: State, chat: ChatState): Partial<Message> =>
  chat.chat.type === 'channel' ? { sender_chat: chat.chat } : { from: state.bot };

/** Sends the bot's messages to one place, counting them against the rate limits together. */
export function sendAll(
  { state, rates, args }: Call,
  { chat, thread, reply, markup, protect }: Destination,
  contents: { draft: Draft; file?: StoredFile | undefined }[],
): Stored[] {
  rates?.take(chat.chat, contents.length, args.flag('allow_paid_broadcast'));
  return contents.map(({ draft, file }) =>
    post(
      state,
      chat,
      {
        ...senderOf(state, chat),
        ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true }),
        ...(reply && { reply_to_message: reply }),
        ...(protect && { has_protected_content: true }),
        ...draft,
      },
      { fromBot: true, markup, ...(file && { file }) },
    ),
  );
}

/** Sends one message and answers with it. */
export function send(
  call: Call,
  destination: Destination,
  draft: Draft,
  file?: StoredFile,
): Message | undefined {
  return sendAll(call, destination, [{ draft, file }])[0]?.message;
}

const previewShape = z.record(z.string(), z.unknown());

export const sendMethods: Methods = {
  sendMessage(call) {
    const { state, args } = call;
    const { text, entities } = readText(state, args);
    const destination = destinationOf(call);
    const link_preview_options = args.shaped(
      'link_preview_options',
      'link preview options',
      previewShape,
      'Object expected as link preview options',
    );
    return send(call, destination, {
      text,
      ...(entities.length > 0 && { entities }),
      ...(link_preview_options && { link_preview_options }),
    });
  },
  copyMessage(call) {
    const message = send(call, destinationOf(call), copied(call), sourceOf(call, 'copy').file);
    return { message_id: message?.message_id };
  },
  forwardMessage(call) {
    const { message, file } = sourceOf(call, 'forward');
    if (message.has_protected_content) throw badRequest("Message can't be forwarded");
    return send(call, { ...destinationOf(call), markup: undefined }, forwarded(message), file);
  },
};

/** The message that a request copies or forwards. */
function sourceOf({ state, args }: Call, what: 'copy' | 'forward'): Stored {
  const id = args.text('from_chat_id');
  const from = state.chats.get(Number(id));
  if (id === '' || !from) throw refusal('chatNotFound');
  const stored = findStored(from, args.integer('message_id') ?? 0);
  if (!stored) throw refusal(what === 'copy' ? 'copyNotFound' : 'forwardNotFound');
  if (stored.notice !== undefined) throw refusal('cannotCopy');
  return stored;
}

function contentOf({ text, entities, caption, caption_entities, document, photo }: Message): Draft {
  return {
    ...(text !== undefined && { text }),
    ...(entities && { entities }),
    ...(caption !== undefined && { caption }),
    ...(caption_entities && { caption_entities }),
    ...(document && { document }),
    ...(photo && { photo }),
  };
}

function copied(call: Call): Draft {
  const { message } = sourceOf(call, 'copy');
  if (message.has_protected_content) throw refusal('cannotCopy');
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
