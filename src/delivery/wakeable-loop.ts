import { setImmediate as immediate } from 'node:timers/promises';
import type { Clock } from './clock.ts';

export interface WakeableLoopOptions {
  clock: Pick<Clock, 'sleep'>;
  /** Must not reject. @returns milliseconds until there may be something to do, 0 for at once */
  iterate(): Promise<number>;
  /** The shortest sleep between two iterations, in milliseconds. */
  minSleepMs(): number;
  /** Runs after the last iteration. */
  shutDown(): Promise<void>;
}

/** Iterates until it is stopped, and sleeps in between until it is woken. */
export interface WakeableLoop {
  start(): void;
  /** Ends the present or the next sleep: what happened during an iteration is seen by the next one. */
  wake(): void;
  /** Aborted by `stop`. */
  stopping: AbortSignal;
  /** Resolves after the shutdown, if the loop was started. */
  stop(): Promise<void>;
}

export function createWakeableLoop(options: WakeableLoopOptions): WakeableLoop {
  const { clock, iterate, minSleepMs, shutDown } = options;
  const stopping = new AbortController();
  let wakeSignal = Promise.withResolvers<void>();
  let running: Promise<void> = Promise.resolve();

  async function sleepUntilWoken(ms: number, woken: Promise<void>): Promise<void> {
    const pause = new AbortController();
    const signal = AbortSignal.any([pause.signal, stopping.signal]);
    await Promise.race([woken, clock.sleep(Math.max(ms, minSleepMs()), signal)]);
    pause.abort();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wakeSignal = Promise.withResolvers<void>();
      const woken = wakeSignal.promise;
      const wait = await iterate();
      if (wait > 0) await sleepUntilWoken(wait, woken);
      else await immediate();
    }
    await shutDown();
  }

  return {
    start() {
      running = run();
    },
    wake: () => wakeSignal.resolve(),
    stopping: stopping.signal,
    async stop() {
      stopping.abort();
      wakeSignal.resolve();
      await running;
    },
  };
}
