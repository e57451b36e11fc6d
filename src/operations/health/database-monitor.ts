import type { Clock } from '../../delivery/clock.ts';

/** Whether the store answers, and if not since when (milliseconds since the epoch) and why. */
export type DatabaseState =
  | { isAvailable: true }
  | { isAvailable: false; since: number; reason: string };

/** Milliseconds: how long an answer may take, and how often it is looked while it answers and while it does not. */
const timesMs = { timeout: 2_000, whileUp: 5_000, whileDown: 2_000 } as const;
/** Looks without an answer until nobody waits for one any more: a large piece of work may hold the embedded store for seconds. */
const failuresUntilDown = 3;

export interface DatabaseMonitorOptions {
  /** The least that can be asked of the store. */
  ping(): Promise<unknown>;
  describe(error: unknown): string;
  /** The store answers again. */
  onRecovered?(): void;
  clock: Pick<Clock, 'now' | 'sleep'>;
}

export interface DatabaseMonitor {
  /** As it was found last. */
  state(): DatabaseState;
  /** Whether it did not answer several times in a row: whoever needs it is told at once instead of waiting. */
  isDown(): boolean;
  /** Looks now; answers within two seconds whatever the store does. */
  check(): Promise<DatabaseState>;
  start(): void;
  stop(): Promise<void>;
}

/** Asks the store all the time whether it is there, so that nobody has to find out by waiting. */
export function createDatabaseMonitor({
  ping,
  describe,
  onRecovered = () => undefined,
  clock,
}: DatabaseMonitorOptions): DatabaseMonitor {
  const stopping = new AbortController();
  let state: DatabaseState = { isAvailable: true };
  let failures = 0;
  let asked: Promise<string | undefined> | undefined;
  let looking: Promise<DatabaseState> | undefined;
  let loop: Promise<void> = Promise.resolve();

  /** Why there was no answer, or nothing. A question that is still open is not asked once more. */
  function answer(): Promise<string | undefined> {
    asked ??= ping()
      .then(
        () => undefined,
        (error: unknown) => describe(error),
      )
      .finally(() => {
        asked = undefined;
      });
    return asked;
  }

  async function lookNow(): Promise<DatabaseState> {
    const late = new AbortController();
    const reason = await Promise.race([
      answer(),
      clock
        .sleep(timesMs.timeout, late.signal)
        .then(() => `no answer within ${timesMs.timeout / 1000} seconds`),
    ]);
    late.abort();
    failures = reason === undefined ? 0 : failures + 1;
    if (reason === undefined && !state.isAvailable) onRecovered();
    state =
      reason === undefined
        ? { isAvailable: true }
        : { isAvailable: false, since: state.isAvailable ? clock.now() : state.since, reason };
    return state;
  }

  function check(): Promise<DatabaseState> {
    looking ??= lookNow().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const { isAvailable } = await check();
      await clock.sleep(isAvailable ? timesMs.whileUp : timesMs.whileDown, stopping.signal);
    }
  }

  return {
    state: () => state,
    isDown: () => failures >= failuresUntilDown,
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
