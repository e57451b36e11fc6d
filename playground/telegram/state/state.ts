import type { ClientNotice } from '../../driver/client-driver.ts';
import type { LocalActor, TelegramChatSetup, WorldSetup } from '../../driver/world-setup.ts';
import type { ReplyMarkup } from '../methods/reply-markup.ts';
import type { Chat, Message, User } from './bot-api-types.ts';

export interface StoredFile {
  id: string;
  uniqueId: string;
  /** Under `/file/bot<token>/`. */
  path: string;
  name: string;
  contentType: string;
  bytes: Uint8Array;
  picture?: { width: number; height: number };
}

export interface StoredMessage {
  message: Message;
  /** Milliseconds. */
  at: number;
  version: number;
  fromBot: boolean;
  /** Key of the actor who wrote it, also when they wrote as the chat. */
  author?: string;
  markup?: ReplyMarkup;
  file?: StoredFile;
  /** Text that the clients show in place of a service message. */
  notice?: string;
}

export type BotStatus = 'administrator' | 'member' | 'left' | 'kicked';

/** Reply keyboard or forced reply that a person sees in one place. */
interface Prompt {
  /** The bot's message that asks for a reply. */
  forcedReply?: number;
  /** The bot's message whose keyboard is shown. */
  keyboard?: number;
}

export interface ChatState {
  chat: Chat;
  /** Members by user id, administrators included. */
  members: Set<number>;
  administrators: number[];
  anonymousIds: Set<number>;
  topics: { id: number; name: string }[];
  botStatus: BotStatus;
  /** What the bot becomes when it is added again. */
  botStatusWhenAdded: 'administrator' | 'member';
  /** For a private chat: the person, and whether they have ever written to the bot. */
  person?: LocalActor;
  isStarted: boolean;
  messages: StoredMessage[];
  lastMessageId: number;
  pinned: number[];
  migratedTo?: number;
  /** For a group: whether only administrators may write there. */
  isReadOnly?: boolean;
  /** By user id and topic. */
  prompts: Map<string, Prompt>;
}

export interface BotCommand {
  command: string;
  description: string;
}

interface PendingQuery {
  /** Milliseconds. */
  at: number;
  /** Milliseconds in which it can be answered. */
  lifetime: number;
  actor: string;
  place: string;
}

/** State of one local Telegram. */
export interface State {
  world: WorldSetup;
  /** People by key: those of the world and those who joined. */
  actors: Map<string, LocalActor>;
  now: () => number;
  bot: User;
  chats: Map<number, ChatState>;
  files: Map<string, StoredFile>;
  /** By scope and language. */
  commands: Map<string, BotCommand[]>;
  /** The bot's name and descriptions, by kind and language. */
  profile: Map<string, string>;
  menuButtons: Map<number, Record<string, unknown>>;
  queries: Map<string, PendingQuery>;
  notices: Map<string, ClientNotice[]>;
  listeners: Set<(place: string) => void>;
  /** Private chats and basic groups share one sequence of message ids, as on Telegram. */
  sharedMessageId: number;
  version: number;
  serial: number;
}

export const GROUP_ANONYMOUS_BOT: User = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** An actor as Telegram's `User`. */
export function toUser(actor: LocalActor): User {
  return {
    id: actor.telegram.id,
    is_bot: false,
    first_name: actor.name,
    ...(actor.telegram.username && { username: actor.telegram.username }),
    language_code: actor.locale,
  };
}

function idsOf(world: WorldSetup, keys: string[]): number[] {
  return keys.map((key) => {
    const actor = world.actors.find((candidate) => candidate.key === key);
    if (!actor) throw new Error(`The world names "${key}", who is none of its actors`);
    return actor.telegram.id;
  });
}

function groupChat(world: WorldSetup, setup: TelegramChatSetup): ChatState {
  const administrators = idsOf(world, setup.administrators);
  const admin = setup.botIsAdministrator ?? setup.type === 'channel';
  const topics = setup.topics ?? [];
  return {
    chat: {
      id: setup.id,
      type: setup.type,
      title: setup.title,
      ...(topics.length > 0 && { is_forum: true as const }),
    },
    members: new Set([...idsOf(world, setup.members), ...administrators]),
    administrators,
    anonymousIds: new Set(idsOf(world, setup.anonymousAdministrators ?? [])),
    topics,
    botStatus: admin ? 'administrator' : 'member',
    botStatusWhenAdded: admin ? 'administrator' : 'member',
    isStarted: true,
    ...emptyHistory(),
  };
}

/** An empty private chat with the bot. */
export function createPrivateChat(actor: LocalActor): ChatState {
  const { id, username } = actor.telegram;
  return {
    chat: { id, type: 'private', first_name: actor.name, ...(username && { username }) },
    members: new Set([id]),
    administrators: [],
    anonymousIds: new Set(),
    topics: [],
    botStatus: 'member',
    botStatusWhenAdded: 'member',
    person: actor,
    isStarted: false,
    ...emptyHistory(),
  };
}

export const emptyHistory = (): Pick<
  ChatState,
  'messages' | 'lastMessageId' | 'pinned' | 'prompts'
> => ({
  messages: [],
  lastMessageId: 0,
  pinned: [],
  prompts: new Map(),
});

/**
 * The state of a new local Telegram: the world's chats, no messages, nobody has written to the bot yet.
 * @param lastId the id after which messages are numbered
 */
export function createState(world: WorldSetup, now: () => number, lastId = 0): State {
  const { bot, chats } = world.telegram;
  const all = [
    ...world.actors.map(createPrivateChat),
    ...chats.map((setup) => groupChat(world, setup)),
  ].map((state) => ({ ...state, lastMessageId: lastId }));
  return {
    world,
    actors: new Map(world.actors.map((actor) => [actor.key, actor])),
    now,
    bot: { id: bot.id, is_bot: true, first_name: bot.name, username: bot.username },
    chats: new Map(all.map((state) => [state.chat.id, state])),
    files: new Map(),
    commands: new Map(),
    profile: new Map(),
    menuButtons: new Map(),
    queries: new Map(),
    notices: new Map(),
    listeners: new Set(),
    sharedMessageId: lastId,
    version: 0,
    serial: 0,
  };
}

/** Seconds since the epoch, as Telegram dates everything. */
export const unixTime = (state: State): number => Math.floor(state.now() / 1000);

/** A person by user id, which is the id of their private chat with the bot. */
export const findActorById = (state: State, id: number): LocalActor | undefined =>
  state.chats.get(id)?.person;

/** A user that the bot can have seen, by id. */
export function findUser(state: State, id: number): User | undefined {
  if (id === state.bot.id) return state.bot;
  const actor = findActorById(state, id);
  return actor && toUser(actor);
}

/** The key of the place where a message stands. */
export const placeKeyOf = (chat: ChatState, thread?: number): string =>
  thread ? `${chat.chat.id}/${thread}` : String(chat.chat.id);

export function notifyChanged(state: State, place: string): void {
  for (const listener of [...state.listeners]) listener(place);
}

export const findStoredMessage = (chat: ChatState, id: number): StoredMessage | undefined =>
  chat.messages.find(({ message }) => message.message_id === id);
