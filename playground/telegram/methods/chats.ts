import { chatToRead, chatToWrite } from '../access.ts';
import { refusal } from '../errors.ts';
import { CHAT_ACTIONS } from '../limits.ts';
import { changeBotStatus, memberCount, memberOf } from '../members.ts';
import { quoted } from '../messages.ts';
import { findStored } from '../state.ts';
import type { Call, Methods } from './call.ts';

const chatOf = ({ state, args }: Call) => chatToRead(state, args.text('chat_id'));

export const chatMethods: Methods = {
  getChat(call) {
    const chat = chatOf(call);
    const { type } = chat.chat;
    const pinned = findStored(chat, chat.pinned.at(-1) ?? 0);
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
      ...(pinned && { pinned_message: quoted(pinned.message) }),
      ...((type === 'group' || type === 'supergroup') && {
        permissions: {
          can_send_messages: !chat.isSilent,
          can_send_documents: !chat.isSilent,
          can_send_photos: !chat.isSilent,
          can_invite_users: true,
          can_pin_messages: false,
          can_manage_topics: false,
        },
      }),
    };
  },
  getChatMember(call) {
    const chat = chatOf(call);
    if (chat.chat.type === 'channel' && chat.bot !== 'administrator') throw refusal('memberList');
    return memberOf(call.state, chat, call.args.integer('user_id') ?? 0);
  },
  getChatAdministrators(call) {
    const chat = chatOf(call);
    if (chat.chat.type === 'private') throw refusal('noAdministrators');
    const bot = chat.bot === 'administrator' ? [call.state.bot.id] : [];
    return [...chat.administrators, ...bot].map((id) => memberOf(call.state, chat, id));
  },
  getChatMemberCount: (call) => memberCount(chatOf(call)),
  sendChatAction({ state, args }) {
    if (!CHAT_ACTIONS.has(args.text('action').toLowerCase())) throw refusal('chatAction');
    chatToWrite(state, args.text('chat_id'));
    return true;
  },
  leaveChat(call) {
    const { state, queue } = call;
    const chat = chatOf(call);
    if (chat.chat.type === 'private') throw refusal('leavePrivate');
    queue.push('my_chat_member', changeBotStatus(state, chat, state.bot, 'left'));
    return true;
  },
};
