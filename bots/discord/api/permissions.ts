import {
  ChannelType,
  type Client,
  DiscordAPIError,
  PermissionFlagsBits as Flags,
} from 'discord.js';
import type { PlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import { undefinedIf } from '../../shared/undefined-if.ts';

/** What does not exist, or is hidden from the bot, is undefined instead of an error. */
const undefinedIfMissing = <Value>(request: () => Promise<Value>): Promise<Value | undefined> =>
  undefinedIf(
    (error) => error instanceof DiscordAPIError && [403, 404].includes(error.status),
    request,
  );

/** Permissions that publishing in a channel requires. */
const requiredPermissions = [
  ['discord.view', Flags.ViewChannel],
  ['discord.send', Flags.SendMessages],
  ['discord.embed', Flags.EmbedLinks],
  // Corrections reply to the corrected message, and messages sent without an answer are looked up.
  ['discord.history', Flags.ReadMessageHistory],
] as const;

export function createDiscordPermissions(client: () => Client | undefined): PlatformPermissions {
  const guildOf = async (space: string) =>
    undefinedIfMissing(async () => client()?.guilds.fetch(space));
  return {
    async canManage(space, user) {
      const guild = await guildOf(space);
      const member =
        guild && (await undefinedIfMissing(() => guild.members.fetch({ user, force: true })));
      return member?.permissions.has(Flags.ManageGuild) ?? false;
    },
    async roleIds(space, user) {
      const guild = await guildOf(space);
      const member =
        guild && (await undefinedIfMissing(() => guild.members.fetch({ user, force: true })));
      return member ? [...member.roles.cache.keys()] : [];
    },
    // Listing members takes a privileged intent; the owner is known without it.
    async managerIds(space) {
      const guild = await guildOf(space);
      return guild ? [guild.ownerId] : [];
    },
    async describe(space) {
      const guild = await guildOf(space);
      return guild && { title: guild.name, members: guild.memberCount };
    },
    async listChats(space) {
      const guild = await guildOf(space);
      const channels = guild ? [...guild.channels.cache.values()] : [];
      return channels
        .filter((channel) => channel.isTextBased() && !channel.isVoiceBased())
        .map((channel) => ({
          platformId: channel.id,
          title: `#${channel.name}`,
          kind:
            channel.type === ChannelType.GuildAnnouncement
              ? ('channel' as const)
              : ('group' as const),
        }));
    },
    async missingPermissions({ platformId, isPrivate }) {
      if (isPrivate) return [];
      const channel = await undefinedIfMissing(async () => client()?.channels.fetch(platformId));
      if (!channel || !('guild' in channel)) return ['discord.view'];
      const me = await channel.guild.members.fetchMe();
      const granted = channel.permissionsFor(me);
      const required = channel.isThread()
        ? requiredPermissions.map(
            ([key, flag]) =>
              [key, flag === Flags.SendMessages ? Flags.SendMessagesInThreads : flag] as const,
          )
        : requiredPermissions;
      return required.filter(([, flag]) => !granted.has(flag)).map(([key]) => key);
    },
  };
}
