import { ChannelType, PermissionFlagsBits as Flags } from 'discord.js';
import type { PlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import type { ChatAddress } from '../../../src/delivery/publisher.ts';
import { discordInviteUrl, discordServerEventsUrl } from '../invite-url.ts';
import type { ServerRequests } from '../servers/fetch-server.ts';
import { channelPermissions, serverPermissions } from '../servers/permissions.ts';
import { isPostable, isThread, type Server, type ServerChannel } from '../servers/server.ts';
import type { ServerDirectory } from '../servers/server-directory.ts';

/** Permissions that publishing in a channel requires. */
const requiredPermissions = [
  ['discord.view', Flags.ViewChannel],
  ['discord.send', Flags.SendMessages],
  ['discord.embed', Flags.EmbedLinks],
  // Corrections reply to the corrected message, and messages sent without an answer are looked up.
  ['discord.history', Flags.ReadMessageHistory],
] as const;

/** Permissions without which something else is missing there. */
const optionalPermissions = [
  ['discord.attach', Flags.AttachFiles],
  ['discord.pin', Flags.PinMessages],
] as const;

const requiredIn = (channel: ServerChannel) =>
  requiredPermissions.map(
    ([key, flag]) =>
      [
        key,
        isThread(channel) && flag === Flags.SendMessages ? Flags.SendMessagesInThreads : flag,
      ] as const,
  );

/** Answers from what the gateway described; only people, and what it did not describe, are requested from Discord. */
export function createDiscordPermissions(
  servers: Pick<ServerDirectory, 'get' | 'findByChannel' | 'botId'>,
  requests: ServerRequests,
): PlatformPermissions {
  const serverOf = async (id: string): Promise<Server | undefined> =>
    servers.get(id) ?? requests.server(id, servers.botId());

  async function findChannel(
    id: string,
  ): Promise<{ server: Server; channel: ServerChannel } | undefined> {
    const known = servers.findByChannel(id);
    const channel = known?.channels.find((one) => one.id === id);
    if (known && channel) return { server: known, channel };
    const found = await requests.channel(id);
    const server = found && (await serverOf(found.serverId));
    return server && { server, channel: found.channel };
  }

  /** What the bot may do in a channel; undefined when there is no such channel for it. */
  async function readGranted(
    platformId: string,
  ): Promise<{ channel: ServerChannel; granted: bigint } | undefined> {
    const found = await findChannel(platformId);
    if (!found) return undefined;
    const { server, channel } = found;
    const id = servers.botId();
    const roleIds = server.ownRoleIds ?? (await requests.memberRoleIds(server.id, id)) ?? [];
    return { channel, granted: channelPermissions(server, channel, { id, roleIds }) };
  }

  async function missingPermissions({ platformId, isPrivate }: ChatAddress): Promise<string[]> {
    if (isPrivate) return [];
    const found = await readGranted(platformId);
    if (!found) return ['discord.view'];
    const { channel, granted } = found;
    return requiredIn(channel).flatMap(([key, flag]) => (granted & flag ? [] : [key]));
  }

  return {
    async canManage(space, user) {
      const server = await serverOf(space);
      const roleIds = server && (await requests.memberRoleIds(space, user));
      if (!roleIds) return false;
      return (serverPermissions(server, { id: user, roleIds }) & Flags.ManageGuild) !== 0n;
    },
    async roleIds(space, user) {
      const roleIds = await requests.memberRoleIds(space, user);
      // The role of everyone has the server's id.
      return roleIds ? [...roleIds, space] : [];
    },
    // Listing members takes a privileged intent; the owner is known without it.
    async managerIds(space) {
      const server = await serverOf(space);
      return server ? [server.ownerId] : [];
    },
    async describe(space) {
      const server = await serverOf(space);
      return server && { title: server.name, members: server.memberCount };
    },
    privateChatUrl: () => undefined,
    shareUrl: () => undefined,
    inlineMode: async () => undefined,
    async listChats(space) {
      const server = await serverOf(space);
      return (server?.channels ?? []).filter(isPostable).map(({ id, name, type }) => ({
        platformId: id,
        title: `#${name}`,
        kind: type === ChannelType.GuildAnnouncement ? ('channel' as const) : ('group' as const),
      }));
    },
    missingPermissions,
    async describeSetup({ platformId }) {
      const found = await readGranted(platformId);
      const url = discordInviteUrl(servers.botId());
      // Without the channel nothing is known of the others.
      if (!found) return [{ key: 'discord.view', isNeeded: true, isOn: false, url }];
      const { channel, granted } = found;
      const item = (isNeeded: boolean, [key, flag]: readonly [string, bigint]) => ({
        ...{ key, isNeeded, url },
        isOn: (granted & flag) !== 0n,
      });
      return [
        ...requiredIn(channel).map((permission) => item(true, permission)),
        ...optionalPermissions.map((permission) => item(false, permission)),
      ];
    },
    async describeServerEvents(space) {
      const server = await serverOf(space);
      if (!server) return undefined;
      const id = servers.botId();
      // Without it Discord cannot be asked for the bot's roles, and those of everyone say too little.
      if (id === '') throw new Error('The bot does not know its own id yet');
      const roleIds = server.ownRoleIds ?? (await requests.memberRoleIds(space, id)) ?? [];
      return {
        ...{ key: 'discord.events', isNeeded: false, url: discordServerEventsUrl(id, space) },
        isOn: (serverPermissions(server, { id, roleIds }) & Flags.CreateEvents) !== 0n,
      };
    },
  };
}
