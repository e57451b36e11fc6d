import type { ChatAddress } from '../delivery/publisher.ts';

/** Powers that a platform gives, read from it at the moment of asking. */
export interface PlatformPermissions {
  /** Whether this user manages this space (Discord: Manage Server; Telegram: administrator or creator). */
  canManage(space: string, user: string): Promise<boolean>;
  /** Ids of the roles that this user has in this space; none where the platform has no such thing. */
  roleIds(space: string, user: string): Promise<readonly string[]>;
  /** Users who manage this space, as far as the platform names them to a bot: not all of them on Discord. */
  managerIds(space: string): Promise<readonly string[]>;
  /** Name and size of a space, for people to recognise it. */
  describe(space: string): Promise<{ title: string; members: number } | undefined>;
  /** The places of a space in which the bot could post: a server's text channels, the chat itself. */
  listChats(space: string): Promise<readonly PlatformChat[]>;
  /** What the bot may not do there but must, as keys of the catalogue `permissions`. */
  missingPermissions(target: ChatAddress): Promise<string[]>;
}

/** Powers on a platform that has no bot: none, and nothing is missing. */
export const noPlatformPermissions: PlatformPermissions = {
  canManage: async () => false,
  roleIds: async () => [],
  managerIds: async () => [],
  describe: async () => undefined,
  listChats: async () => [],
  missingPermissions: async () => [],
};

/** A place of a space as the platform lists it. */
export interface PlatformChat {
  platformId: string;
  title: string;
  kind: 'group' | 'channel';
}
