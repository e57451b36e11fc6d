import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { undefinedIf } from '../../shared/undefined-if.ts';
import { readChannel, type Server, type ServerChannel } from './server.ts';

const guildSchema = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() })),
  approximate_member_count: z.int().optional(),
});
const memberSchema = z.object({ roles: z.array(z.string()) });
const channelSchema = z.object({
  id: z.string(),
  type: z.int(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: z
    .array(
      z.object({
        id: z.string(),
        type: z.union([z.literal(0), z.literal(1)]),
        allow: z.string(),
        deny: z.string(),
      }),
    )
    .optional(),
  thread_metadata: z.object({ locked: z.boolean().optional(), archived: z.boolean() }).optional(),
});

/** What does not exist, or is hidden from the bot, is undefined instead of an error. */
const undefinedIfMissing = <Value>(request: () => Promise<Value>): Promise<Value | undefined> =>
  undefinedIf(
    (error) => error instanceof DiscordAPIError && [403, 404].includes(error.status),
    request,
  );

/** Requests what the gateway has not described. Each is undefined when it does not exist or is hidden from the bot. */
export interface ServerRequests {
  /** A server during an outage, without its threads. */
  server(id: string, botId: string): Promise<Server | undefined>;
  /** The roles of a member without the one of everyone. */
  memberRoleIds(serverId: string, userId: string): Promise<readonly string[] | undefined>;
  /** A channel or thread of a server, archived ones too. */
  channel(id: string): Promise<{ serverId: string; channel: ServerChannel } | undefined>;
}

export function createServerRequests(rest: Pick<REST, 'get'>): ServerRequests {
  const memberRoleIds = (serverId: string, userId: string) =>
    undefinedIfMissing(
      async () => memberSchema.parse(await rest.get(Routes.guildMember(serverId, userId))).roles,
    );
  return {
    memberRoleIds,
    server: (id, botId) =>
      undefinedIfMissing(async () => {
        const query = new URLSearchParams({ with_counts: 'true' });
        const guild = guildSchema.parse(await rest.get(Routes.guild(id), { query }));
        const channels = z.array(channelSchema).parse(await rest.get(Routes.guildChannels(id)));
        const ownRoleIds = await memberRoleIds(id, botId);
        return {
          id,
          name: guild.name,
          ownerId: guild.owner_id,
          memberCount: guild.approximate_member_count ?? 0,
          ...(ownRoleIds ? { ownRoleIds } : {}),
          roles: guild.roles,
          channels: channels.map(readChannel),
        };
      }),
    channel: (id) =>
      undefinedIfMissing(async () => {
        const raw = channelSchema.parse(await rest.get(Routes.channel(id)));
        return raw.guild_id === undefined
          ? undefined
          : { serverId: raw.guild_id, channel: readChannel(raw) };
      }),
  };
}
