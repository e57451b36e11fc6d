import {
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  ChannelType,
  type GatewayGuildCreateDispatchData,
} from 'discord.js';

/** Permissions that a channel gives or takes; bits as decimal text. `type` 0 is a role, 1 a member. */
export type Overwrite = Pick<APIOverwrite, 'id' | 'type' | 'allow' | 'deny'>;

export type ServerRole = Pick<APIRole, 'id' | 'name' | 'permissions'>;

export interface ServerChannel {
  id: string;
  name: string;
  type: ChannelType;
  /** The channel of a thread. */
  parentId?: string;
  /** A thread in which only moderators write. */
  isLocked?: boolean;
  /** Only of channels in which the bot can post; none when missing. */
  overwrites?: readonly Overwrite[];
}

/** What the bot reads of a server. */
export interface Server {
  id: string;
  name: string;
  ownerId: string;
  memberCount: number;
  /** The bot's own roles without the one of everyone; unknown when Discord did not send its member. */
  ownRoleIds?: readonly string[];
  roles: readonly ServerRole[];
  /** Channels, then active threads that the bot sees. */
  channels: readonly ServerChannel[];
}

/** A channel or thread as Discord sends it, in any event or answer. */
export interface RawChannel {
  id: string;
  type: ChannelType;
  name?: string | null;
  parent_id?: string | null | undefined;
  permission_overwrites?: readonly APIOverwrite[] | undefined;
  thread_metadata?: { locked?: boolean | undefined; archived: boolean } | undefined;
}

const threadTypes: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** Channels with messages that are no voice channel's. */
const postableTypes: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ...threadTypes,
]);

export const isThread = ({ type }: Pick<ServerChannel, 'type'>): boolean => threadTypes.has(type);

/** Whether the bot can post there, permissions aside. */
export const isPostable = ({ type }: Pick<ServerChannel, 'type'>): boolean =>
  postableTypes.has(type);

export function readChannel(raw: RawChannel): ServerChannel {
  const { id, type, name, parent_id: parentId, permission_overwrites: overwrites = [] } = raw;
  const channel = { id, name: name ?? '', type };
  if (isThread(channel))
    return {
      ...channel,
      ...(parentId ? { parentId } : {}),
      ...(raw.thread_metadata?.locked ? { isLocked: true } : {}),
    };
  // A forum's threads have its overwrites.
  const hasPosts =
    isPostable(channel) || [ChannelType.GuildForum, ChannelType.GuildMedia].includes(type);
  return hasPosts && overwrites.length > 0
    ? {
        ...channel,
        overwrites: overwrites.map(({ id, type, allow, deny }) => ({ id, type, allow, deny })),
      }
    : channel;
}

export const readRole = ({ id, name, permissions }: APIRole): ServerRole => ({
  id,
  name,
  permissions,
});

/** The server of a GUILD_CREATE. @param botId the bot's user id */
export function readServer(
  raw: Pick<
    GatewayGuildCreateDispatchData,
    'id' | 'name' | 'owner_id' | 'member_count' | 'roles' | 'channels' | 'threads'
  > & { members: readonly Pick<APIGuildMember, 'user' | 'roles'>[] },
  botId: string,
): Server {
  const own = raw.members.find(({ user }) => user.id === botId);
  return {
    id: raw.id,
    name: raw.name,
    ownerId: raw.owner_id,
    memberCount: raw.member_count,
    ...(own ? { ownRoleIds: own.roles } : {}),
    roles: raw.roles.map(readRole),
    channels: [...raw.channels, ...raw.threads].map(readChannel),
  };
}
