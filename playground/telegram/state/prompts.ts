import type { ReplyMarkup } from './reply-markup.ts';
import { type ChatState, promptKey, type State, type StoredMessage } from './state.ts';

/** Whom a selective keyboard or forced reply is for: those mentioned, and the author of the message replied to. */
function addressees(
  state: State,
  chat: ChatState,
  { message, markup, ephemeral }: StoredMessage,
): number[] {
  if (ephemeral) return [ephemeral.person];
  const selective = markup && 'selective' in markup && markup.selective;
  if (!selective || chat.chat.type === 'private') return [...chat.members];
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const named = entities.flatMap(({ type, offset, length, user }) => {
    if (type === 'text_mention' && user) return [user.id];
    if (type !== 'mention') return [];
    const name = text.slice(offset + 1, offset + length).toLowerCase();
    return [...state.actors.values()]
      .filter(({ telegram }) => telegram.username?.toLowerCase() === name)
      .map(({ telegram }) => telegram.id);
  });
  const replied = message.reply_to_message?.message_id;
  const author = chat.messages.find((other) => other.message.message_id === replied)?.author;
  const answered = state.actors.get(author ?? '')?.telegram.id;
  const all = answered === undefined ? named : [...named, answered];
  return [...new Set(all)].filter((id) => chat.members.has(id));
}

const forcesReply = (markup: ReplyMarkup): boolean =>
  markup.kind === 'force' || (markup.kind !== 'remove' && markup.forceReply === true);

/** Shows or removes the keyboard and the reply field that a message of the bot brings. */
export function showMarkup(state: State, chat: ChatState, stored: StoredMessage): void {
  const { markup, message, ephemeral } = stored;
  if (!stored.fromBot || !markup) return;
  const forced = ephemeral
    ? { forcedEphemeral: ephemeral.id }
    : { forcedReply: message.message_id };
  if (markup.kind === 'inline' && !markup.forceReply) return;
  for (const user of addressees(state, chat, stored)) {
    const key = promptKey(user, message.message_thread_id);
    const { forcedReply, forcedEphemeral, ...kept } = chat.prompts.get(key) ?? {};
    const reply = forcesReply(markup) ? forced : {};
    if (markup.kind === 'remove') chat.prompts.delete(key);
    else if (markup.kind === 'keyboard')
      chat.prompts.set(key, { keyboard: message.message_id, ...reply });
    else chat.prompts.set(key, { ...kept, ...reply });
  }
}
