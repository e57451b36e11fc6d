import {
  type GatewayDispatchPayload,
  type GatewayReadyDispatchData,
  GatewayDispatchEvents as Packets,
} from 'discord.js';
import { createPackedServers, type PackedServers } from './packed-servers.ts';
import { canWrite } from './permissions.ts';
import { readServer, type Server, type ServerChannel } from './server.ts';
import { applyServerChange } from './server-changes.ts';

/** Milliseconds without a server after which the rest counts as unavailable, as in discord.js. */
const arrivalTimeoutMs = 15_000;

/** Told of servers after the directory has changed. */
export interface ServerListener {
  /** Discord begins to describe the servers. */
  announced(): void;
  /** The bot was added. */
  joined(server: Server): void;
  /** A server that the bot was in before was described, at the start or after an outage. */
  present(id: string): void;
  /** The bot was removed. */
  left(server: Pick<Server, 'id' | 'name'>): void;
  /** The bot's permissions may have changed. */
  changed(id: string): void;
}

/** Names of servers, and of what is in them. */
export type ServerNames = Pick<PackedServers, 'get' | 'nameOf'>;

/** What the bot reads of the servers it is in, as the gateway describes them. */
export interface ServerDirectory
  extends ServerNames,
    Pick<PackedServers, 'has' | 'findByChannel' | 'isAnnouncementChannel'> {
  /** The bot's user id; empty before the first connection. */
  botId(): string;
  handlePacket(packet: GatewayDispatchPayload, shardId: number): void;
  /** Resolves when Discord has described every server, or has described none for 15 seconds. */
  arrived(): Promise<void>;
  /** Channels and threads of the server in which the bot may write now. */
  writableChannels(id: string): string[];
  /** Those of the channels in which the bot may write now. */
  writableAmong(channelIds: readonly string[]): string[];
}

/**
 * @param listener called with the directory's own changes, in the order of their packets
 * @param knownBotId the bot's id before the gateway has named it; empty where the token does not tell it
 */
export function createServerDirectory(listener: ServerListener, knownBotId = ''): ServerDirectory {
  const servers = createPackedServers();
  /** Servers that Discord has announced and not yet described. */
  const expected = new Set<string>();
  const unavailable = new Set<string>();
  let arrival = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  let botId = knownBotId;

  function handleArrival(id: string): void {
    expected.delete(id);
    if (expected.size > 0) timer?.refresh();
    else {
      clearTimeout(timer);
      arrival.resolve();
    }
  }

  function leave(id: string): void {
    const name = servers.nameOf(id) ?? '';
    servers.delete(id);
    unavailable.delete(id);
    listener.left({ id, name });
    handleArrival(id);
  }

  /** A new session describes every server again. */
  function handleReady({ user, guilds }: GatewayReadyDispatchData, shardId: number): void {
    botId = user.id;
    const announced = new Set(guilds.map(({ id }) => id));
    // The bot was removed while it was not connected.
    for (const id of servers.idsOfShard(shardId)) if (!announced.has(id)) leave(id);
    for (const id of announced) expected.add(id);
    clearTimeout(timer);
    arrival.resolve();
    arrival = Promise.withResolvers();
    if (expected.size === 0) arrival.resolve();
    else timer = setTimeout(arrival.resolve, arrivalTimeoutMs).unref();
    listener.announced();
  }

  const canWriteIn = (server: Server) => (channel: ServerChannel) =>
    server.ownRoleIds !== undefined &&
    canWrite(server, channel, { id: botId, roleIds: server.ownRoleIds });

  function writableChannels(id: string): string[] {
    const server = servers.get(id);
    return server ? server.channels.filter(canWriteIn(server)).map((channel) => channel.id) : [];
  }

  return {
    ...servers,
    botId: () => botId,
    arrived: () => arrival.promise,
    writableChannels,
    writableAmong: (channelIds) =>
      channelIds.filter((id) => {
        const server = servers.findByChannel(id);
        return server?.channels.some((channel) => channel.id === id && canWriteIn(server)(channel));
      }),
    handlePacket(packet, shardId) {
      const { t, d } = packet;
      if (t === Packets.Ready) handleReady(d, shardId);
      else if (t === Packets.GuildCreate) {
        if (d.unavailable) return;
        const isKnown = servers.has(d.id) || expected.has(d.id) || unavailable.has(d.id);
        const server = readServer(d, botId);
        servers.set(server, shardId);
        unavailable.delete(d.id);
        if (isKnown) listener.present(d.id);
        else listener.joined(server);
        handleArrival(d.id);
      } else if (t === Packets.GuildDelete) {
        if (d.unavailable) {
          unavailable.add(d.id);
          handleArrival(d.id);
        } else leave(d.id);
      } else {
        const changed = applyServerChange(servers, packet, botId);
        if (changed !== undefined && servers.has(changed)) listener.changed(changed);
      }
    },
  };
}
