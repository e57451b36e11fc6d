import { emptyHistory } from '../state/create-state.ts';
import { storeMessage } from '../state/messages.ts';
import { type ChatState, notifyChanged, placeKeyOf, type State } from '../state/state.ts';
import { queueMessageUpdate } from '../updates/queue-message.ts';
import type { UpdateQueue } from '../updates/update-queue.ts';

/**
 * Turns a basic group into a supergroup with a new id; requests to the old one fail with the new id.
 * @returns the new chat's id.
 */
export function migrateToSupergroup(state: State, queue: UpdateQueue, chatId: number): number {
  const old = state.chats.get(chatId);
  if (old?.chat.type !== 'group' || old.migratedTo !== undefined) {
    throw new Error(`Chat ${chatId} is no basic group that could become a supergroup.`);
  }
  const id = -1_009_000_000_000 - ++state.serial;
  const next: ChatState = {
    ...old,
    chat: { ...old.chat, id, type: 'supergroup' },
    ...emptyHistory(),
  };
  state.chats.set(id, next);
  const from = { id: 777_000, is_bot: false, first_name: 'Telegram' };
  const leaving = storeMessage(
    state,
    old,
    { from, migrate_to_chat_id: id },
    { fromBot: false, isService: true },
  );
  queueMessageUpdate(state, queue, old, leaving);
  const arriving = storeMessage(
    state,
    next,
    { from, migrate_from_chat_id: chatId },
    { fromBot: false, isService: true },
  );
  queueMessageUpdate(state, queue, next, arriving);
  old.migratedTo = id;
  notifyChanged(state, placeKeyOf(old));
  return id;
}
