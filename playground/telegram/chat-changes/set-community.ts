import { storeMessage } from '../state/messages.ts';
import { findActorById, notifyChanged, placeKeyOf, type State, toUser } from '../state/state.ts';
import { queueMessageUpdate } from '../updates/queue-message.ts';
import type { UpdateQueue } from '../updates/update-queue.ts';
import { hasRelease } from '../versions.ts';

/** A group of chats that Telegram itself knows (Bot API 10.2). */
export interface PlatformCommunity {
  id: number;
  name: string;
}

/**
 * Adds a chat to a community or takes it out, in the name of its owner; everybody in it reads that. Source: Bot API
 * 10.2, `CommunityChatAdded`, `CommunityChatRemoved`.
 * @param community undefined takes the chat out of its community
 */
export function setCommunity(
  { state, queue }: { state: State; queue: UpdateQueue },
  chatId: number,
  community: PlatformCommunity | undefined,
): void {
  const chat = state.chats.get(chatId);
  const owner = chat && findActorById(state, chat.administrators[0] ?? 0);
  if (!chat || !owner) throw new Error(`Chat ${chatId} has no owner who could do that.`);
  if (chat.chat.type === 'group')
    throw new Error('A basic group cannot be part of a community: make it a supergroup first.');
  if (community) chat.community = community;
  else delete chat.community;
  notifyChanged(state, placeKeyOf(chat));
  if (chat.chat.type === 'channel' || !hasRelease(state.serverVersion, '10.2')) return;
  const happened = community
    ? { community_chat_added: { community } }
    : { community_chat_removed: {} as const };
  const stored = storeMessage(
    state,
    chat,
    { from: toUser(owner), ...happened },
    { fromBot: false, author: owner.key, isService: true },
  );
  queueMessageUpdate(state, queue, chat, stored);
}
