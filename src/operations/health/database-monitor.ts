import type { Clock } from '../../delivery/clock.ts';
import { createPollingLoop } from './polling-loop.ts';

/** `since` is in milliseconds since the epoch. */
export type DatabaseState =
  | { isAvailable: true }
  | { isAvailable: false; since: number; reason: string };

/** Milliseconds: the timeout of a ping, and the interval between pings. */
const timesMs = { timeout: 2_000, whileUp: 5_000, whileDown: 2_000 } as const;
/** Failed pings in a row until it counts as down: a large query may hold the embedded database for seconds. */
const failuresUntilDown = 3;

export interface DatabaseMonitorOptions {
  ping(): Promise<unknown>;
  describe(error: unknown): string;
  onRecovered?(): void;
  clock: Pick<Clock, 'now' | 'sleep'>;
}

export interface DatabaseMonitor {
  /** The result of the last check. */
  state(): DatabaseState;
  /** Whether several pings failed in a row, so that commands fail at once instead of waiting. */
  isDown(): boolean;
  /** Pings now; resolves within two seconds. */
  check(): Promise<DatabaseState>;
  start(): void;
  stop(): Promise<void>;
}

/** Pings the database regularly. */
export function createDatabaseMonitor({
  ping,
  describe,
  onRecovered = () => undefined,
  clock,
}: DatabaseMonitorOptions): DatabaseMonitor {
  let state: DatabaseState = { isAvailable: true };
  let failures = 0;
  let pending: Promise<string | undefined> | undefined;
  let checking: Promise<DatabaseState> | undefined;

  /** The reason of a failed ping. A ping that is still open is not repeated. */
  function failureReason(): Promise<string | undefined> {
    pending ??= ping()
      .then(
        () => undefined,
        (error: unknown) => describe(error),
      )
      .finally(() => {
        pending = undefined;
      });
    return pending;
  }

  async function checkNow(): Promise<DatabaseState> {
    const late = new AbortController();
    const reason = await Promise.race([
      failureReason(),
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
    checking ??= checkNow().finally(() => {
      checking = undefined;
    });
    return checking;
  }

  return {
    state: () => state,
    isDown: () => failures >= failuresUntilDown,
    check,
    ...createPollingLoop(clock, async () => {
      const { isAvailable } = await check();
      return isAvailable ? timesMs.whileUp : timesMs.whileDown;
    }),
  };
}
