import type { LocalActor } from '../../driver/world-setup.ts';
import { LIFETIMES } from '../limits.ts';
import { promptKey, type State, type StoredMessage, toUser } from '../state/state.ts';
import { hasRelease } from '../versions.ts';
import { requireOnline } from './person-app.ts';
import { findActor, findPlace, messagesIn, type OpenPlace } from './places.ts';
import type { PressableButton } from './pressable-button.ts';
import { buttonsOf } from './render/render-message.ts';
import { sendAs, type TelegramContext } from './send-message.ts';
import { shareUsers } from './write-message.ts';

/** The buttons of a place, newest message first. */
function buttonsIn(
  state: State,
  actor: LocalActor,
  place: OpenPlace,
): { stored: StoredMessage; button: PressableButton }[] {
  return messagesIn(state, actor, place)
    .toReversed()
    .flatMap((stored) =>
      buttonsOf(state, place.chat, actor, stored)
        .flat()
        .map((button) => ({ stored, button })),
    );
}

function findButton(state: State, actor: LocalActor, place: OpenPlace, wanted: string) {
  const buttons = buttonsIn(state, actor, place);
  const found =
    buttons.find(({ button }) => button.id === wanted) ??
    buttons.find(({ button }) => button.label === wanted);
  if (found) return found;
  const labels = [...new Set(buttons.map(({ button }) => button.label))].join(', ');
  throw new Error(
    `There is no button "${wanted}". ${labels ? `Buttons here: ${labels}` : 'There are no buttons here.'}`,
  );
}

/**
 * Presses a button by id or label; `LABEL: NAME, NAME` answers one that asks for people.
 * @throws Error with a sentence when there is no such button or it leads out of Telegram.
 */
export function pressButtonAs(
  { state, queue }: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  wanted: string,
): void {
  requireOnline(state, actor);
  const people = /^(.*?): (.+)$/.exec(wanted);
  const known = buttonsIn(state, actor, place).some(
    ({ button }) => button.label === wanted || button.id === wanted,
  );
  if (people && !known) {
    shareChosenUsers({ state, queue }, actor, place, people[1] ?? '', names(people[2]));
    return;
  }
  const { stored, button } = findButton(state, actor, place, wanted);
  if (button.reply) {
    pressReply({ state, queue }, actor, place, button);
    return;
  }
  const { inline } = button;
  if (inline?.url !== undefined) {
    openLink({ state, queue }, actor, inline.url);
    return;
  }
  if (inline?.copy_text) return;
  if (inline?.disabled) throw new Error(`The button "${button.label}" is disabled.`);
  if (inline?.callback_data === undefined) {
    throw new Error(`The button "${button.label}" does something that cannot be done here.`);
  }
  const isHere = place.chat.botStatus === 'member' || place.chat.botStatus === 'administrator';
  if (!isHere && stored.inlineId === undefined) {
    throw new Error(`The bot is no longer in ${place.name}, and the button does nothing.`);
  }
  queueCallbackQuery({ state, queue }, actor, place, stored, inline.callback_data);
}

function queueCallbackQuery(
  { state, queue }: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  { message, ephemeral, inlineId }: StoredMessage,
  data: string,
): void {
  // A server that does not know ephemeral messages knows nothing of presses on them either.
  if (ephemeral && !hasRelease(state.serverVersion, '10.2')) return;
  forgetOldQueries(state);
  const id = `${777_000_000_000 + ++state.serial}`;
  state.queries.set(id, {
    at: state.now(),
    lifetime: LIFETIMES.callbackQuery,
    actor: actor.key,
    place: place.key,
    chat: place.chat.chat.id,
    messageId: message.message_id,
    isAnswered: false,
  });
  queue.push('callback_query', {
    id,
    from: toUser(actor),
    ...(inlineId === undefined ? { message } : { inline_message_id: inlineId }),
    // TDLib 1.8.66 gives 0 for ephemeral messages.
    chat_instance: ephemeral ? '0' : String(place.chat.chat.id * 31),
    data,
  });
}

function forgetOldQueries(state: State): void {
  for (const [id, { at, lifetime }] of state.queries) {
    if (state.now() - at > lifetime) state.queries.delete(id);
  }
}

/**
 * Presses a button that is not there: a client may send any data for any message that it sees.
 * Source: Bot API, CallbackQuery, "the message originated the query can contain no callback buttons with this data".
 */
export function forgeCallback(
  scene: TelegramContext,
  actor: LocalActor,
  { place, messageId, data }: { place: string; messageId: number; data: string },
): void {
  const open = findPlace(scene.state, actor, place);
  const stored = messagesIn(scene.state, actor, open).find(
    ({ message }) => message.message_id === messageId,
  );
  if (!stored) throw new Error(`${actor.name} sees no message ${messageId} in ${open.name}.`);
  queueCallbackQuery(scene, actor, open, stored, data);
}

const names = (list = ''): string[] => list.split(',').map((name) => name.trim());

function pressReply(
  scene: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  { label, reply }: PressableButton,
): void {
  if (reply?.requestUsers) {
    const keys = [...scene.state.actors.keys()].join(', ');
    throw new Error(
      `The button "${label}" asks for people. Press "${label}: NAME"; people: ${keys}`,
    );
  }
  if (reply?.other)
    throw new Error(`The button "${label}" asks for something that cannot be given here.`);
  sendAs(scene, actor, place, label);
  closeOneTimeKeyboard(actor, place);
}

function closeOneTimeKeyboard(actor: LocalActor, { chat, thread }: OpenPlace): void {
  const prompt = chat.prompts.get(promptKey(actor.telegram.id, thread));
  const shown = chat.messages.find(({ message }) => message.message_id === prompt?.keyboard);
  if (prompt && shown?.markup?.kind === 'keyboard' && shown.markup.oneTime) delete prompt.keyboard;
}

/** Answers a button that asks for people. */
export function shareChosenUsers(
  scene: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  wanted: string,
  values: string[],
): void {
  const { button } = findButton(scene.state, actor, place, wanted);
  const request = button.reply?.requestUsers;
  if (!request) throw new Error(`The button "${button.label}" does not ask for people.`);
  const actors = [...scene.state.actors.values()];
  const chosen = values.map((value) =>
    findActor(scene.state, actors.find(({ name }) => name === value)?.key ?? value),
  );
  if (chosen.length > request.max_quantity) {
    throw new Error(`The button "${button.label}" takes ${request.max_quantity} at most.`);
  }
  shareUsers(scene, place.chat, actor, request, chosen);
  closeOneTimeKeyboard(actor, place);
}

/** Follows `t.me/<bot>?start=…`, the only supported link. */
function openLink(scene: TelegramContext, actor: LocalActor, url: string): void {
  const link = new URL(url);
  const own = link.pathname.slice(1).toLowerCase() === scene.state.bot.username?.toLowerCase();
  const start = link.searchParams.get('start');
  if (link.host !== 't.me' || !own || start === null) {
    throw new Error(`The button opens ${url}`);
  }
  const place = findPlace(scene.state, actor, 'dm');
  sendAs(scene, actor, place, start === '' ? '/start' : `/start ${start}`);
}
