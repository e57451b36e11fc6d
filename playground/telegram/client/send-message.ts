import type { SendMessageOptions } from '../../driver/client-driver.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import type { State } from '../state/state.ts';
import type { UpdateQueue } from '../updates/update-queue.ts';
import { requireOnline } from './person-app.ts';
import type { OpenPlace } from './places.ts';
import { isActorAdministrator, writeMessage } from './write-message.ts';

export interface TelegramContext {
  state: State;
  queue: UpdateQueue;
}

/**
 * Writes as a person. Any first message opens the private chat with the bot.
 * @throws Error with a sentence when the person cannot write there.
 */
export function sendAs(
  scene: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  text: string,
  options: SendMessageOptions = {},
): void {
  const { chat } = place;
  requireOnline(scene.state, actor);
  if (!place.canWrite) throw new Error(`${actor.name} cannot write in ${place.name}.`);
  if (chat.person && chat.botStatus === 'kicked') {
    throw new Error(`${actor.name} has blocked the bot and must unblock it before writing to it.`);
  }
  const anonymous = options.anonymously ?? chat.anonymousIds.has(actor.telegram.id);
  if (
    anonymous &&
    (chat.chat.type === 'private' || !isActorAdministrator(scene.state, chat, actor))
  ) {
    throw new Error(`${actor.name} is no administrator of ${place.name} and cannot be anonymous.`);
  }
  chat.isStarted = true;
  writeMessage(scene, place, actor, text, { ...options, anonymous });
}
