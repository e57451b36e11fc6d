import type { Place } from '../../driver/client-driver.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import { shownEphemerals } from '../state/ephemeral.ts';
import { isAdministrator } from '../state/members.ts';
import { type ChatState, placeKeyOf, type State, type StoredMessage } from '../state/state.ts';

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

/** The places that an actor can open in a chat: it and its topics. */
function placesIn(state: State, chat: ChatState, actor: LocalActor): OpenPlace[] {
  const { id } = actor.telegram;
  if (!chat.members.has(id) || chat.migratedTo !== undefined) return [];
  const { type, title } = chat.chat;
  const place = {
    key: placeKeyOf(chat),
    name: type === 'private' ? state.bot.first_name : (title ?? ''),
    kind: KIND[type],
    canWrite: type !== 'channel' || isAdministrator(chat, id),
    chat,
    thread: undefined,
  };
  const topics = chat.topics.map((topic) => ({
    ...place,
    key: placeKeyOf(chat, topic.id),
    name: `${place.name} / ${topic.name}`,
    thread: topic.id,
  }));
  return [place, ...topics];
}

/** The places that an actor can open. */
export const placesOf = (state: State, actor: LocalActor): OpenPlace[] =>
  [...state.chats.values()].flatMap((chat) => placesIn(state, chat, actor));

/** A place by its key or `dm`, without a scan, since there may be thousands of chats. */
function placeByKey(state: State, actor: LocalActor, wanted: string): OpenPlace | undefined {
  const id = wanted === 'dm' ? actor.telegram.id : Number(wanted.split('/')[0]);
  const chat = state.chats.get(id);
  const key = wanted === 'dm' ? String(id) : wanted;
  return chat && placesIn(state, chat, actor).find((place) => place.key === key);
}

/**
 * Finds a place by key, by name, by a topic's own name, or `dm` for the private chat with the bot.
 * @throws Error naming the places that the actor has.
 */
export function findPlace(state: State, actor: LocalActor, wanted: string): OpenPlace {
  const known = placeByKey(state, actor, wanted);
  if (known) return known;
  const places = placesOf(state, actor);
  const lower = wanted.toLowerCase();
  const found =
    places.find(({ name }) => name.toLowerCase() === lower) ??
    places.find(({ name }) => name.toLowerCase().endsWith(` / ${lower}`));
  if (found) return found;
  const names = places.map(({ key, name }) => `${name} (${key})`).join(', ');
  throw new Error(`${actor.name} has no place "${wanted}". Places: ${names}`);
}

/** @throws Error naming the actors there are. */
export function findActor(state: State, key: string): LocalActor {
  const actor = state.actors.get(key);
  if (actor) return actor;
  const keys = [...state.actors.keys()].join(', ');
  throw new Error(`There is no person "${key}". People: ${keys}`);
}

/** What an actor sees in a place, oldest first. In a forum, the chat itself is its general topic. */
export function messagesIn(
  state: State,
  actor: LocalActor,
  { chat, thread }: OpenPlace,
): StoredMessage[] {
  const own = shownEphemerals(state, chat, actor.telegram.id);
  const replaced = new Set(own.map(({ ephemeral }) => ephemeral.replaces));
  const shown = chat.messages.filter(({ message }) => !replaced.has(message.message_id));
  const all = own.length > 0 ? [...shown, ...own].sort(inOrder) : shown;
  return all.filter(({ message }) => message.message_thread_id === thread);
}

const inOrder = (a: StoredMessage, b: StoredMessage): number => (a.order ?? 0) - (b.order ?? 0);

/** What a client calls a message: its number in the chat, or that of an ephemeral one with a mark. */
export const messageKey = ({ message, ephemeral }: StoredMessage): string =>
  ephemeral ? ephemeralKey(ephemeral.id) : String(message.message_id);

export const ephemeralKey = (id: number): string => `ephemeral-${id}`;
