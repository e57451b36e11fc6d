import type { PlatformPowers } from '../../src/communities/powers.ts';

/** A platform on which nobody manages anything, and nothing is missing. */
export const powerless: PlatformPowers = {
  manages: async () => false,
  roles: async () => [],
  managers: async () => [],
  describe: async () => undefined,
  places: async () => [],
  missing: async () => [],
};
