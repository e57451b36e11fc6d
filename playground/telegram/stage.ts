import type { Actor, Completion, Stage } from '../stage.ts';
import { menuFor } from './menu.ts';
import { findActor, findPlace, messagesIn, type OpenPlace, placesOf } from './places.ts';
import { choose, press } from './presses.ts';
import { relate } from './relate.ts';
import { seenBy } from './render.ts';
import { type Scene, say } from './say.ts';
import type { State } from './state.ts';

function complete(state: State, actor: Actor, { chat }: OpenPlace, typed: string): Completion[] {
  if (!/^\/[A-Za-z0-9_]*$/.test(typed)) return [];
  if (chat.bot !== 'member' && chat.bot !== 'administrator') return [];
  const suffix = chat.chat.type === 'private' ? '' : `@${state.bot.username}`;
  return menuFor(state, chat, actor)
    .filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()))
    .map(({ command, description }) => ({
      insert: `/${command}${suffix}`,
      label: `/${command}`,
      description,
    }));
}

/** The local Telegram as its people use it. */
export function createStage(scene: Scene): Stage {
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
    async say(actor, place, text, options) {
      const found = at(actor, place);
      say(scene, found.actor, found.place, text, options);
    },
    async press(actor, place, button) {
      const found = at(actor, place);
      press(scene, found.actor, found.place, button);
    },
    async choose(actor, place, menu, values) {
      const found = at(actor, place);
      choose(scene, found.actor, found.place, menu, values);
    },
    form: () => undefined,
    async submit() {
      throw new Error('Telegram has no forms: say the answer instead.');
    },
    dismiss() {},
    seen(actor, place) {
      const found = at(actor, place);
      return messagesIn(found.place).map((stored) =>
        seenBy(state, found.place.chat, found.actor, stored),
      );
    },
    version: () => state.version,
    notices: (actor) => [...(state.notices.get(findActor(state, actor).key) ?? [])],
    async complete(actor, place, typed) {
      const found = at(actor, place);
      return complete(state, found.actor, found.place, typed);
    },
    async relate(actor, place, change) {
      const found = at(actor, place);
      relate(scene, found.actor, found.place, change);
    },
    onChange(listener) {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
  };
}
