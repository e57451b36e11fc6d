import type { Target } from '../delivery/publisher.ts';

/** Powers that a platform gives, read from it at the moment of asking. */
export interface PlatformPowers {
  /** Whether this user manages this space (Discord: Manage Server; Telegram: administrator or creator). */
  manages(space: string, user: string): Promise<boolean>;
  /** Name and size of a space, for people to recognise it. */
  describe(space: string): Promise<{ title: string; members: number } | undefined>;
  /** What the bot may not do there but must, as keys of the catalogue `permissions`. */
  missing(target: Target): Promise<string[]>;
}
