import type { RequestArguments } from '../bot-api/arguments.ts';
import { botApiError } from '../bot-api/errors.ts';
import { requireWritableChat } from '../state/access.ts';
import { botSender, inTopic, storeMessage, withoutReply } from '../state/messages.ts';
import { type ChatState, findStoredMessage, type State } from '../state/state.ts';
import type { MethodHandlers } from './method-call.ts';

export const pinMethods: MethodHandlers = {
  pinChatMessage({ state, args }) {
    const chat = pinnable(state, args);
    const stored = findStoredMessage(chat, args.integer('message_id') ?? 0);
    if (!stored) throw botApiError('pinNotFound');
    const { message_id } = stored.message;
    chat.pinned = [...chat.pinned.filter((id) => id !== message_id), message_id];
    storeMessage(
      state,
      chat,
      {
        ...botSender(state, chat),
        ...inTopic(stored.message.message_thread_id),
        pinned_message: withoutReply(stored.message),
      },
      { fromBot: true, isService: true },
    );
    return true;
  },
  unpinChatMessage({ state, args }) {
    const chat = pinnable(state, args);
    const id = args.integer('message_id') ?? chat.pinned.at(-1);
    if (id === undefined || !chat.pinned.includes(id)) throw botApiError('unpinNotFound');
    chat.pinned = chat.pinned.filter((pinned) => pinned !== id);
    return true;
  },
  unpinAllChatMessages({ state, args }) {
    pinnable(state, args).pinned = [];
    return true;
  },
};

function pinnable(state: State, args: RequestArguments): ChatState {
  const chat = requireWritableChat(state, args.text('chat_id'));
  if (chat.chat.type !== 'private' && chat.botStatus !== 'administrator')
    throw botApiError('pinRights');
  return chat;
}
