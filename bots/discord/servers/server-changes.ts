import { type GatewayDispatchPayload, GatewayDispatchEvents as Packets } from 'discord.js';
import type { PackedServers } from './packed-servers.ts';
import { isThread, type RawChannel, readChannel, readRole, type Server } from './server.ts';

const without = <Item extends { id: string }>(items: readonly Item[], id: string): Item[] =>
  items.filter((item) => item.id !== id);

/** Replaced where it was, else added at the end. */
const replaced = <Item extends { id: string }>(items: readonly Item[], item: Item): Item[] =>
  items.some(({ id }) => id === item.id)
    ? items.map((one) => (one.id === item.id ? item : one))
    : [...items, item];

const withChannel = (raw: RawChannel) => (server: Server) => ({
  channels: raw.thread_metadata?.archived
    ? without(server.channels, raw.id)
    : replaced(server.channels, readChannel(raw)),
});

/** A channel is gone with its threads. */
const withoutChannel = (gone: string) => (server: Server) => ({
  channels: server.channels.filter(({ id, parentId }) => id !== gone && parentId !== gone),
});

/**
 * Applies a change of a known server: its channels, threads, roles, or the bot's own member.
 * @returns the server's id, when the bot's permissions there may have changed
 */
export function applyServerChange(
  servers: PackedServers,
  { t, d }: GatewayDispatchPayload,
  botId: string,
): string | undefined {
  switch (t) {
    case Packets.GuildUpdate:
      servers.update(d.id, () => ({
        name: d.name,
        ownerId: d.owner_id,
        roles: d.roles.map(readRole),
      }));
      return d.id;
    case Packets.ChannelCreate:
    case Packets.ChannelUpdate:
    case Packets.ThreadCreate:
    case Packets.ThreadUpdate:
      if (!('guild_id' in d) || d.guild_id === undefined) return undefined;
      servers.update(d.guild_id, withChannel(d));
      return d.guild_id;
    case Packets.ChannelDelete:
    case Packets.ThreadDelete:
      if ('guild_id' in d && d.guild_id !== undefined)
        servers.update(d.guild_id, withoutChannel(d.id));
      return undefined;
    case Packets.ThreadListSync: {
      const isSynced = (parentId: string | undefined) =>
        d.channel_ids === undefined || (parentId !== undefined && d.channel_ids.includes(parentId));
      servers.update(d.guild_id, ({ channels }) => ({
        channels: [
          ...channels.filter((channel) => !isThread(channel) || !isSynced(channel.parentId)),
          ...d.threads.map(readChannel),
        ],
      }));
      return d.guild_id;
    }
    case Packets.GuildRoleCreate:
    case Packets.GuildRoleUpdate:
      servers.update(d.guild_id, ({ roles }) => ({ roles: replaced(roles, readRole(d.role)) }));
      return d.guild_id;
    case Packets.GuildRoleDelete:
      servers.update(d.guild_id, ({ roles, ownRoleIds }) => ({
        roles: without(roles, d.role_id),
        ...(ownRoleIds ? { ownRoleIds: ownRoleIds.filter((id) => id !== d.role_id) } : {}),
      }));
      return d.guild_id;
    case Packets.GuildMemberUpdate:
      if (d.user.id !== botId) return undefined;
      servers.update(d.guild_id, () => ({ ownRoleIds: d.roles }));
      return d.guild_id;
    default:
      return undefined;
  }
}
