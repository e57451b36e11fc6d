import type { ChatState, State, StoredMessage } from '../state/state.ts';
import type { UpdateQueue } from './update-queue.ts';

const COMMAND = /^\/[a-zA-Z0-9_]{1,64}(?:@([a-zA-Z0-9_]{3,32}))?(?![a-zA-Z0-9_@])/;
const MENTION = /(?<![a-z0-9_@])@[a-z0-9_]{3,32}/g;

/**
 * Whether the bot gets a person's message: in groups, privacy mode keeps most of the talk from a bot that is no
 * administrator, but not what mentions it by its username, as BotFather says when it is asked to set the mode.
 */
function isVisibleToBot(state: State, chat: ChatState, stored: StoredMessage): boolean {
  if (chat.botStatus !== 'administrator' && chat.botStatus !== 'member') return false;
  if (chat.chat.type === 'private' || chat.botStatus === 'administrator') return true;
  if (stored.isService) return true;
  const { reply_to_message, via_bot } = stored.message;
  // Source: Telegram, "Bot features", privacy mode.
  if (via_bot?.id === state.bot.id) return true;
  if (reply_to_message?.from?.id === state.bot.id) return true;
  const text = stored.message.text ?? stored.message.caption ?? '';
  const username = state.bot.username?.toLowerCase();
  const command = COMMAND.exec(text);
  if (!command) return text.toLowerCase().match(MENTION)?.includes(`@${username}`) ?? false;
  const addressed = command[1];
  return !addressed || addressed.toLowerCase() === username;
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
