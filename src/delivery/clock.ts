import { setTimeout as wait } from 'node:timers/promises';

/** The times that delivery goes by. */
export interface Clock {
  /** Milliseconds since the epoch: what stands in the store. Somebody may set this clock while the program runs. */
  now(): number;
  /** Milliseconds of a clock that only goes forward: what pacing goes by. */
  monotonic(): number;
  /** Resolves after so many milliseconds, or when the signal ends it. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clocks, with the program's own idea of the time of day. */
export const machineClock = (now: () => number): Clock => ({
  now,
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
});
