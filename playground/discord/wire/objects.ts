import { channelPermissions } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { snowflakeTime } from '../state/snowflakes.ts';
import {
  type Channel,
  channelType,
  type Guild,
  type Member,
  type Role,
  type State,
  type User,
} from '../state/state.ts';

/** A JSON object as Discord sends it. */
export type JsonObject = Record<string, unknown>;

/** A time as Discord writes it. */
export const toIsoString = (at: number) => new Date(at).toISOString();

export function serializeUser(user: User): JsonObject {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.bot ? null : user.displayName,
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    display_name_styles: null,
    primary_guild: null,
    clan: null,
    banner: null,
    accent_color: null,
    public_flags: 0,
    flags: 0,
    ...(user.bot ? { bot: true } : {}),
  };
}

export function serializeMember(state: State, member: Member, withUser = true): JsonObject {
  const user = state.users.get(member.userId);
  return {
    ...(withUser && user ? { user: serializeUser(user) } : {}),
    nick: null,
    avatar: null,
    banner: null,
    avatar_decoration_data: null,
    roles: member.roleIds,
    joined_at: toIsoString(member.joinedAt),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function serializeRole(role: Role): JsonObject {
  return {
    id: role.id,
    name: role.name,
    description: null,
    permissions: String(role.permissions),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managed,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

export function serializeChannel(context: Context, channel: Channel): JsonObject {
  const { state } = context;
  const base = {
    id: channel.id,
    type: channel.type,
    flags: 0,
    last_message_id: channel.lastMessageId ?? null,
  };
  if (channel.type === channelType.direct) {
    const person = state.users.get(channel.recipientId ?? '');
    return { ...base, recipients: person ? [serializeUser(person)] : [] };
  }
  const inServer = {
    ...base,
    guild_id: channel.guildId,
    name: channel.name,
    rate_limit_per_user: 0,
  };
  if (channel.parentId !== undefined) {
    const count = state.messages.get(channel.id)?.length ?? 0;
    return {
      ...inServer,
      parent_id: channel.parentId,
      owner_id: channel.ownerId,
      message_count: count,
      total_message_sent: count,
      member_count: 1,
      thread_metadata: {
        archived: channel.archived,
        locked: channel.locked,
        auto_archive_duration: 10_080,
        archive_timestamp: toIsoString(context.now()),
        create_timestamp: toIsoString(snowflakeTime(channel.id)),
      },
    };
  }
  return {
    ...inServer,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    permission_overwrites: channel.overwrites.map((one) => ({
      id: one.id,
      type: one.type,
      allow: String(one.allow),
      deny: String(one.deny),
    })),
  };
}

export function serializeGuild(guild: Guild): JsonObject {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    incidents_data: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: ['COMMUNITY', 'NEWS'],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: 'singapore',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    roles: guild.roles.map(serializeRole),
    emojis: [],
    stickers: [],
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 2,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'vi',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
  };
}

/** What comes with GUILD_CREATE; other members than the bot only with the members intent. */
export function serializeGuildCreate(
  context: Context,
  guild: Guild,
  withMembers: boolean,
  scheduledEvents: readonly JsonObject[],
): JsonObject {
  const { state } = context;
  const channels = [...state.channels.values()].filter(
    (one) => one.guildId === guild.id && channelPermissions(state, one, state.bot.id) !== 0n,
  );
  const members = [...guild.members.values()].filter(
    (one) => withMembers || one.userId === state.bot.id,
  );
  const own = guild.members.get(state.bot.id);
  return {
    ...serializeGuild(guild),
    joined_at: toIsoString(own?.joinedAt ?? 0),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: members.map((member) => serializeMember(state, member)),
    channels: channels
      .filter((one) => one.parentId === undefined)
      .map((one) => serializeChannel(context, one)),
    threads: channels
      .filter((one) => one.parentId !== undefined && !one.archived)
      .map((one) => serializeChannel(context, one)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: scheduledEvents,
    soundboard_sounds: [],
  };
}

/** The member part of an interaction or of a guild message. */
export function serializeActingMember(
  state: State,
  channel: Channel,
  userId: string,
): JsonObject | undefined {
  const guild = state.guilds.get(channel.guildId ?? '');
  const member = guild?.members.get(userId);
  if (!guild || !member) return undefined;
  return {
    ...serializeMember(state, member),
    permissions: String(channelPermissions(state, channel, userId)),
  };
}
