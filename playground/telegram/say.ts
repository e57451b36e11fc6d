import type { Actor, SayOptions } from '../stage.ts';
import { isAdmin, write } from './people.ts';
import type { OpenPlace } from './places.ts';
import type { State } from './state.ts';
import type { UpdateQueue } from './updates.ts';

export interface Scene {
  state: State;
  queue: UpdateQueue;
}

/**
 * Writes as a person. Any first message opens the private chat with the bot.
 * @throws Error with a sentence when the person cannot write there.
 */
export function say(
  scene: Scene,
  actor: Actor,
  place: OpenPlace,
  text: string,
  options: SayOptions = {},
): void {
  const { chat } = place;
  if (!place.canWrite) throw new Error(`${actor.name} cannot write in ${place.name}.`);
  if (chat.person && chat.bot === 'kicked') {
    throw new Error(`${actor.name} has blocked the bot and must unblock it before writing to it.`);
  }
  const anonymous = options.anonymously ?? chat.anonymous.has(actor.telegram.id);
  if (anonymous && (chat.chat.type === 'private' || !isAdmin(scene.state, chat, actor))) {
    throw new Error(`${actor.name} is no administrator of ${place.name} and cannot be anonymous.`);
  }
  chat.started = true;
  write(scene, place, actor, text, { ...options, anonymous });
}
