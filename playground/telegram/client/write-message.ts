import type { SendMessageOptions } from '../../driver/client-driver.ts';
import type { VisibleFile } from '../../driver/visible-message.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import type { Message } from '../bot-api/types.ts';
import { findCommandMenu } from '../state/command-menu.ts';
import { shownEphemerals, storeEphemeral } from '../state/ephemeral.ts';
import { imageSize, storeFile, toDocument, toPhotoSizes } from '../state/files.ts';
import { chatMemberOf } from '../state/members.ts';
import { serializeEntities } from '../state/message-entities.ts';
import {
  type Draft,
  inTopic,
  type MessageOrigin,
  storeMessage,
  withoutReply,
} from '../state/messages.ts';
import {
  appOf,
  type ChatState,
  findStoredMessage,
  GROUP_ANONYMOUS_BOT,
  promptKey,
  type State,
  type StoredFile,
  toUser,
} from '../state/state.ts';
import { finalizeText } from '../text/format.ts';
import { queueMessageUpdate } from '../updates/queue-message.ts';
import type { UpdateQueue } from '../updates/update-queue.ts';
import { hasRelease } from '../versions.ts';
import { ephemeralKey, messageKey } from './places.ts';

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

interface WhatIsReplied {
  message: Message;
  isEphemeral: boolean;
}

/** The message that a person replies to: the one named, else the one that asks for a reply. */
function repliedTo(
  state: State,
  { chat, thread }: { chat: ChatState; thread: number | undefined },
  actor: LocalActor,
  given: string | undefined,
): WhatIsReplied | undefined {
  const prompt = chat.prompts.get(promptKey(actor.telegram.id, thread));
  const { forcedReply, forcedEphemeral } = prompt ?? {};
  if (prompt) {
    delete prompt.forcedReply;
    delete prompt.forcedEphemeral;
  }
  const forced = forcedEphemeral === undefined ? forcedReply : ephemeralKey(forcedEphemeral);
  const wanted = given ?? (forced === undefined ? undefined : String(forced));
  if (wanted === undefined) return undefined;
  const target =
    shownEphemerals(state, chat, actor.telegram.id).find((one) => messageKey(one) === wanted) ??
    findStoredMessage(chat, Number(wanted));
  if (!target && given === undefined) return undefined;
  if (!target) throw new Error(`There is no message ${wanted} to reply to here.`);
  return {
    message: withoutReply(target.message),
    isEphemeral: target.ephemeral !== undefined,
  };
}

/** Whether a line is sent as an ephemeral message: a command of the menu that says so, in an app that knows of it. */
function isEphemeralCommand(
  state: State,
  chat: ChatState,
  actor: LocalActor,
  text: string,
): boolean {
  const [, name = '', addressed] =
    /^\/([a-zA-Z0-9_]{1,64})(?:@([a-zA-Z0-9_]+))?(?:\s|$)/.exec(text) ?? [];
  const { type } = chat.chat;
  if (name === '' || (type !== 'group' && type !== 'supergroup')) return false;
  if (addressed && addressed.toLowerCase() !== state.bot.username?.toLowerCase()) return false;
  if (appOf(state, actor.key).isOld) return false;
  return findCommandMenu(state, chat, actor).some(
    ({ command, is_ephemeral }) => is_ephemeral && command === name.toLowerCase(),
  );
}

/** Adds a person's message to a chat and sends the update. Permissions were checked before. */
export function writeMessage(
  { state, queue }: { state: State; queue: UpdateQueue },
  place: { chat: ChatState; thread: number | undefined },
  actor: LocalActor,
  text: string,
  options: SendMessageOptions & { anonymous: boolean },
): void {
  const { chat, thread } = place;
  const reply = repliedTo(state, place, actor, options.replyTo);
  const files = options.files ?? [];
  const isPrivate =
    reply?.isEphemeral ??
    (!options.anonymous && files.length === 0 && isEphemeralCommand(state, chat, actor, text));
  const common: Draft = {
    ...senderOf(chat, actor, options.anonymous),
    ...inTopic(thread),
    // Telegram may leave out what an ephemeral message replies to, and here it always does.
    ...(reply && !reply.isEphemeral && { reply_to_message: reply.message }),
  };
  const post = (content: Draft, file?: StoredFile) => {
    const origin = { fromBot: false, author: actor.key, ...(file && { file }) };
    const draft = { ...common, ...content };
    if (isPrivate) postEphemeral({ state, queue }, chat, actor, draft, origin);
    else queueMessageUpdate(state, queue, chat, storeMessage(state, chat, draft, origin));
  };
  if (files.length === 0) {
    const content = written(state, text, 'text');
    if (content.text === undefined) throw new Error('A message needs some text.');
    post(content);
    return;
  }
  const album = files.length > 1 ? { media_group_id: String(13_000_000_000 + ++state.serial) } : {};
  files.forEach((given, i) => {
    const { file, content } = attached(state, given);
    const caption = i === 0 ? written(state, text, 'caption') : {};
    post({ ...album, ...content, ...caption }, file);
  });
}

/** Sends a person's ephemeral message to the bot. Servers that do not know them deliver nothing. */
function postEphemeral(
  { state, queue }: { state: State; queue: UpdateQueue },
  chat: ChatState,
  actor: LocalActor,
  draft: Draft,
  origin: MessageOrigin,
): void {
  const stored = storeEphemeral(
    state,
    chat,
    { ...draft, receiver_user: state.bot },
    { ...origin, person: actor.telegram.id, isShown: true },
  );
  const isInChat = chat.botStatus === 'administrator' || chat.botStatus === 'member';
  if (isInChat && hasRelease(state.serverVersion, '10.2')) queue.push('message', stored.message);
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
    { fromBot: false, author: actor.key, isService: true },
  );
  queueMessageUpdate(state, queue, chat, stored);
}

/** Whether a person writes as an administrator here, who may be anonymous. */
export const isActorAdministrator = (state: State, chat: ChatState, actor: LocalActor): boolean =>
  ['creator', 'administrator'].includes(chatMemberOf(state, chat, actor.telegram.id).status);
