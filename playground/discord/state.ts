import type { Actor, DiscordServerSetup, World } from '../stage.ts';
import { directChannelId, snowflakes } from './ids.ts';
import {
  botPermissions,
  everyonePermissions,
  managerPermissions,
  type Overwrite,
  permission,
} from './permissions.ts';
import type { CommandBody } from './schemas/commands.ts';
import type { MessageRow, ModalBody } from './schemas/components.ts';
import type { AllowedMentions, Embed } from './schemas/message.ts';

export interface User {
  id: string;
  username: string;
  displayName: string;
  bot: boolean;
  /** The actor behind it; the bot has none. */
  actor?: Actor;
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

/** Who was really pinged by a message. */
export interface Pings {
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
  components: MessageRow[];
  files: StoredFile[];
  flags: number;
  /** Message type: 0 default, 19 reply, 20 slash command. */
  type: number;
  pings: Pings;
  allowedMentions?: AllowedMentions;
  nonce?: string;
  createdAt: number;
  editedAt?: number;
  /** Grows with every message and every edit over the whole server. */
  version: number;
  replyTo?: string;
  /** Only this user sees it. */
  onlyFor?: string;
  /** The interaction it answers. */
  interaction?: { id: string; kind: number; userId: string; name?: string; command?: string };
}

export interface Command {
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
  openDefer: boolean;
  /** Full command name with its subcommand. */
  command?: string;
  /** The form that was sent (kind 5), to open again when the bot does not answer. */
  form?: OpenForm;
  onAutocomplete?: (choices: { name: string; value: string | number }[]) => void;
}

/** A modal on somebody's screen. */
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
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  /** By channel, oldest first; messages for one person included. */
  messages: Map<string, Message[]>;
  /** By scope: `global` or a server's id. */
  commands: Map<string, Command[]>;
  interactions: Map<string, Interaction>;
  forms: Map<string, OpenForm>;
  notices: Map<string, string[]>;
  /** People who blocked the bot. */
  blockedBy: Set<string>;
  /** Files that came with a command, by id. */
  uploads: Map<string, StoredFile>;
  /** Nonces that the bot enforced, with the message each made. */
  nonces: Map<string, { message: Message; at: number }>;
  version: number;
}

/** Builds the platform that a world describes, before anyone speaks. */
export function createState(world: World, now: () => number): State {
  const nextId = snowflakes(now);
  const bot: User = {
    id: world.discord.bot.id,
    username: world.discord.bot.name.toLowerCase(),
    displayName: world.discord.bot.name,
    bot: true,
  };
  const people = world.actors.map(
    (actor): User => ({
      id: actor.discord.id,
      username: actor.discord.username,
      displayName: actor.name,
      bot: false,
      actor,
    }),
  );
  const state: State = {
    bot,
    token: world.discord.bot.token,
    users: new Map([bot, ...people].map((user) => [user.id, user])),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    commands: new Map(),
    interactions: new Map(),
    forms: new Map(),
    notices: new Map(),
    blockedBy: new Set(),
    uploads: new Map(),
    nonces: new Map(),
    version: 0,
  };
  const idOf = (key: string) => {
    const person = people.find((user) => user.actor?.key === key);
    if (!person) throw new Error(`The world has no actor "${key}".`);
    return person.id;
  };
  for (const setup of world.discord.servers) addServer(state, setup, idOf, nextId, now());
  for (const person of people) addDirectChannel(state, person.id);
  return state;
}

function addServer(
  state: State,
  setup: DiscordServerSetup,
  idOf: (key: string) => string,
  nextId: () => string,
  at: number,
): void {
  const managers: Role = {
    id: nextId(),
    name: 'Managers',
    permissions: managerPermissions,
    position: setup.roles.length + 1,
    managed: false,
  };
  const botRole: Role = {
    id: nextId(),
    name: state.bot.displayName,
    permissions: botPermissions,
    position: setup.roles.length + 2,
    managed: true,
  };
  const roles: Role[] = [
    {
      id: setup.id,
      name: '@everyone',
      permissions: everyonePermissions,
      position: 0,
      managed: false,
    },
    ...setup.roles.map((role, index) => ({
      id: role.id,
      name: role.name,
      permissions: everyonePermissions,
      position: index + 1,
      managed: false,
    })),
    managers,
    botRole,
  ];
  const guild: Guild = {
    id: setup.id,
    name: setup.name,
    ownerId: idOf(setup.owner),
    roles,
    members: new Map(),
    botRoleId: botRole.id,
  };
  for (const key of new Set([setup.owner, ...setup.members, ...setup.managers])) {
    const roleIds = setup.roles.filter((role) => role.members.includes(key)).map((role) => role.id);
    if (setup.managers.includes(key)) roleIds.push(managers.id);
    guild.members.set(idOf(key), { userId: idOf(key), roleIds, joinedAt: at });
  }
  guild.members.set(state.bot.id, { userId: state.bot.id, roleIds: [botRole.id], joinedAt: at });
  state.guilds.set(guild.id, guild);
  for (const channel of setup.channels) {
    const parent = setup.channels.find((one) => one.id === channel.parent);
    const types = {
      text: channelType.text,
      announcement: channelType.announcement,
      thread: parent?.type === 'announcement' ? channelType.announcementThread : channelType.thread,
    };
    state.channels.set(channel.id, {
      id: channel.id,
      type: types[channel.type],
      name: channel.name,
      guildId: guild.id,
      ...(channel.parent === undefined ? {} : { parentId: channel.parent, ownerId: guild.ownerId }),
      overwrites:
        channel.type === 'announcement' ? quietChannel(guild.id, [managers.id, botRole.id]) : [],
      archived: false,
      locked: false,
    });
  }
}

/** An announcement channel: everyone reads, only these roles write. */
function quietChannel(everyoneId: string, writers: string[]): Overwrite[] {
  return [
    { id: everyoneId, type: 0, allow: 0n, deny: permission.sendMessages },
    ...writers.map((id): Overwrite => ({ id, type: 0, allow: permission.sendMessages, deny: 0n })),
  ];
}

function addDirectChannel(state: State, userId: string): void {
  const id = directChannelId(userId);
  state.channels.set(id, {
    id,
    type: channelType.direct,
    name: state.bot.displayName,
    recipientId: userId,
    overwrites: [],
    archived: false,
    locked: false,
  });
}
