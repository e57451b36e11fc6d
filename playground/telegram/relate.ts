import type { Actor, Stage } from '../stage.ts';
import { changeBotStatus } from './members.ts';
import { post } from './messages.ts';
import { deliver, isAdmin } from './people.ts';
import type { OpenPlace } from './places.ts';
import type { Scene } from './say.ts';
import { type ChatState, changed, placeOf, userOf } from './state.ts';

type Change = Parameters<Stage['relate']>[2];

/** Blocks or unblocks the bot, or takes it out of a chat or back into it. */
export function relate(
  { state, queue }: Scene,
  actor: Actor,
  place: OpenPlace,
  change: Change,
): void {
  const { chat } = place;
  const personal = change === 'block' || change === 'unblock';
  if (personal !== (chat.person !== undefined)) {
    throw new Error(
      personal
        ? `The bot is blocked in the private chat, not in ${place.name}.`
        : 'The bot cannot be removed from or added to a private chat: block or unblock it.',
    );
  }
  if (change === 'remove' && !isAdmin(state, chat, actor)) {
    throw new Error(
      `${actor.name} is no administrator of ${place.name} and cannot remove the bot.`,
    );
  }
  const leaving = change === 'block' || change === 'remove';
  const inside = chat.bot === 'member' || chat.bot === 'administrator';
  if (leaving !== inside) {
    const where = personal ? 'blocked' : leaving ? 'out of the chat' : 'in the chat';
    const already = personal && !leaving ? 'not blocked' : where;
    throw new Error(`The bot is already ${already}.`);
  }
  const status = leaving ? 'kicked' : chat.botRank;
  queue.push('my_chat_member', changeBotStatus(state, chat, userOf(actor), status));
  if (!personal) announce({ state, queue }, actor, place, leaving);
  changed(state, placeOf(chat));
}

function announce({ state, queue }: Scene, actor: Actor, { chat }: OpenPlace, left: boolean): void {
  if (chat.chat.type === 'channel') return;
  const verb = left ? 'removed' : 'added';
  const stored = post(
    state,
    chat,
    {
      from: userOf(actor),
      ...(left ? { left_chat_member: state.bot } : { new_chat_members: [state.bot] }),
    },
    { fromBot: false, author: actor.key, notice: `${actor.name} ${verb} ${state.bot.first_name}` },
  );
  deliver(state, queue, chat, stored);
}

/** Makes the bot an administrator of a chat or takes that away, as the chat's owner would. */
export function promote(
  { state, queue }: Scene,
  { chat, owner }: { chat: ChatState; owner: Actor },
  administrator: boolean,
): void {
  chat.botRank = administrator ? 'administrator' : 'member';
  queue.push('my_chat_member', changeBotStatus(state, chat, userOf(owner), chat.botRank));
}
