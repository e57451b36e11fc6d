import type { Actor, SayOptions, SeenFile } from '../stage.ts';
import { documentOf, photoOf, pictureSize, store } from './files.ts';
import { memberOf } from './members.ts';
import { type Draft, post, promptKey, quoted } from './messages.ts';
import {
  type ChatState,
  findStored,
  GROUP_ANONYMOUS_BOT,
  type State,
  type Stored,
  userOf,
} from './state.ts';
import { finishText } from './text/format.ts';
import { wireEntities } from './texts.ts';
import type { UpdateQueue } from './updates.ts';
import type { Message } from './wire.ts';

const COMMAND = /^\/[a-zA-Z0-9_]{1,64}(?:@([a-zA-Z0-9_]{3,32}))?(?![a-zA-Z0-9_@])/;

/** Whether the bot gets a person's message: in groups, privacy mode keeps most of the talk from a bot that is no administrator. */
function botReads(state: State, chat: ChatState, stored: Stored): boolean {
  if (chat.bot !== 'administrator' && chat.bot !== 'member') return false;
  if (chat.chat.type === 'private' || chat.bot === 'administrator') return true;
  if (stored.notice !== undefined) return true;
  const { reply_to_message } = stored.message;
  if (reply_to_message?.from?.id === state.bot.id) return true;
  const command = COMMAND.exec(stored.message.text ?? stored.message.caption ?? '');
  if (!command) return false;
  const addressed = command[1];
  return !addressed || addressed.toLowerCase() === state.bot.username?.toLowerCase();
}

/** Tells the bot of a message that a person wrote, or of a service message. */
export function deliver(state: State, queue: UpdateQueue, chat: ChatState, stored: Stored): void {
  if (!botReads(state, chat, stored)) return;
  queue.push(chat.chat.type === 'channel' ? 'channel_post' : 'message', stored.message);
}

/** Who a person's message is from: themselves, their chat when they are anonymous there, or the channel. */
function senderOf(chat: ChatState, actor: Actor, anonymous: boolean): Partial<Message> {
  if (chat.chat.type === 'channel') {
    return { sender_chat: chat.chat, author_signature: actor.name };
  }
  if (!anonymous) return { from: userOf(actor) };
  return { from: GROUP_ANONYMOUS_BOT, sender_chat: chat.chat };
}

function written(state: State, text: string, field: 'text' | 'caption'): Draft {
  const finished = finishText(text, []);
  const entities = wireEntities(state, finished.entities);
  if (finished.text === '') return {};
  return field === 'text'
    ? { text: finished.text, ...(entities.length > 0 && { entities }) }
    : { caption: finished.text, ...(entities.length > 0 && { caption_entities: entities }) };
}

/** Clients send pictures as photos and everything else as documents. */
function attached(state: State, { name, contentType, bytes }: SeenFile) {
  const photo = /^image\/(?:jpeg|png|webp)$/.test(contentType) && pictureSize(bytes) !== undefined;
  const file = store(state, photo ? 'photos' : 'documents', { name, contentType, bytes });
  return { file, content: photo ? { photo: photoOf(file) } : { document: documentOf(file) } };
}

function replyOf(
  chat: ChatState,
  actor: Actor,
  thread: number | undefined,
  given: string | undefined,
): Message | undefined {
  const key = promptKey(actor.telegram.id, thread);
  const prompt = chat.prompts.get(key);
  const id = given === undefined ? prompt?.forcedReply : Number(given);
  if (prompt) delete prompt.forcedReply;
  if (id === undefined) return undefined;
  const target = findStored(chat, id);
  if (!target) throw new Error(`There is no message ${given} to reply to here.`);
  return quoted(target.message);
}

/** Writes a person's message into a chat and tells the bot. Rights have been checked before. */
export function write(
  { state, queue }: { state: State; queue: UpdateQueue },
  { chat, thread }: { chat: ChatState; thread: number | undefined },
  actor: Actor,
  text: string,
  options: SayOptions & { anonymous: boolean },
): void {
  const reply = replyOf(chat, actor, thread, options.replyTo);
  const common: Draft = {
    ...senderOf(chat, actor, options.anonymous),
    ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true }),
    ...(reply && { reply_to_message: reply }),
  };
  const files = options.files ?? [];
  if (files.length === 0) {
    const content = written(state, text, 'text');
    if (content.text === undefined) throw new Error('A message needs some text.');
    const stored = post(
      state,
      chat,
      { ...common, ...content },
      { fromBot: false, author: actor.key },
    );
    deliver(state, queue, chat, stored);
    return;
  }
  const album = files.length > 1 ? { media_group_id: String(13_000_000_000 + ++state.serial) } : {};
  files.forEach((given, i) => {
    const { file, content } = attached(state, given);
    const caption = i === 0 ? written(state, text, 'caption') : {};
    const draft = { ...common, ...album, ...content, ...caption };
    deliver(
      state,
      queue,
      chat,
      post(state, chat, draft, { fromBot: false, author: actor.key, file }),
    );
  });
}

/** Shares people with the bot, as pressing a "choose people" button does. */
export function shareUsers(
  { state, queue }: { state: State; queue: UpdateQueue },
  chat: ChatState,
  actor: Actor,
  request: { request_id: number; request_name: boolean; request_username: boolean },
  chosen: Actor[],
): void {
  const users = chosen.map(({ name, telegram }) => ({
    user_id: telegram.id,
    ...(request.request_name && { first_name: name }),
    ...(request.request_username && telegram.username && { username: telegram.username }),
  }));
  const stored = post(
    state,
    chat,
    { from: userOf(actor), users_shared: { request_id: request.request_id, users } },
    {
      fromBot: false,
      author: actor.key,
      notice: `${actor.name} shared ${chosen.map(({ name }) => name).join(', ')}`,
    },
  );
  deliver(state, queue, chat, stored);
}

/** Whether a person writes as an administrator here, who may be anonymous. */
export const isAdmin = (state: State, chat: ChatState, actor: Actor): boolean =>
  ['creator', 'administrator'].includes(memberOf(state, chat, actor.telegram.id).status);
