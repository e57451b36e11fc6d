import { PermissionFlagsBits as Flags } from 'discord.js';

/** What the bot is asked for when it is added: what publishing needs, and what only some commands need. */
const permissions = [
  Flags.ViewChannel,
  Flags.SendMessages,
  Flags.SendMessagesInThreads,
  Flags.EmbedLinks,
  Flags.AttachFiles,
  Flags.ReadMessageHistory,
  // Boards. Manage Messages no longer suffices. Source: Discord, "Permissions".
  Flags.PinMessages,
].reduce((all, flag) => all | flag, 0n);

/** The address at which people add the bot to a server; empty while the application is unknown. */
export const discordInviteUrl = (applicationId: string): string =>
  applicationId === ''
    ? ''
    : `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${permissions}`;
