import type { ChatAddress } from '../../delivery/publisher.ts';
import type { Platform } from '../../platform.ts';

/** What a platform says about permissions, read live. A space is a Discord server or a Telegram chat. */
export interface PlatformPermissions {
  /** Whether a user manages a space (Discord: Manage Server; Telegram: administrator or creator). */
  canManage(space: string, user: string): Promise<boolean>;
  /** Ids of a user's roles in a space; empty on platforms without roles. */
  roleIds(space: string, user: string): Promise<readonly string[]>;
  /** Users who manage a space, as far as the platform tells a bot: Discord does not name all of them. */
  managerIds(space: string): Promise<readonly string[]>;
  describe(space: string): Promise<SpaceDescription | undefined>;
  /** Chats of a space in which the bot could post: a server's text channels, or the chat itself. */
  listChats(space: string): Promise<readonly PlatformChat[]>;
  /**
   * Where a person opens the private chat that the bot may not begin; undefined where it may.
   * @param payload what the bot is told then, 1 to 64 of A-Z, a-z, 0-9, - and _
   */
  privateChatUrl(payload?: string): string | undefined;
  /** Where a person sends what {@link privateChatUrl} opens to a chat of theirs, with a text; undefined as there. */
  shareUrl(payload: string, text: string): string | undefined;
  /** The bot's inline mode; undefined on platforms without one. */
  inlineMode(): Promise<InlineMode | undefined>;
  /** Permissions that the bot needs there and lacks, as keys of the catalogue `permissions`. */
  missingPermissions(target: ChatAddress): Promise<string[]>;
  /** Everything that could be set up for the bot there, and whether it is. */
  describeSetup(target: ChatAddress): Promise<SetupItem[]>;
  /** The right to keep events in the list that a space has of its own; undefined where it has none, or is hidden. */
  describeServerEvents(space: string): Promise<SetupItem | undefined>;
}

/** What the bot has of a platform's inline mode: people write its name in any chat and choose what to send there. */
export interface InlineMode {
  /** How they write its name; undefined without a bot, or when the platform does not answer. */
  botName: string | undefined;
  /** Whether the bot's owner turned it on; undefined when that is unknown. */
  isSwitchedOn: boolean | undefined;
}

/** A space as the platform describes it. */
export interface SpaceDescription {
  title: string;
  members: number;
  /** Telegram's own community of the chat. It says nothing about rights. */
  platformCommunityId?: string | undefined;
}

/** A permission or a switch. */
export interface SetupItem {
  /** Key of the catalogue `permissions` if it is needed to post, otherwise of `setup.gains`. */
  key: string;
  isNeeded: boolean;
  isOn: boolean;
  /** Where an admin of the chat gives it, if there is such an address. */
  url?: string;
}

export type PlatformPermissionsByPlatform = Readonly<Record<Platform, PlatformPermissions>>;

/** For a platform without a bot: nobody has platform permissions, and the bot lacks none. */
export const noPlatformPermissions: PlatformPermissions = {
  canManage: async () => false,
  roleIds: async () => [],
  managerIds: async () => [],
  describe: async () => undefined,
  listChats: async () => [],
  privateChatUrl: () => undefined,
  shareUrl: () => undefined,
  inlineMode: async () => undefined,
  missingPermissions: async () => [],
  describeSetup: async () => [],
  describeServerEvents: async () => undefined,
};

/** A chat of a space as the platform lists it. */
export interface PlatformChat {
  platformId: string;
  title: string;
  kind: 'group' | 'channel';
}
