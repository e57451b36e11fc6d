import { ChannelType } from 'discord.js';
import type { Server } from './server.ts';

/** Servers of which the unpacked form is kept: those asked about last. */
const maxUnpacked = 64;

interface PackedServer {
  name: string;
  shardId: number;
  /** For finding the server of a channel. */
  channelIds: BigUint64Array;
  /** The whole server as JSON. Outside of V8's heap, a server of 40 channels takes some 8 KB. */
  json: Buffer;
}

/** Servers by id. What is read is frozen in time: later changes do not show in it. */
export interface PackedServers {
  has(id: string): boolean;
  ids(): Iterable<string>;
  /** Ids of the servers that came through this shard. */
  idsOfShard(shardId: number): string[];
  get(id: string): Server | undefined;
  /** The name without unpacking. */
  nameOf(id: string): string | undefined;
  /** The server of a channel or an active thread. */
  findByChannel(channelId: string): Server | undefined;
  isAnnouncementChannel(channelId: string): boolean;
  set(server: Server, shardId: number): void;
  /** Replaces parts of a known server. */
  update(id: string, change: (server: Server) => Partial<Server>): void;
  delete(id: string): void;
}

const isId = (text: string): boolean => /^\d{1,20}$/.test(text);

/** Keeps thousands of servers in little memory. */
export function createPackedServers(): PackedServers {
  const packed = new Map<string, PackedServer>();
  const unpacked = new Map<string, Server>();
  const announcementChannels = new Set<string>();

  const eachAnnouncementChannel = (server: Server, run: (id: string) => void) => {
    for (const { id, type } of server.channels) if (type === ChannelType.GuildAnnouncement) run(id);
  };

  function keepUnpacked(server: Server): void {
    unpacked.delete(server.id);
    unpacked.set(server.id, server);
    if (unpacked.size <= maxUnpacked) return;
    for (const oldest of unpacked.keys()) {
      unpacked.delete(oldest);
      break;
    }
  }

  function get(id: string): Server | undefined {
    const known = packed.get(id);
    if (!known) return undefined;
    const server: Server = unpacked.get(id) ?? JSON.parse(known.json.toString());
    keepUnpacked(server);
    return server;
  }

  function forget(id: string): void {
    const server = packed.has(id) ? get(id) : undefined;
    if (server) eachAnnouncementChannel(server, (channel) => announcementChannels.delete(channel));
    packed.delete(id);
    unpacked.delete(id);
  }

  function set(server: Server, shardId: number): void {
    forget(server.id);
    packed.set(server.id, {
      name: server.name,
      shardId,
      channelIds: BigUint64Array.from(server.channels, ({ id }) => BigInt(id)),
      json: Buffer.from(JSON.stringify(server)),
    });
    eachAnnouncementChannel(server, (channel) => announcementChannels.add(channel));
  }

  return {
    has: (id) => packed.has(id),
    ids: () => packed.keys(),
    idsOfShard: (shardId) =>
      [...packed].flatMap(([id, one]) => (one.shardId === shardId ? [id] : [])),
    get,
    nameOf: (id) => packed.get(id)?.name,
    findByChannel(channelId) {
      if (!isId(channelId)) return undefined;
      const sought = BigInt(channelId);
      for (const [id, { channelIds }] of packed) if (channelIds.includes(sought)) return get(id);
      return undefined;
    },
    isAnnouncementChannel: (channelId) => announcementChannels.has(channelId),
    set,
    update(id, change) {
      const known = packed.get(id);
      const server = get(id);
      if (known && server) set({ ...server, ...change(server) }, known.shardId);
    },
    delete: forget,
  };
}
