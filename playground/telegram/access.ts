import type { Args } from './args.ts';
import { ApiError, refusal } from './errors.ts';
import type { ChatState, State } from './state.ts';

const KIND = { group: 'group', supergroup: 'supergroup', channel: 'channel' } as const;

function lookUp(state: State, id: string): ChatState {
  if (id === '') throw refusal('chatIdEmpty');
  const chat = /^-?\d+$/.test(id) ? state.chats.get(Number(id)) : undefined;
  if (!chat) throw refusal('chatNotFound');
  return chat;
}

function checkMembership({ chat, bot, migratedTo }: ChatState): void {
  if (migratedTo !== undefined) throw refusal('upgraded', { migrate_to_chat_id: migratedTo });
  if (chat.type === 'private' || bot === 'member' || bot === 'administrator') return;
  const kind = KIND[chat.type];
  throw new ApiError(
    403,
    bot === 'kicked'
      ? `Forbidden: bot was kicked from the ${kind} chat`
      : `Forbidden: bot is not a member of the ${kind} chat`,
  );
}

/** The chat of a request that only reads. */
export function chatToRead(state: State, id: string): ChatState {
  const chat = lookUp(state, id);
  if (chat.chat.type === 'private' && !chat.started) throw refusal('chatNotFound');
  checkMembership(chat);
  return chat;
}

/** The chat that a request writes to, with every reason why the bot may not. */
export function chatToWrite(state: State, id: string): ChatState {
  const chat = lookUp(state, id);
  checkMembership(chat);
  if (chat.chat.type === 'private') {
    if (!chat.started) throw refusal('cannotInitiate');
    if (chat.bot === 'kicked') throw refusal('blocked');
  }
  if (chat.chat.type === 'channel' && chat.bot !== 'administrator') {
    throw refusal('needChannelRights');
  }
  if (chat.isSilent && chat.bot !== 'administrator') throw refusal('writeRights');
  return chat;
}

/** The topic that a request names, checked against the chat. Undefined for the general one and outside forums. */
export function threadOf(chat: ChatState, args: Args): number | undefined {
  const thread = args.integer('message_thread_id');
  if (!thread || thread < 0) return undefined;
  if (chat.chat.is_forum && thread === 1) return undefined;
  if (!chat.topics.some(({ id }) => id === thread)) throw refusal('threadNotFound');
  return thread;
}
