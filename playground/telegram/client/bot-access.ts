import type { ClientDriver } from '../../driver/client-driver.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import { changeBotStatus } from '../state/members.ts';
import { storeMessage } from '../state/messages.ts';
import { type ChatState, notifyChanged, placeKeyOf, toUser } from '../state/state.ts';
import type { OpenPlace } from './places.ts';
import type { TelegramContext } from './send-message.ts';
import { isActorAdministrator, queueMessageUpdate } from './write-message.ts';

type Change = Parameters<ClientDriver['changeBotAccess']>[2];

/** Blocks or unblocks the bot, removes it from a chat or adds it again. */
export function changeBotAccess(
  { state, queue }: TelegramContext,
  actor: LocalActor,
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
  if (change === 'remove' && !isActorAdministrator(state, chat, actor)) {
    throw new Error(
      `${actor.name} is no administrator of ${place.name} and cannot remove the bot.`,
    );
  }
  const leaving = change === 'block' || change === 'remove';
  const inside = chat.botStatus === 'member' || chat.botStatus === 'administrator';
  if (leaving !== inside) {
    const where = personal ? 'blocked' : leaving ? 'out of the chat' : 'in the chat';
    const already = personal && !leaving ? 'not blocked' : where;
    throw new Error(`The bot is already ${already}.`);
  }
  const status = leaving ? 'kicked' : chat.botStatusWhenAdded;
  queue.push('my_chat_member', changeBotStatus(state, chat, toUser(actor), status));
  if (!personal) announce({ state, queue }, actor, place, leaving);
  notifyChanged(state, placeKeyOf(chat));
}

function announce(
  { state, queue }: TelegramContext,
  actor: LocalActor,
  { chat }: OpenPlace,
  left: boolean,
): void {
  if (chat.chat.type === 'channel') return;
  const verb = left ? 'removed' : 'added';
  const stored = storeMessage(
    state,
    chat,
    {
      from: toUser(actor),
      ...(left ? { left_chat_member: state.bot } : { new_chat_members: [state.bot] }),
    },
    { fromBot: false, author: actor.key, notice: `${actor.name} ${verb} ${state.bot.first_name}` },
  );
  queueMessageUpdate(state, queue, chat, stored);
}

/** Makes the bot an administrator of a chat or takes that away, as the chat's owner would. */
export function setBotAdministrator(
  { state, queue }: TelegramContext,
  { chat, owner }: { chat: ChatState; owner: LocalActor },
  administrator: boolean,
): void {
  chat.botStatusWhenAdded = administrator ? 'administrator' : 'member';
  queue.push(
    'my_chat_member',
    changeBotStatus(state, chat, toUser(owner), chat.botStatusWhenAdded),
  );
}
