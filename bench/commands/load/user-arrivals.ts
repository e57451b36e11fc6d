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

/** Adds and removes people of a local platform. */
interface UserRegistry {
  addPerson(actor: LocalActor): void;
  removePerson(key: string): void;
}

/** People of one round; `end` removes those who came only for it. */
interface RoundUsers {
  next: NextUser;
  end(): void;
}

/**
 * Adds the people of a round to a platform before time is measured. The thousand stay after their first round; new
 * people leave after theirs, so that there are never more people than commands in a round.
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
