import { throwApiError } from '../errors.ts';
import { computePermissions, directPermissions, permission } from './permissions.ts';
import type { Channel, Guild, Message, State } from './state.ts';

/** A user's permissions in a server or channel; 0 for non-members. */
export function memberPermissions(
  guild: Guild,
  userId: string,
  overwrites: Channel['overwrites'] = [],
): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  return computePermissions(
    {
      userId,
      isOwner: guild.ownerId === userId,
      everyoneId: guild.id,
      roles: guild.roles.filter((role) => role.id === guild.id || member.roleIds.includes(role.id)),
    },
    overwrites,
  );
}

/** A user's permissions in a channel; a thread has those of its parent. */
export function channelPermissions(state: State, channel: Channel, userId: string): bigint {
  if (channel.guildId === undefined) {
    const here = channel.recipientId === userId || userId === state.bot.id;
    return here ? directPermissions : 0n;
  }
  const guild = state.guilds.get(channel.guildId);
  if (!guild) return 0n;
  const parent = channel.parentId === undefined ? channel : state.channels.get(channel.parentId);
  return memberPermissions(guild, userId, (parent ?? channel).overwrites);
}

/** In a thread, writing is a permission of its own. */
export const sendPermission = (channel: Channel) =>
  channel.parentId === undefined ? permission.sendMessages : permission.sendMessagesInThreads;

export function canView(state: State, channel: Channel, userId: string): boolean {
  return (channelPermissions(state, channel, userId) & permission.viewChannel) !== 0n;
}

export function canSend(state: State, channel: Channel, userId: string): boolean {
  if (!canView(state, channel, userId) || channel.locked) return false;
  return (channelPermissions(state, channel, userId) & sendPermission(channel)) !== 0n;
}

export function isBotInGuild(state: State, guildId: string): boolean {
  return state.guilds.get(guildId)?.members.has(state.bot.id) ?? false;
}

/** The channel that a bot names in a path: 10003 when there is none, 50001 when the bot cannot see it. */
export function requireVisibleChannel(state: State, id: string): Channel {
  const channel = state.channels.get(id) ?? throwApiError('unknownChannel');
  if (!canView(state, channel, state.bot.id)) throwApiError('missingAccess');
  return channel;
}

export function requireGuild(state: State, id: string): Guild {
  const guild = state.guilds.get(id);
  if (!guild?.members.has(state.bot.id)) return throwApiError('unknownGuild');
  return guild;
}

/** A message that a bot names in a path; what only one person sees is not there for the bot. */
export function requireMessage(state: State, channel: Channel, id: string): Message {
  const message = findMessage(state, channel.id, id);
  return message && message.ephemeralFor === undefined ? message : throwApiError('unknownMessage');
}

export function findMessage(state: State, channelId: string, id: string): Message | undefined {
  return state.messages.get(channelId)?.find((one) => one.id === id);
}

/** 50013 unless the bot holds all of these in the channel. */
export function requireBotPermissions(state: State, channel: Channel, ...needed: bigint[]): void {
  const held = channelPermissions(state, channel, state.bot.id);
  if (needed.some((bit) => (held & bit) !== bit)) throwApiError('missingPermissions');
}
