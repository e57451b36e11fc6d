import type { Clock } from '../../delivery/clock.ts';
import type { HealthProblem } from './health-report.ts';
import { createPollingLoop } from './polling-loop.ts';

/** Milliseconds; `raiseAfter` and `clearAfter` say how long a state lasts before it is notified. */
const timesMs = { poll: 15_000, raiseAfter: 300_000, clearAfter: 60_000 } as const;

export type HealthNotice =
  | { status: 'bad'; since: number; problems: readonly HealthProblem[] }
  | { status: 'good'; since: number; until: number };

export interface AlarmOptions {
  /** Current problems. */
  findProblems(): Promise<readonly HealthProblem[]>;
  /** Accounts as `platform:id`. */
  operators: readonly string[];
  /** Notifies one operator. Never rejects. @returns false when it must be tried again */
  notify(operator: string, notice: HealthNotice): Promise<boolean>;
  clock: Pick<Clock, 'now' | 'sleep'>;
}

export interface Alarm {
  /** Checks once; `start` does so every 15 seconds. */
  check(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Notifies the operators once when health stays bad and once when it is good again. Needs no database. */
export function createAlarm({ findProblems, operators, notify, clock }: AlarmOptions): Alarm {
  const notified = new Set<string>();
  let badSince: number | undefined;
  let goodSince: number | undefined;

  async function notifyAll(to: readonly string[], notice: HealthNotice): Promise<string[]> {
    const done = await Promise.all(
      to.map(async (one) => ((await notify(one, notice)) ? [one] : [])),
    );
    return done.flat();
  }

  async function check(): Promise<void> {
    const found = await findProblems();
    if (found.length > 0) {
      badSince ??= clock.now();
      goodSince = undefined;
      if (clock.now() - badSince < timesMs.raiseAfter) return;
      const notice: HealthNotice = { status: 'bad', since: badSince, problems: found };
      const missing = operators.filter((one) => !notified.has(one));
      for (const one of await notifyAll(missing, notice)) notified.add(one);
      return;
    }
    goodSince ??= clock.now();
    if (badSince === undefined || clock.now() - goodSince < timesMs.clearAfter) return;
    const notice: HealthNotice = { status: 'good', since: badSince, until: goodSince };
    for (const one of await notifyAll([...notified], notice)) notified.delete(one);
    if (notified.size === 0) badSince = undefined;
  }

  return {
    check,
    ...createPollingLoop(clock, async () => {
      await check().catch(() => undefined);
      return timesMs.poll;
    }),
  };
}
