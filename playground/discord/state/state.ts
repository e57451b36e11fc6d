import type { LocalActor } from '../../driver/world-setup.ts';
import type { CommandBody } from '../schemas/commands.ts';
import type { MessagePart } from '../schemas/layout.ts';
import type { AllowedMentions, Embed } from '../schemas/message.ts';
import type { ModalBody } from '../schemas/modal.ts';
import type { Overwrite } from './permissions.ts';
import type { ScheduledEvent } from './scheduled-event.ts';

export interface User {
  id: string;
  username: string;
  displayName: string;
  bot: boolean;
  /** The actor behind it; the bot has none. */
  actor?: LocalActor;
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
  position: number;
  /** The bot's own role. */
  managed: boolean;
}

export interface Member {
  userId: string;
  roleIds: string[];
  joinedAt: number;
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  roles: Role[];
  members: Map<string, Member>;
  botRoleId: string;
}

export const channelType = {
  text: 0,
  direct: 1,
  announcement: 5,
  announcementThread: 10,
  thread: 11,
};

export interface Channel {
  id: string;
  type: number;
  name: string;
  guildId?: string;
  /** The channel a thread belongs to. */
  parentId?: string;
  /** The person in a private chat. */
  recipientId?: string;
  /** Who made a thread. */
  ownerId?: string;
  overwrites: Overwrite[];
  lastMessageId?: string;
  archived: boolean;
  locked: boolean;
}

export interface StoredFile {
  id: string;
  name: string;
  contentType: string;
  description?: string;
  bytes: Uint8Array;
}

/** Users and roles that a message pings. */
export interface ResolvedMentions {
  everyone: boolean;
  users: string[];
  roles: string[];
}

export interface Message {
  id: string;
  channelId: string;
  guildId?: string;
  authorId: string;
  content: string;
  embeds: Embed[];
  components: MessagePart[];
  files: StoredFile[];
  flags: number;
  /** Message type: 0 default, 6 pin, 19 reply, 20 slash command, 23 context-menu command. */
  type: number;
  mentions: ResolvedMentions;
  allowedMentions?: AllowedMentions;
  nonce?: string;
  /** When it was pinned, in milliseconds since the epoch. */
  pinnedAt?: number;
  createdAt: number;
  editedAt?: number;
  /** Increases with every message and edit on the whole platform. */
  version: number;
  replyTo?: string;
  /** Only this user sees it. */
  ephemeralFor?: string;
  /** The interaction it answers. */
  interaction?: {
    id: string;
    kind: number;
    userId: string;
    name?: string;
    command?: string;
    isMenuCommand?: boolean;
  };
}

export interface RegisteredCommand {
  id: string;
  version: string;
  guildId?: string;
  body: CommandBody;
}

export type InteractionKind = 2 | 3 | 4 | 5;

export interface Interaction {
  id: string;
  token: string;
  kind: InteractionKind;
  userId: string;
  channelId: string;
  createdAt: number;
  /** `waiting` for the bot; `late` when it did not come in time; how it was answered otherwise. */
  status: 'waiting' | 'late' | 'answered';
  /** What `@original` is: the answer, or the message whose component was pressed. */
  originalId?: string;
  /** The message whose component was pressed, if there is one. */
  sourceId?: string;
  /** A deferred answer whose first follow-up takes its place. */
  isDeferred: boolean;
  /** Full command name with its subcommand. */
  command?: string;
  /** It was chosen in the menu of a message. */
  isMenuCommand?: boolean;
  /** The form that was sent (kind 5), to open again when the bot does not answer. */
  form?: OpenForm;
  onAutocomplete?: (choices: { name: string; value: string | number }[]) => void;
}

/** An open modal. */
export interface OpenForm {
  id: string;
  body: ModalBody;
  channelId: string;
  /** The message whose button opened it, if one did. */
  sourceId?: string;
}

export interface State {
  bot: User;
  token: string;
  users: Map<string, User>;
  /** The people among the users, by the actor's key. */
  people: Map<string, User>;
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  /** By channel, oldest first; messages for one person included. */
  messages: Map<string, Message[]>;
  /** By scope: `global` or a server's id. */
  commands: Map<string, RegisteredCommand[]>;
  /** In order of time, as those in `waiting`. */
  interactions: Map<string, Interaction>;
  /** The same by token. */
  interactionsByToken: Map<string, Interaction>;
  /** Interactions without an answer. */
  pendingInteractions: Set<Interaction>;
  forms: Map<string, OpenForm>;
  notices: Map<string, string[]>;
  /** People who blocked the bot. */
  blockedBy: Set<string>;
  /** Files that came with a command, by id. */
  uploads: Map<string, StoredFile>;
  /** Events of all servers, by id. */
  scheduledEvents: Map<string, ScheduledEvent>;
  /** Nonces that the bot enforced, with the message each made. */
  nonces: Map<string, { message: Message; at: number }>;
  version: number;
}
