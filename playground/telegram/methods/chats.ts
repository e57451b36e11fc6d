import { botApiError } from '../bot-api/errors.ts';
import { CHAT_ACTIONS } from '../limits.ts';
import { requireReadableChat, requireWritableChat } from '../state/access.ts';
import { changeBotStatus, chatMemberOf, memberCount } from '../state/members.ts';
import { withoutReply } from '../state/messages.ts';
import { findStoredMessage } from '../state/state.ts';
import { hasRelease } from '../versions.ts';
import type { MethodCall, MethodHandlers } from './method-call.ts';

const chatOf = ({ state, args }: MethodCall) => requireReadableChat(state, args.text('chat_id'));

export const chatMethods: MethodHandlers = {
  getChat(call) {
    const chat = chatOf(call);
    const { type } = chat.chat;
    const pinned = findStoredMessage(chat, chat.pinned.at(-1) ?? 0);
    return {
      ...chat.chat,
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
        gifts_from_channels: false,
      },
      ...(chat.community && hasRelease(call.state.serverVersion, '10.2')
        ? { community: chat.community }
        : {}),
      ...(pinned && { pinned_message: withoutReply(pinned.message) }),
      ...((type === 'group' || type === 'supergroup') && {
        permissions: {
          can_send_messages: !chat.isReadOnly,
          can_send_documents: !chat.isReadOnly,
          can_send_photos: !chat.isReadOnly,
          can_invite_users: true,
          can_pin_messages: false,
          can_manage_topics: false,
        },
      }),
    };
  },
  getChatMember(call) {
    const chat = chatOf(call);
    if (chat.chat.type === 'channel' && chat.botStatus !== 'administrator')
      throw botApiError('memberList');
    return chatMemberOf(call.state, chat, call.args.integer('user_id') ?? 0);
  },
  getChatAdministrators(call) {
    const chat = chatOf(call);
    if (chat.chat.type === 'private') throw botApiError('noAdministrators');
    const bot = chat.botStatus === 'administrator' ? [call.state.bot.id] : [];
    return [...chat.administrators, ...bot].map((id) => chatMemberOf(call.state, chat, id));
  },
  getChatMemberCount: (call) => memberCount(chatOf(call)),
  sendChatAction({ state, args }) {
    if (!CHAT_ACTIONS.has(args.text('action').toLowerCase())) throw botApiError('chatAction');
    requireWritableChat(state, args.text('chat_id'));
    return true;
  },
  leaveChat(call) {
    const { state, queue } = call;
    const chat = chatOf(call);
    if (chat.chat.type === 'private') throw botApiError('leavePrivate');
    queue.push('my_chat_member', changeBotStatus(state, chat, state.bot, 'left'));
    return true;
  },
};
