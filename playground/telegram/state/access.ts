import type { RequestArguments } from '../bot-api/arguments.ts';
import { ApiError, botApiError } from '../bot-api/errors.ts';
import type { ChatState, State } from './state.ts';

const KIND = { group: 'group', supergroup: 'supergroup', channel: 'channel' } as const;

function lookUp(state: State, id: string): ChatState {
  if (id === '') throw botApiError('chatIdEmpty');
  const chat = /^-?\d+$/.test(id) ? state.chats.get(Number(id)) : undefined;
  if (!chat) throw botApiError('chatNotFound');
  return chat;
}

function checkMembership({ chat, botStatus, migratedTo }: ChatState): void {
  if (migratedTo !== undefined) throw botApiError('upgraded', { migrate_to_chat_id: migratedTo });
  if (chat.type === 'private' || botStatus === 'member' || botStatus === 'administrator') return;
  const kind = KIND[chat.type];
  throw new ApiError(
    403,
    botStatus === 'kicked'
      ? `Forbidden: bot was kicked from the ${kind} chat`
      : `Forbidden: bot is not a member of the ${kind} chat`,
  );
}

/** The chat of a request that only reads. */
export function requireReadableChat(state: State, id: string): ChatState {
  const chat = lookUp(state, id);
  if (chat.chat.type === 'private' && !chat.isStarted) throw botApiError('chatNotFound');
  checkMembership(chat);
  return chat;
}

/** The chat that a request writes to, with every reason why the bot may not. */
export function requireWritableChat(state: State, id: string): ChatState {
  const chat = lookUp(state, id);
  checkMembership(chat);
  if (chat.chat.type === 'private') {
    if (!chat.isStarted) throw botApiError('cannotInitiate');
    if (chat.botStatus === 'kicked') throw botApiError('blocked');
  }
  if (chat.chat.type === 'channel' && chat.botStatus !== 'administrator') {
    throw botApiError('needChannelRights');
  }
  if (chat.isReadOnly && chat.botStatus !== 'administrator') throw botApiError('writeRights');
  return chat;
}

/** The topic that a request names, checked against the chat. Undefined for the general one and outside forums. */
export function requireThread(chat: ChatState, args: RequestArguments): number | undefined {
  const thread = args.integer('message_thread_id');
  if (!thread || thread < 0) return undefined;
  if (chat.chat.is_forum && thread === 1) return undefined;
  if (!chat.topics.some(({ id }) => id === thread)) throw botApiError('threadNotFound');
  return thread;
}
