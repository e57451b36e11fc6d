import type { LocalActor } from '../../../playground/driver/world-setup.ts';
import type { Platform } from '../../../src/platform.ts';
import type { Round } from './load-generator.ts';
import {
  inRandomOrder,
  inSequence,
  type LoadUser,
  type NextUser,
  newUser,
  nextRegular,
  returningUser,
  returningUserCount,
} from './user-pools.ts';

/** What a local platform does with people who come and go. */
interface UserRegistry {
  addPerson(actor: LocalActor): void;
  removePerson(key: string): void;
}

/** Those who ask in one round; `end` sends away who came for it alone. */
interface RoundUsers {
  next: NextUser;
  end(): void;
}

/**
 * Lets those onto a platform who will ask in a round, before any time is taken. The thousand stay from their first
 * round on; strangers go after theirs, so that there are never more people than a round has commands.
 */
export function createUserArrivals(
  platforms: Record<Platform, UserRegistry>,
): (round: Pick<Round, 'platform' | 'load' | 'count' | 'seed'>) => RoundUsers {
  let strangers = 0;
  const thousand: Partial<Record<Platform, readonly LoadUser[]>> = {};

  function come(platform: Platform, askers: readonly LoadUser[]): readonly LoadUser[] {
    for (const { actor } of askers) platforms[platform].addPerson(actor);
    return askers;
  }

  return ({ platform, load, count, seed }) => {
    if (load === 'regulars') return { next: nextRegular, end() {} };
    if (load === 'thousand') {
      thousand[platform] ??= come(
        platform,
        Array.from({ length: returningUserCount }, (_, index) => returningUser(index)),
      );
      return { next: inRandomOrder(thousand[platform], seed), end() {} };
    }
    const came = come(
      platform,
      Array.from({ length: count }, (_, index) => newUser(strangers + index)),
    );
    strangers += count;
    return {
      next: inSequence(came),
      end() {
        for (const { actor } of came) platforms[platform].removePerson(actor.key);
      },
    };
  };
}
