import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Milliseconds until work is tried again, doubled each time up to the longest. */
const backoff = { first: 1_000, longest: 60_000 } as const;
/** Tries of work that fails while everything else works. */
const maxAttempts = 5;

export interface LatestRetrierOptions {
  /** Whether the store answers, as far as is known. */
  isDatabaseAvailable(): boolean;
  describe(error: unknown): string;
  log: Pick<Logger, 'error' | 'warn'>;
  sleep?(ms: number, signal: AbortSignal): Promise<unknown>;
}

/** Work that the platform tells of once and never again, kept here until it is done. */
export interface LatestRetrier {
  /**
   * Does it, and again while it fails; newer work of the same name takes its place.
   * Resolves when it is done or has failed for the first time; never rejects.
   */
  retryLatest(name: string, work: () => Promise<void>): Promise<void>;
  stop(): void;
}

export function createLatestRetrier({
  isDatabaseAvailable,
  describe,
  log,
  sleep: pause = (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
}: LatestRetrierOptions): LatestRetrier {
  const stopping = new AbortController();
  const { signal } = stopping;
  const newest = new Map<string, () => Promise<void>>();
  const running = new Set<string>();

  async function run(name: string, tried: () => void): Promise<void> {
    let wait: number = backoff.first;
    let tries = 0;
    for (let work = newest.get(name); work && !signal.aborted; work = newest.get(name)) {
      try {
        await work();
        if (newest.get(name) === work) newest.delete(name);
        wait = backoff.first;
      } catch (error) {
        if (isDatabaseAvailable()) tries += 1;
        if (tries >= maxAttempts) {
          log.error({ problem: describe(error), work: name }, 'a server event failed');
          newest.delete(name);
          return;
        }
        log.warn({ problem: describe(error), work: name }, 'a server event is tried again');
        tried();
        await pause(wait, signal);
        wait = Math.min(wait * 2, backoff.longest);
      }
    }
  }

  return {
    async retryLatest(name, work) {
      newest.set(name, work);
      if (running.has(name)) return;
      running.add(name);
      const { promise: tried, resolve } = Promise.withResolvers<void>();
      void run(name, resolve).finally(() => {
        running.delete(name);
        resolve();
      });
      await tried;
    },
    stop: () => stopping.abort(),
  };
}
