import type { SendMessageOptions } from '../../driver/client-driver.ts';
import type { VisibleFile } from '../../driver/visible-message.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import type { Message } from '../state/bot-api-types.ts';
import { imageSize, storeFile, toDocument, toPhotoSizes } from '../state/files.ts';
import { chatMemberOf } from '../state/members.ts';
import { type Draft, promptKey, storeMessage, withoutReply } from '../state/messages.ts';
import {
  type ChatState,
  findStoredMessage,
  GROUP_ANONYMOUS_BOT,
  type State,
  type StoredMessage,
  toUser,
} from '../state/state.ts';
import { finalizeText } from '../text/format.ts';
import { serializeEntities } from '../text/read-text.ts';
import type { UpdateQueue } from '../updates/update-queue.ts';

const COMMAND = /^\/[a-zA-Z0-9_]{1,64}(?:@([a-zA-Z0-9_]{3,32}))?(?![a-zA-Z0-9_@])/;

/** Whether the bot gets a person's message: in groups, privacy mode keeps most of the talk from a bot that is no administrator. */
function isVisibleToBot(state: State, chat: ChatState, stored: StoredMessage): boolean {
  if (chat.botStatus !== 'administrator' && chat.botStatus !== 'member') return false;
  if (chat.chat.type === 'private' || chat.botStatus === 'administrator') return true;
  if (stored.notice !== undefined) return true;
  const { reply_to_message } = stored.message;
  if (reply_to_message?.from?.id === state.bot.id) return true;
  const command = COMMAND.exec(stored.message.text ?? stored.message.caption ?? '');
  if (!command) return false;
  const addressed = command[1];
  return !addressed || addressed.toLowerCase() === state.bot.username?.toLowerCase();
}

/** Sends the bot an update about a person's message or a service message. */
export function queueMessageUpdate(
  state: State,
  queue: UpdateQueue,
  chat: ChatState,
  stored: StoredMessage,
): void {
  if (!isVisibleToBot(state, chat, stored)) return;
  queue.push(chat.chat.type === 'channel' ? 'channel_post' : 'message', stored.message);
}

/** Who a person's message is from: themselves, their chat when they are anonymous there, or the channel. */
function senderOf(chat: ChatState, actor: LocalActor, anonymous: boolean): Partial<Message> {
  if (chat.chat.type === 'channel') {
    return { sender_chat: chat.chat, author_signature: actor.name };
  }
  if (!anonymous) return { from: toUser(actor) };
  return { from: GROUP_ANONYMOUS_BOT, sender_chat: chat.chat };
}

function written(state: State, text: string, field: 'text' | 'caption'): Draft {
  const finished = finalizeText(text, []);
  const entities = serializeEntities(state, finished.entities);
  if (finished.text === '') return {};
  return field === 'text'
    ? { text: finished.text, ...(entities.length > 0 && { entities }) }
    : { caption: finished.text, ...(entities.length > 0 && { caption_entities: entities }) };
}

/** Clients send pictures as photos and everything else as documents. */
function attached(state: State, { name, contentType, bytes }: VisibleFile) {
  const photo = /^image\/(?:jpeg|png|webp)$/.test(contentType) && imageSize(bytes) !== undefined;
  const file = storeFile(state, photo ? 'photos' : 'documents', { name, contentType, bytes });
  return { file, content: photo ? { photo: toPhotoSizes(file) } : { document: toDocument(file) } };
}

function replyOf(
  chat: ChatState,
  actor: LocalActor,
  thread: number | undefined,
  given: string | undefined,
): Message | undefined {
  const key = promptKey(actor.telegram.id, thread);
  const prompt = chat.prompts.get(key);
  const id = given === undefined ? prompt?.forcedReply : Number(given);
  if (prompt) delete prompt.forcedReply;
  if (id === undefined) return undefined;
  const target = findStoredMessage(chat, id);
  if (!target) throw new Error(`There is no message ${given} to reply to here.`);
  return withoutReply(target.message);
}

/** Adds a person's message to a chat and sends the update. Permissions were checked before. */
export function writeMessage(
  { state, queue }: { state: State; queue: UpdateQueue },
  { chat, thread }: { chat: ChatState; thread: number | undefined },
  actor: LocalActor,
  text: string,
  options: SendMessageOptions & { anonymous: boolean },
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
    const stored = storeMessage(
      state,
      chat,
      { ...common, ...content },
      { fromBot: false, author: actor.key },
    );
    queueMessageUpdate(state, queue, chat, stored);
    return;
  }
  const album = files.length > 1 ? { media_group_id: String(13_000_000_000 + ++state.serial) } : {};
  files.forEach((given, i) => {
    const { file, content } = attached(state, given);
    const caption = i === 0 ? written(state, text, 'caption') : {};
    const draft = { ...common, ...album, ...content, ...caption };
    queueMessageUpdate(
      state,
      queue,
      chat,
      storeMessage(state, chat, draft, { fromBot: false, author: actor.key, file }),
    );
  });
}

/** Shares people with the bot, as pressing a "choose people" button does. */
export function shareUsers(
  { state, queue }: { state: State; queue: UpdateQueue },
  chat: ChatState,
  actor: LocalActor,
  request: { request_id: number; request_name: boolean; request_username: boolean },
  chosen: LocalActor[],
): void {
  const users = chosen.map(({ name, telegram }) => ({
    user_id: telegram.id,
    ...(request.request_name && { first_name: name }),
    ...(request.request_username && telegram.username && { username: telegram.username }),
  }));
  const stored = storeMessage(
    state,
    chat,
    { from: toUser(actor), users_shared: { request_id: request.request_id, users } },
    {
      fromBot: false,
      author: actor.key,
      notice: `${actor.name} shared ${chosen.map(({ name }) => name).join(', ')}`,
    },
  );
  queueMessageUpdate(state, queue, chat, stored);
}

/** Whether a person writes as an administrator here, who may be anonymous. */
export const isActorAdministrator = (state: State, chat: ChatState, actor: LocalActor): boolean =>
  ['creator', 'administrator'].includes(chatMemberOf(state, chat, actor.telegram.id).status);
