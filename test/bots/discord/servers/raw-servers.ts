import { ChannelType, type GatewayDispatchPayload } from 'discord.js';

const botId = '1200000000000000001';
/** Discord's role of the bot in every server here. */
export const ownRoleId = '1300000000000000001';

const view = 1n << 10n;
const send = 1n << 11n;
const sendInThreads = 1n << 38n;

/** Denies the bot's role to write. */
export const muted = { id: ownRoleId, type: 0, allow: '0', deny: String(send | sendInThreads) };

export const rawChannel = (id: string, guildId: string, overwrites: readonly object[] = []) => ({
  id,
  type: ChannelType.GuildText,
  name: `kênh-${id}`,
  guild_id: guildId,
  position: 0,
  permission_overwrites: overwrites,
});

/** A GUILD_CREATE's data with one channel for each of these ids. */
export const rawServer = (id: string, channelIds: readonly string[], name = `Nhóm ${id}`) => ({
  id,
  name,
  owner_id: '1100000000000000009',
  member_count: 7,
  roles: [
    { id, name: '@everyone', permissions: String(view) },
    { id: ownRoleId, name: 'Callboard', permissions: String(send | sendInThreads) },
  ],
  channels: channelIds.map((channelId) => rawChannel(channelId, id)),
  threads: [],
  members: [{ user: { id: botId }, roles: [ownRoleId] }],
  emojis: [{ id: '1', name: 'chao' }],
  stickers: [],
});

/** A dispatch as the gateway sends it. */
export function packet(t: string, d: object): GatewayDispatchPayload {
  const sent: GatewayDispatchPayload = JSON.parse(JSON.stringify({ op: 0, s: 1, t, d }));
  return sent;
}

export const ready = (...guildIds: string[]): GatewayDispatchPayload =>
  packet('READY', {
    user: { id: botId },
    guilds: guildIds.map((id) => ({ id, unavailable: true })),
  });
