import type { Platform } from '../../platform.ts';

/** A Discord server or a Telegram chat: what a community is connected to. */
export interface ConnectableSpace {
  platformId: string;
  title: string;
}

/** Who acts and where, as reported by the platform. */
export interface Actor {
  platform: Platform;
  user: { platformId: string; name: string; username?: string; locale?: string };
  chat: {
    platformId: string;
    /** Telegram topic, or empty. */
    threadId: string;
    kind: 'private' | 'group' | 'channel';
    title: string;
    /** Absent in private chats. */
    space?: ConnectableSpace;
  };
  /** Ids of the user's roles in this Discord server. */
  roles: readonly string[];
}
