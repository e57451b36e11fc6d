import type { Target } from '../delivery/publisher.ts';

/** Powers that a platform gives, read from it at the moment of asking. */
export interface PlatformPowers {
  /** Whether this user manages this space (Discord: Manage Server; Telegram: administrator or creator). */
  manages(space: string, user: string): Promise<boolean>;
  /** Ids of the roles that this user has in this space; none where the platform has no such thing. */
  roles(space: string, user: string): Promise<readonly string[]>;
  /** Users who manage this space, as far as the platform names them to a bot: not all of them on Discord. */
  managers(space: string): Promise<readonly string[]>;
  /** Name and size of a space, for people to recognise it. */
  describe(space: string): Promise<{ title: string; members: number } | undefined>;
  /** The places of a space in which the bot could post: a server's text channels, the chat itself. */
  places(space: string): Promise<readonly PlatformPlace[]>;
  /** What the bot may not do there but must, as keys of the catalogue `permissions`. */
  missing(target: Target): Promise<string[]>;
}

/** Powers on a platform that has no bot: none, and nothing is missing. */
export const powerless: PlatformPowers = {
  manages: async () => false,
  roles: async () => [],
  managers: async () => [],
  describe: async () => undefined,
  places: async () => [],
  missing: async () => [],
};

/** A place of a space as the platform lists it. */
export interface PlatformPlace {
  platformId: string;
  title: string;
  kind: 'group' | 'channel';
}
