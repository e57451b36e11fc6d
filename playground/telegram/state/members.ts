import { botApiError } from '../bot-api/errors.ts';
import type { ChatMember, ChatMemberUpdated, User } from '../bot-api/types.ts';
import { hasRelease } from '../versions.ts';
import { type BotStatus, type ChatState, findUser, type State, unixTime } from './state.ts';

/** What administrators may do here: everything that their kind of chat has. */
function rights(state: State, chat: ChatState, anonymous: boolean): Record<string, boolean> {
  const channel = chat.chat.type === 'channel';
  return {
    can_be_edited: false,
    can_manage_chat: true,
    can_change_info: true,
    can_delete_messages: true,
    can_invite_users: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_manage_video_chats: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    is_anonymous: anonymous,
    ...(channel
      ? { can_post_messages: true, can_edit_messages: true }
      : { can_pin_messages: true, can_manage_topics: chat.chat.is_forum === true }),
    ...(hasRelease(state.serverVersion, '10.3') && { can_send_welcome_messages: !channel }),
  };
}

const botMember = (state: State, chat: ChatState, status: BotStatus): ChatMember => ({
  user: state.bot,
  status,
  ...(status === 'administrator' && rights(state, chat, false)),
  ...(status === 'kicked' && { until_date: 0 }),
});

/** A user's `ChatMember`. The first administrator of a chat is its owner. */
export function chatMemberOf(state: State, chat: ChatState, id: number): ChatMember {
  const user = findUser(state, id);
  if (!user) throw botApiError('participant');
  if (id === state.bot.id) return botMember(state, chat, chat.botStatus);
  if (chat.chat.type === 'private') {
    return { user, status: chat.members.has(id) ? 'member' : 'left' };
  }
  const rank = chat.administrators.indexOf(id);
  const anonymous = chat.anonymousIds.has(id);
  if (rank === 0) return { user, status: 'creator', is_anonymous: anonymous };
  if (rank > 0) return { user, status: 'administrator', ...rights(state, chat, anonymous) };
  return { user, status: chat.members.has(id) ? 'member' : 'left' };
}

/** Changes the bot's own membership of a chat. @returns the `my_chat_member` update */
export function changeBotStatus(
  state: State,
  chat: ChatState,
  by: User,
  status: BotStatus,
): ChatMemberUpdated {
  const before = botMember(state, chat, chat.botStatus);
  chat.botStatus = status;
  return {
    chat: chat.chat,
    from: by,
    date: unixTime(state),
    old_chat_member: before,
    new_chat_member: botMember(state, chat, status),
  };
}

/** Members as `getChatMemberCount` counts them. */
export const memberCount = (chat: ChatState): number =>
  chat.members.size + (chat.botStatus === 'member' || chat.botStatus === 'administrator' ? 1 : 0);

export const isAdministrator = (chat: ChatState, id: number): boolean =>
  chat.administrators.includes(id);
