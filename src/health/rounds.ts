/** Failures in a row from which on something is wrong, and how long one may stand without a success, in milliseconds. */
const bad = { failures: 3, lasting: 300_000 } as const;
/** How long a failure counts of a worker that tells of failures alone, in milliseconds. */
const fadesAfter = 60_000;

/** A worker whose rounds keep failing. */
export interface Failing {
  worker: string;
  /** Milliseconds since the epoch. */
  since: number;
  reason: string;
}

export interface Rounds {
  /** How a round ended: with what it failed, or well. */
  ended(worker: string, error?: unknown): void;
  /** Something failed where nothing tells of success. */
  stumbled(worker: string, error: unknown): void;
  failing(): Failing[];
}

interface Account {
  failures: number;
  since: number;
  last: number;
  reason: string;
  fades: boolean;
}

/** Keeps account of the workers' rounds. One that fails now and then is well, one that keeps failing is not. */
export function createRounds(now: () => number, reasonOf: (error: unknown) => string): Rounds {
  const accounts = new Map<string, Account>();

  function fail(worker: string, error: unknown, fades: boolean): void {
    const before = accounts.get(worker);
    const isOver = before?.fades && now() - before.last > fadesAfter;
    const { failures, since } = (!isOver && before) || { failures: 0, since: now() };
    const reason = reasonOf(error);
    accounts.set(worker, { failures: failures + 1, since, last: now(), reason, fades });
  }

  return {
    ended(worker, error) {
      if (error === undefined) accounts.delete(worker);
      else fail(worker, error, false);
    },
    stumbled: (worker, error) => fail(worker, error, true),
    failing: () =>
      [...accounts].flatMap(([worker, { failures, since, last, reason, fades }]) => {
        if (fades && now() - last > fadesAfter) return [];
        const isBad = failures >= bad.failures || now() - since >= bad.lasting;
        return isBad ? [{ worker, since, reason }] : [];
      }),
  };
}
