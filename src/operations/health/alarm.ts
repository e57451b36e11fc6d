import type { Clock } from '../../delivery/clock.ts';
import type { HealthProblem } from './health-report.ts';

/** Milliseconds: how often it is looked, how long health is bad until it is told, and good until that is. */
const timesMs = { poll: 15_000, raiseAfter: 300_000, clearAfter: 60_000 } as const;

/** What an operator is told. */
export type HealthNotice =
  | { status: 'bad'; since: number; problems: readonly HealthProblem[] }
  | { status: 'good'; since: number; until: number };

export interface AlarmOptions {
  /** Everything that is wrong now. */
  findProblems(): Promise<readonly HealthProblem[]>;
  /** Accounts of those who operate the program. */
  operators: readonly string[];
  /** Tells one. Never rejects. @returns whether it is done: told, or never to be told */
  notify(operator: string, news: HealthNotice): Promise<boolean>;
  clock: Pick<Clock, 'now' | 'sleep'>;
}

export interface Alarm {
  /** Looks once. */
  check(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Tells the operators once when health stays bad, and once when it is good again. It needs no store. */
export function createAlarm({ findProblems, operators, notify, clock }: AlarmOptions): Alarm {
  const stopping = new AbortController();
  const notified = new Set<string>();
  let badSince: number | undefined;
  let goodSince: number | undefined;
  let loop: Promise<void> = Promise.resolve();

  async function notifyAll(to: readonly string[], news: HealthNotice): Promise<string[]> {
    const done = await Promise.all(to.map(async (one) => ((await notify(one, news)) ? [one] : [])));
    return done.flat();
  }

  async function check(): Promise<void> {
    const found = await findProblems();
    if (found.length > 0) {
      badSince ??= clock.now();
      goodSince = undefined;
      if (clock.now() - badSince < timesMs.raiseAfter) return;
      const news: HealthNotice = { status: 'bad', since: badSince, problems: found };
      const missing = operators.filter((one) => !notified.has(one));
      for (const one of await notifyAll(missing, news)) notified.add(one);
      return;
    }
    goodSince ??= clock.now();
    if (badSince === undefined || clock.now() - goodSince < timesMs.clearAfter) return;
    const news: HealthNotice = { status: 'good', since: badSince, until: goodSince };
    for (const one of await notifyAll([...notified], news)) notified.delete(one);
    if (notified.size === 0) badSince = undefined;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await check().catch(() => undefined);
      await clock.sleep(timesMs.poll, stopping.signal);
    }
  }
  return {
    check,
    start() {
      loop = run();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
