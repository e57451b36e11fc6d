import type { Actor, Place } from '../stage.ts';
import { isAdministrator } from './members.ts';
import { type ChatState, placeOf, type State, type Stored } from './state.ts';

/** A place of one actor: a chat, or a topic in it. */
export interface OpenPlace extends Place {
  chat: ChatState;
  thread: number | undefined;
}

const KIND = {
  private: 'private',
  group: 'group',
  supergroup: 'group',
  channel: 'channel',
} as const;

/** The places that an actor can open. */
export function placesOf(state: State, actor: Actor): OpenPlace[] {
  const id = actor.telegram.id;
  return [...state.chats.values()]
    .filter((chat) => chat.members.has(id) && chat.migratedTo === undefined)
    .flatMap((chat): OpenPlace[] => {
      const { type, title } = chat.chat;
      const place = {
        key: placeOf(chat),
        name: type === 'private' ? state.bot.first_name : (title ?? ''),
        kind: KIND[type],
        canWrite: type !== 'channel' || isAdministrator(chat, id),
        chat,
        thread: undefined,
      };
      const topics = chat.topics.map((topic) => ({
        ...place,
        key: placeOf(chat, topic.id),
        name: `${place.name} / ${topic.name}`,
        thread: topic.id,
      }));
      return [place, ...topics];
    });
}

/**
 * Finds a place by key, by name, by a topic's own name, or `dm` for the private chat with the bot.
 * @throws Error naming the places that the actor has.
 */
export function findPlace(state: State, actor: Actor, wanted: string): OpenPlace {
  const places = placesOf(state, actor);
  const lower = wanted.toLowerCase();
  const found =
    places.find(({ key }) => key === wanted) ??
    places.find(({ kind }) => wanted === 'dm' && kind === 'private') ??
    places.find(({ name }) => name.toLowerCase() === lower) ??
    places.find(({ name }) => name.toLowerCase().endsWith(` / ${lower}`));
  if (found) return found;
  const names = places.map(({ key, name }) => `${name} (${key})`).join(', ');
  throw new Error(`${actor.name} has no place "${wanted}". Places: ${names}`);
}

/** @throws Error naming the actors there are. */
export function findActor(state: State, key: string): Actor {
  const actor = state.world.actors.find((candidate) => candidate.key === key);
  if (actor) return actor;
  const keys = state.world.actors.map((candidate) => candidate.key).join(', ');
  throw new Error(`There is no person "${key}". People: ${keys}`);
}

/** Messages of a place: in a forum, the chat itself is its general topic. */
export const messagesIn = ({ chat, thread }: OpenPlace): Stored[] =>
  chat.messages.filter(({ message }) => message.message_thread_id === thread);
