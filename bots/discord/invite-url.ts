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
  applicationId === '' ? '' : authorizeUrl(applicationId, permissions);

const authorizeUrl = (applicationId: string, asked: bigint): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${asked}`;

/**
 * Where a server that the bot is in gives it the right to create server events too, which only communities need that
 * want them. Those of its own it may then change and delete. Source: Discord, "Guild Scheduled Event Permissions
 * Requirements".
 */
export const discordServerEventsUrl = (applicationId: string, serverId: string): string =>
  `${authorizeUrl(applicationId, permissions | Flags.CreateEvents)}&guild_id=${serverId}&disable_guild_select=true`;
