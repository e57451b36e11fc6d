import type { ClientDriver, Completion } from '../../driver/client-driver.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import { findCommandMenu } from '../state/command-menu.ts';
import type { State } from '../state/state.ts';
import { changeBotAccess } from './bot-access.ts';
import { askInline, sendInline } from './inline.ts';
import { findActor, findPlace, messagesIn, type OpenPlace, placesOf } from './places.ts';
import { pressButtonAs, shareChosenUsers } from './press-button.ts';
import { renderMessageFor } from './render/render-message.ts';
import { sendAs, type TelegramContext } from './send-message.ts';
import { telegramSettings } from './telegram-settings.ts';

function completeCommand(
  state: State,
  actor: LocalActor,
  { chat }: OpenPlace,
  typed: string,
): Completion[] {
  if (!/^\/[A-Za-z0-9_]*$/.test(typed)) return [];
  if (chat.botStatus !== 'member' && chat.botStatus !== 'administrator') return [];
  const suffix = chat.chat.type === 'private' ? '' : `@${state.bot.username}`;
  return findCommandMenu(state, chat, actor)
    .filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()))
    .map(({ command, description }) => ({
      insert: `/${command}${suffix}`,
      label: `/${command}`,
      description,
    }));
}

/** The client of the local Telegram. */
export function createClientDriver(scene: TelegramContext): ClientDriver {
  const { state } = scene;
  const at = (actorKey: string, wanted: string) => {
    const actor = findActor(state, actorKey);
    return { actor, place: findPlace(state, actor, wanted) };
  };
  return {
    platform: 'telegram',
    get actors() {
      return [...state.actors.values()];
    },
    places: (actor) =>
      placesOf(state, findActor(state, actor)).map(({ chat, thread, ...place }) => place),
    async sendMessage(actor, place, text, options) {
      const found = at(actor, place);
      sendAs(scene, found.actor, found.place, text, options);
    },
    async pressButton(actor, place, button) {
      const found = at(actor, place);
      pressButtonAs(scene, found.actor, found.place, button);
    },
    async selectOptions(actor, place, menu, values) {
      const found = at(actor, place);
      shareChosenUsers(scene, found.actor, found.place, menu, values);
    },
    async askInline(actor, place, query, offset = '') {
      const found = at(actor, place);
      return askInline(scene, found.actor, found.place, { query, offset });
    },
    async sendInline(actor, place, choice) {
      const found = at(actor, place);
      sendInline(scene, found.actor, found.place, choice);
    },
    openForm: () => undefined,
    async submitForm() {
      throw new Error('Telegram has no forms: say the answer instead.');
    },
    dismissForm() {},
    messages(actor, place) {
      const found = at(actor, place);
      return messagesIn(state, found.actor, found.place).map((stored) =>
        renderMessageFor(state, found.place.chat, found.actor, stored),
      );
    },
    latestVersion: () => state.version,
    notices: (actor) => [...(state.notices.get(findActor(state, actor).key) ?? [])],
    async completions(actor, place, typed) {
      const found = at(actor, place);
      return completeCommand(state, found.actor, found.place, typed);
    },
    async changeBotAccess(actor, place, change) {
      const found = at(actor, place);
      changeBotAccess(scene, found.actor, found.place, change);
    },
    settings: telegramSettings(state),
    onChange(listener) {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
  };
}
