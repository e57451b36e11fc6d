/** The permission bits that this local Discord knows, by Discord's names. */
export const permission = {
  kickMembers: 1n << 1n,
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useExternalEmojis: 1n << 18n,
  changeNickname: 1n << 26n,
  manageRoles: 1n << 28n,
  useApplicationCommands: 1n << 31n,
  manageEvents: 1n << 33n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
  createEvents: 1n << 44n,
  pinMessages: 1n << 51n,
  bypassSlowmode: 1n << 52n,
} as const;

const union = (...bits: bigint[]) => bits.reduce((all, bit) => all | bit, 0n);

const everyPermission = union(...Object.values(permission));

/** What everyone in a new server may do. */
export const everyonePermissions = union(
  permission.addReactions,
  permission.viewChannel,
  permission.sendMessages,
  permission.embedLinks,
  permission.attachFiles,
  permission.readMessageHistory,
  permission.useExternalEmojis,
  permission.changeNickname,
  permission.useApplicationCommands,
  permission.createPublicThreads,
  permission.sendMessagesInThreads,
);

/** The people with Manage Server, short of Administrator. */
export const managerPermissions = union(
  everyonePermissions,
  permission.kickMembers,
  permission.manageChannels,
  permission.manageGuild,
  permission.manageMessages,
  permission.pinMessages,
  permission.createEvents,
  permission.manageEvents,
  permission.bypassSlowmode,
  permission.mentionEveryone,
  permission.manageRoles,
  permission.manageThreads,
);

/** What a server gives the bot on invitation; not Mention Everyone. */
export const botPermissions = union(everyonePermissions, permission.manageMessages);

/** In a private chat with a bot. */
export const directPermissions = union(
  permission.addReactions,
  permission.viewChannel,
  permission.sendMessages,
  permission.embedLinks,
  permission.attachFiles,
  permission.readMessageHistory,
  permission.mentionEveryone,
  permission.useExternalEmojis,
  permission.useApplicationCommands,
);

export interface Overwrite {
  id: string;
  /** 0 a role, 1 a member. */
  type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

export interface PermissionSubject {
  userId: string;
  isOwner: boolean;
  /** The server's id: the role of everyone. */
  everyoneId: string;
  roles: readonly { id: string; permissions: bigint }[];
}

/** Discord's algorithm: roles first, then the channel's overwrites for everyone, for roles, for the member. */
export function computePermissions(
  subject: PermissionSubject,
  overwrites: readonly Overwrite[] = [],
): bigint {
  const base = union(...subject.roles.map((role) => role.permissions));
  if (subject.isOwner || base & permission.administrator) return everyPermission;
  const roleIds = new Set(subject.roles.map((role) => role.id));
  const layers = [
    overwrites.filter((one) => one.id === subject.everyoneId),
    overwrites.filter(
      (one) => one.type === 0 && one.id !== subject.everyoneId && roleIds.has(one.id),
    ),
    overwrites.filter((one) => one.type === 1 && one.id === subject.userId),
  ];
  return layers.reduce((held, layer) => {
    const denied = union(...layer.map((one) => one.deny));
    const allowed = union(...layer.map((one) => one.allow));
    return (held & ~denied) | allowed;
  }, base);
}
