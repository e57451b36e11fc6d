import { post } from './messages.ts';
import { deliver } from './people.ts';
import { type ChatState, changed, emptyHistory, placeOf, type State } from './state.ts';
import type { UpdateQueue } from './updates.ts';

/**
 * Turns a basic group into a supergroup: a new chat with a new id; the old one answers with where it went.
 * @returns the new chat's id.
 */
export function migrate(state: State, queue: UpdateQueue, chatId: number): number {
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
  const notice = 'The group became a supergroup';
  const from = { id: 777_000, is_bot: false, first_name: 'Telegram' };
  const leaving = post(state, old, { from, migrate_to_chat_id: id }, { fromBot: false, notice });
  deliver(state, queue, old, leaving);
  const arriving = post(
    state,
    next,
    { from, migrate_from_chat_id: chatId },
    { fromBot: false, notice },
  );
  deliver(state, queue, next, arriving);
  old.migratedTo = id;
  changed(state, placeOf(old));
  return id;
}
