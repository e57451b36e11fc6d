import {
  ChannelType,
  type Client,
  DiscordAPIError,
  PermissionFlagsBits as Flags,
} from 'discord.js';
import type { PlatformPermissions } from '../../../src/context/platform-permissions.ts';

async function undefinedIfMissing<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DiscordAPIError && [403, 404].includes(error.status)) return undefined;
    throw error;
  }
}

/** What posting a briefing or an alert needs in a channel. */
const needed = [
  ['discord.view', Flags.ViewChannel],
  ['discord.send', Flags.SendMessages],
  ['discord.embed', Flags.EmbedLinks],
  // A correction answers the copy that it corrects, and a copy in doubt is looked for.
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
    // Its members are listed to bots with a privileged intent alone; the owner is named to all.
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
      const mine = channel.permissionsFor(me);
      const all = channel.isThread()
        ? needed.map(
            ([key, flag]) =>
              [key, flag === Flags.SendMessages ? Flags.SendMessagesInThreads : flag] as const,
          )
        : needed;
      return all.filter(([, flag]) => !mine.has(flag)).map(([key]) => key);
    },
  };
}
