import type { BotAccessChange } from '../../driver/client-driver.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import { changeBotStatus } from '../state/members.ts';
import { storeMessage } from '../state/messages.ts';
import { type ChatState, notifyChanged, placeKeyOf, toUser } from '../state/state.ts';
import { queueMessageUpdate } from '../updates/queue-message.ts';
import type { OpenPlace } from './places.ts';
import type { TelegramContext } from './send-message.ts';
import { isActorAdministrator } from './write-message.ts';

/**
 * Blocks or unblocks the bot, removes it from a chat or adds it again, makes it an administrator or a member.
 * @throws Error with a sentence when the person cannot do that
 */
export function changeBotAccess(
  scene: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  change: BotAccessChange,
): void {
  if (change === 'promote' || change === 'demote') changeBotRank(scene, actor, place, change);
  else changeBotPresence(scene, actor, place, change);
  notifyChanged(scene.state, placeKeyOf(place.chat));
}

function changeBotRank(
  scene: TelegramContext,
  actor: LocalActor,
  { chat, name }: OpenPlace,
  change: 'promote' | 'demote',
): void {
  if (chat.person || chat.chat.type === 'channel')
    throw new Error('The bot can become an administrator in a group only.');
  if (!isActorAdministrator(scene.state, chat, actor))
    throw new Error(
      `${actor.name} is no administrator of ${name} and cannot change the bot’s rights.`,
    );
  if (chat.botStatus !== 'member' && chat.botStatus !== 'administrator')
    throw new Error(`The bot is not in ${name}.`);
  if ((chat.botStatus === 'administrator') === (change === 'promote'))
    throw new Error(
      `The bot is already ${change === 'promote' ? 'an administrator' : 'a member'}.`,
    );
  setBotAdministrator(scene, { chat, owner: actor }, change === 'promote');
}

function changeBotPresence(
  { state, queue }: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  change: Exclude<BotAccessChange, 'promote' | 'demote'>,
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
}

function announce(
  { state, queue }: TelegramContext,
  actor: LocalActor,
  { chat }: OpenPlace,
  left: boolean,
): void {
  if (chat.chat.type === 'channel') return;
  const stored = storeMessage(
    state,
    chat,
    {
      from: toUser(actor),
      ...(left ? { left_chat_member: state.bot } : { new_chat_members: [state.bot] }),
    },
    { fromBot: false, author: actor.key, isService: true },
  );
  queueMessageUpdate(state, queue, chat, stored);
}

/** Makes the bot an administrator of a chat or a member of it, in the name of one of its administrators. */
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
