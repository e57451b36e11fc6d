import type { Actor } from '../../playground/stage.ts';
import {
  type Asker,
  inRandomOrder,
  inTurn,
  known,
  knownCount,
  type Next,
  nextRegular,
  stranger,
} from './crowd.ts';
import type { Platform, Round } from './load.ts';

/** What a local platform does with people who come and go. */
interface Door {
  join(actor: Actor): void;
  leave(key: string): void;
}

/** Those who ask in one round; `end` sends away who came for it alone. */
interface Gathered {
  next: Next;
  end(): void;
}

/**
 * Lets those onto a platform who will ask in a round, before any time is taken. The thousand stay from their first
 * round on; strangers go after theirs, so that there are never more people than a round has commands.
 */
export function createGathering(
  platforms: Record<Platform, Door>,
): (round: Pick<Round, 'platform' | 'load' | 'count' | 'seed'>) => Gathered {
  let strangers = 0;
  const thousand: Partial<Record<Platform, readonly Asker[]>> = {};

  function come(platform: Platform, askers: readonly Asker[]): readonly Asker[] {
    for (const { actor } of askers) platforms[platform].join(actor);
    return askers;
  }

  return ({ platform, load, count, seed }) => {
    if (load === 'regulars') return { next: nextRegular, end() {} };
    if (load === 'thousand') {
      thousand[platform] ??= come(
        platform,
        Array.from({ length: knownCount }, (_, index) => known(index)),
      );
      return { next: inRandomOrder(thousand[platform], seed), end() {} };
    }
    const came = come(
      platform,
      Array.from({ length: count }, (_, index) => stranger(strangers + index)),
    );
    strangers += count;
    return {
      next: inTurn(came),
      end() {
        for (const { actor } of came) platforms[platform].leave(actor.key);
      },
    };
  };
}
