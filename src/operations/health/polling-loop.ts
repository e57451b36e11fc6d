import type { Clock } from '../../delivery/clock.ts';

export interface PollingLoop {
  start(): void;
  /** Resolves once the current step has ended. */
  stop(): Promise<void>;
}

/**
 * Repeats a step until it is stopped.
 * @param step must not reject; resolves with the milliseconds until the next one
 */
export function createPollingLoop(
  clock: Pick<Clock, 'sleep'>,
  step: () => Promise<number>,
): PollingLoop {
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await clock.sleep(await step(), stopping.signal);
  }
  return {
    start() {
      loop = run();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
