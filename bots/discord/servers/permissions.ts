import { PermissionFlagsBits as Flags, OverwriteType } from 'discord.js';
import { isThread, type Overwrite, type Server, type ServerChannel } from './server.ts';

/** A member of a server; the role of everyone is implied. */
export interface ServerMember {
  id: string;
  roleIds: readonly string[];
}

const everything = ~0n;

const union = (bits: Iterable<string>): bigint => {
  let all = 0n;
  for (const some of bits) all |= BigInt(some);
  return all;
};

/** A member's permissions in a server; all bits for its owner and for administrators. */
export function serverPermissions(
  { id, ownerId, roles }: Pick<Server, 'id' | 'ownerId' | 'roles'>,
  member: ServerMember,
): bigint {
  if (member.id === ownerId) return everything;
  const own = roles.filter((role) => role.id === id || member.roleIds.includes(role.id));
  const granted = union(own.map(({ permissions }) => permissions));
  return granted & Flags.Administrator ? everything : granted;
}

/**
 * A member's permissions in a channel or thread, whose parent decides.
 * Source: Discord, "Permissions", "Permission Hierarchy" and "Threads".
 */
export function channelPermissions(
  server: Server,
  channel: ServerChannel,
  member: ServerMember,
): bigint {
  const base = serverPermissions(server, member);
  if (base === everything) return base;
  const source = isThread(channel)
    ? server.channels.find(({ id }) => id === channel.parentId)
    : channel;
  // A thread whose parent is unknown is hidden.
  if (!source) return 0n;
  const all = source.overwrites ?? [];
  const layers: ((overwrite: Overwrite) => boolean)[] = [
    ({ id }) => id === server.id,
    ({ id, type }) =>
      type === OverwriteType.Role && id !== server.id && member.roleIds.includes(id),
    ({ id, type }) => type === OverwriteType.Member && id === member.id,
  ];
  return layers.reduce((held, isOfLayer) => {
    const layer = all.filter(isOfLayer);
    return (held & ~union(layer.map(({ deny }) => deny))) | union(layer.map(({ allow }) => allow));
  }, base);
}

/** Whether the member may write there now. */
export function canWrite(server: Server, channel: ServerChannel, member: ServerMember): boolean {
  const granted = channelPermissions(server, channel, member);
  const send = isThread(channel) ? Flags.SendMessagesInThreads : Flags.SendMessages;
  const needed = Flags.ViewChannel | send;
  return (granted & needed) === needed && channel.isLocked !== true;
}
