/** Misses that count against guessing: a person who types badly has enough, a program that guesses has not. */
export const guessLimits = { misses: 30, windowMs: 10 * 60_000, addresses: 5_000 } as const;

/** Counts the codes that were not found, by who asked, in the memory of this process. */
export interface GuessCounter {
  /** Whether somebody has to wait. */
  isOver(who: string, now: number): boolean;
  miss(who: string, now: number): void;
}

export function createGuessCounter(): GuessCounter {
  const misses = new Map<string, { count: number; since: number }>();
  const current = (who: string, now: number) => {
    const found = misses.get(who);
    return found && now - found.since < guessLimits.windowMs ? found : undefined;
  };
  return {
    isOver: (who, now) => (current(who, now)?.count ?? 0) >= guessLimits.misses,
    miss(who, now) {
      const found = current(who, now) ?? { count: 0, since: now };
      misses.delete(who);
      misses.set(who, { ...found, count: found.count + 1 });
      const [oldest] = misses.keys();
      if (misses.size > guessLimits.addresses && oldest !== undefined) misses.delete(oldest);
    },
  };
}
