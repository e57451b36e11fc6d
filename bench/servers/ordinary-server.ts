/** The bot of every server here. */
export const botId = '1200000000000000001';

/** Snowflakes of this measurement, in the order of their parts. */
const idOf = (server: number, kind: number, index: number): string =>
  String(1_300_000_000_000_000_000n + BigInt(server) * 1_000_000n + BigInt(kind * 1_000 + index));

export const serverId = (server: number): string => idOf(server, 0, 0);
const channelId = (server: number, index: number): string => idOf(server, 1, index);

const range = <Item>(length: number, make: (index: number) => Item): Item[] =>
  Array.from({ length }, (_, index) => make(index));

const size = { channels: 40, roles: 25, emojis: 40, members: 8, overwrites: 2 } as const;

const user = (id: string, name: string) => ({
  ...{ id, username: name, discriminator: '0', global_name: `Bạn ${name}`, bot: id === botId },
  ...{ avatar: 'a_5f2c0d0f3c8c4b1e9a7d6e5f4c3b2a19', avatar_decoration_data: null },
  ...{ public_flags: 0, primary_guild: null, collectibles: null, display_name_styles: null },
});

const role = (server: number, index: number) => ({
  id: index === 0 ? serverId(server) : idOf(server, 2, index),
  name: index === 0 ? '@everyone' : `Thành viên ${index}`,
  ...{ description: null, permissions: '2251804225', position: index, color: 3_447_003 },
  colors: { primary_color: 3_447_003, secondary_color: null, tertiary_color: null },
  ...{ hoist: index % 3 === 0, managed: index === size.roles - 1, mentionable: false },
  ...{ icon: null, unicode_emoji: null, flags: 0 },
});

/** Categories, voice channels, announcement channels, and the text channels that most are. */
const channelTypes = [4, 0, 0, 5, 0, 0, 2, 0] as const;

const channel = (server: number, index: number) => ({
  id: channelId(server, index),
  type: channelTypes[index % channelTypes.length],
  ...{ name: `kênh-trò-chuyện-${index}`, position: index, flags: 0, nsfw: false },
  ...{ parent_id: index % 8 === 0 ? null : channelId(server, index - (index % 8)) },
  ...{ topic: 'Hỏi đáp, chia sẻ và hẹn gặp nhau của nhóm', rate_limit_per_user: 0 },
  ...{ last_message_id: idOf(server, 3, index), last_pin_timestamp: null, icon_emoji: null },
  permission_overwrites: range(size.overwrites, (at) => ({
    id: at === 0 ? serverId(server) : idOf(server, 2, at + (index % 5)),
    type: 0,
    ...(at === 0 ? { allow: '0', deny: '2048' } : { allow: '2048', deny: '0' }),
  })),
});

const emoji = (server: number, index: number) => ({
  ...{ id: idOf(server, 4, index), name: `chao_ban_${index}`, roles: [], require_colons: true },
  ...{ managed: false, animated: index % 4 === 0, available: true },
});

const member = (server: number, index: number) => ({
  user: index === 0 ? user(botId, 'callboard') : user(idOf(server, 5, index), `ban${index}`),
  roles: [index === 0 ? idOf(server, 2, size.roles - 1) : idOf(server, 2, index)],
  ...{ nick: null, avatar: null, banner: null, joined_at: '2026-01-01T00:00:00.000000+00:00' },
  ...{ premium_since: null, deaf: false, mute: false, flags: 0, pending: false },
  ...{ communication_disabled_until: null, avatar_decoration_data: null },
});

/** The data of GUILD_CREATE for a server of ordinary size, as a bot with the intent Guilds gets it. */
export const ordinaryServer = (server: number): object => ({
  ...{ id: serverId(server), name: `Cộng đồng số ${server}`, owner_id: idOf(server, 5, 1) },
  ...{ icon: 'a_0123456789abcdef0123456789abcdef', banner: null, splash: null },
  ...{ description: 'Nơi gặp nhau của những người sáng tạo nội dung', discovery_splash: null },
  ...{ features: ['COMMUNITY', 'NEWS', 'INVITES_DISABLED'], region: 'singapore', large: true },
  ...{ application_id: null, afk_channel_id: null, afk_timeout: 300, system_channel_id: null },
  ...{ system_channel_flags: 0, widget_enabled: false, widget_channel_id: null },
  ...{ verification_level: 1, default_message_notifications: 1, explicit_content_filter: 2 },
  ...{ mfa_level: 0, max_presences: null, max_members: 500_000, vanity_url_code: null },
  ...{ max_video_channel_users: 25, max_stage_video_channel_users: 50, premium_tier: 1 },
  ...{ premium_subscription_count: 2, premium_progress_bar_enabled: false, nsfw_level: 0 },
  ...{ preferred_locale: 'vi', rules_channel_id: null, public_updates_channel_id: null },
  ...{ safety_alerts_channel_id: null, incidents_data: null, home_header: null, hub_type: null },
  ...{ joined_at: '2026-01-01T00:00:00.000000+00:00', unavailable: false, member_count: 900 },
  ...{ stickers: [], voice_states: [], threads: [], presences: [], stage_instances: [] },
  ...{ guild_scheduled_events: [], soundboard_sounds: [], embedded_activities: [] },
  roles: range(size.roles, (index) => role(server, index)),
  channels: range(size.channels, (index) => channel(server, index)),
  emojis: range(size.emojis, (index) => emoji(server, index)),
  members: range(size.members, (index) => member(server, index)),
});

/** An interaction with a command of that name, in a channel of a server; in a private chat without servers. */
export function commandIn(server: number | undefined, name: string, id: number): object {
  const person = user('1100000000000000001', 'linh');
  return {
    ...{ id: String(1_400_000_000_000_000_000n + BigInt(id)), application_id: botId, type: 2 },
    ...{ token: 'interaction-token', version: 1, locale: 'vi', entitlements: [] },
    ...{ authorizing_integration_owners: {}, attachment_size_limit: 10_485_760 },
    ...{ app_permissions: '2251804225' },
    data: { id: '1500000000000000001', name, type: 1, options: [] },
    ...(server === undefined
      ? {
          ...{ user: person, context: 1, channel_id: '1100000000000000002' },
          channel: { id: '1100000000000000002', type: 1, recipients: [person] },
        }
      : {
          ...{ guild_id: serverId(server), guild_locale: 'vi', context: 0 },
          channel_id: channelId(server, 1),
          channel: channel(server, 1),
          member: { ...member(server, 1), user: person, permissions: '2251804225' },
        }),
  };
}
