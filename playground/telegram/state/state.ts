import type { ClientNotice } from '../../driver/client-driver.ts';
import type { AppSettings } from '../../driver/platform-settings.ts';
import type { LocalActor, WorldSetup } from '../../driver/world-setup.ts';
import type { Chat, Message, User } from '../bot-api/types.ts';
import type { ServerVersion } from '../versions.ts';
import type { InlineState } from './inline.ts';
import type { ReplyMarkup } from './reply-markup.ts';

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
  /** Position among all messages that were ever sent; missing in those of old snapshots. */
  order?: number;
  fromBot: boolean;
  /** Key of the actor who wrote it, also when they wrote as the chat. */
  author?: string;
  markup?: ReplyMarkup;
  file?: StoredFile;
  /** A service message, for which clients have words of their own. */
  isService?: boolean;
  /** `inline_message_id` of what a person sent by inline mode. */
  inlineId?: string;
  /** For a message that one person alone sees. */
  ephemeral?: EphemeralFacts;
}

export interface EphemeralFacts {
  /** `ephemeral_message_id`, unique for the chat and the person. */
  id: number;
  /** User id of the person who sees it. */
  person: number;
  /** False when it never arrived, or went with a restart of the app. */
  isShown: boolean;
  /** The message of the chat in whose place the person sees it. */
  replaces?: number;
}

/** A message between one person and the bot in a chat with others. */
export interface StoredEphemeral extends StoredMessage {
  ephemeral: EphemeralFacts;
}

export type BotStatus = 'administrator' | 'member' | 'left' | 'kicked';

/** Reply keyboard or forced reply that a person sees in one place. */
interface Prompt {
  /** The bot's message that asks for a reply. */
  forcedReply?: number;
  /** The same for an ephemeral one, by `ephemeral_message_id`. */
  forcedEphemeral?: number;
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
  /** Telegram's own community that it belongs to. */
  community?: { id: number; name: string };
  /** By user id and topic. */
  prompts: Map<string, Prompt>;
}

export interface BotCommand {
  command: string;
  description: string;
  /** Whether the person's line is an ephemeral message. */
  is_ephemeral?: true;
}

interface PendingQuery {
  /** Milliseconds. */
  at: number;
  /** Milliseconds in which it can be answered. */
  lifetime: number;
  actor: string;
  place: string;
  chat: number;
  /** The pressed message, 0 when it is ephemeral. */
  messageId: number;
  isAnswered: boolean;
}

/** State of one local Telegram. */
export interface State {
  world: WorldSetup;
  /** People by key: those of the world and those who joined. */
  actors: Map<string, LocalActor>;
  now: () => number;
  /** The release of the Bot API that the server plays. */
  serverVersion: ServerVersion;
  /** By actor; those not in it use a new one that is online. */
  apps: Map<string, AppSettings>;
  bot: User;
  chats: Map<number, ChatState>;
  /** By chat. */
  ephemerals: Map<number, StoredEphemeral[]>;
  /** Every version of every message that stood in a group or channel for all to read, by chat. */
  published: Map<number, Message[]>;
  files: Map<string, StoredFile>;
  /** By scope and language. */
  commands: Map<string, BotCommand[]>;
  /** The bot's name and descriptions, by kind and language. */
  profile: Map<string, string>;
  /** For channels, and for groups. */
  defaultRights: Map<boolean, Record<string, boolean>>;
  menuButtons: Map<number, Record<string, unknown>>;
  queries: Map<string, PendingQuery>;
  inline: InlineState;
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

/** Seconds since the epoch, as Telegram dates everything. */
export const unixTime = (state: State): number => Math.floor(state.now() / 1000);

/** The app of a person. */
export const appOf = (state: State, actor: string): AppSettings =>
  state.apps.get(actor) ?? { isOnline: true, isOld: false };

/** The key under which a person's prompt in a chat or topic is kept. */
export const promptKey = (user: number, thread?: number): string => `${user}/${thread ?? ''}`;

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
