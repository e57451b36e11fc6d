import type { Clock } from '../delivery/clock.ts';
import type { Trouble } from './health.ts';

/** Milliseconds: how often it is looked, how long health is bad until it is told, and good until that is. */
const times = { every: 15_000, bad: 300_000, good: 60_000 } as const;

/** What an operator is told. */
export type News =
  | { is: 'bad'; since: number; troubles: readonly Trouble[] }
  | { is: 'good'; since: number; until: number };

export interface AlarmParts {
  /** Everything that is wrong now. */
  troubles(): Promise<readonly Trouble[]>;
  /** Accounts of those who operate the program. */
  operators: readonly string[];
  /** Tells one. Never rejects. @returns whether it is done: told, or never to be told */
  tell(operator: string, news: News): Promise<boolean>;
  clock: Pick<Clock, 'now' | 'sleep'>;
}

export interface Alarm {
  /** Looks once. */
  look(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Tells the operators once when health stays bad, and once when it is good again. It needs no store. */
export function createAlarm({ troubles, operators, tell, clock }: AlarmParts): Alarm {
  const stopping = new AbortController();
  const told = new Set<string>();
  let badSince: number | undefined;
  let goodSince: number | undefined;
  let loop: Promise<void> = Promise.resolve();

  async function tellAll(to: readonly string[], news: News): Promise<string[]> {
    const done = await Promise.all(to.map(async (one) => ((await tell(one, news)) ? [one] : [])));
    return done.flat();
  }

  async function look(): Promise<void> {
    const found = await troubles();
    if (found.length > 0) {
      badSince ??= clock.now();
      goodSince = undefined;
      if (clock.now() - badSince < times.bad) return;
      const news: News = { is: 'bad', since: badSince, troubles: found };
      const missing = operators.filter((one) => !told.has(one));
      for (const one of await tellAll(missing, news)) told.add(one);
      return;
    }
    goodSince ??= clock.now();
    if (badSince === undefined || clock.now() - goodSince < times.good) return;
    const news: News = { is: 'good', since: badSince, until: goodSince };
    for (const one of await tellAll([...told], news)) told.delete(one);
    if (told.size === 0) badSince = undefined;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch(() => undefined);
      await clock.sleep(times.every, stopping.signal);
    }
  }
  return {
    look,
    start() {
      loop = run();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
