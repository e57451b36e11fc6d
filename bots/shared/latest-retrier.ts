import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createBackoff } from './backoff.ts';

const backoffLimits = { first: 1_000, longest: 60_000 } as const;
/** Attempts while the database is available. */
const maxAttempts = 5;

export interface LatestRetrierOptions {
  isDatabaseAvailable(): boolean;
  /** The error's text without any secret. */
  describeError(error: unknown): string;
  log: Pick<Logger, 'error' | 'warn'>;
  sleep?(ms: number, signal: AbortSignal): Promise<unknown>;
}

/** Retries the handling of events that the platform sends only once. */
export interface LatestRetrier {
  /**
   * Runs the work and retries it while it fails; newer work of the same name replaces it.
   * Resolves when it succeeded or failed for the first time; never rejects.
   */
  retryLatest(name: string, work: () => Promise<void>): Promise<void>;
  stop(): void;
}

export function createLatestRetrier({
  isDatabaseAvailable,
  describeError,
  log,
  sleep: pause = (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
}: LatestRetrierOptions): LatestRetrier {
  const stopping = new AbortController();
  const { signal } = stopping;
  const newest = new Map<string, () => Promise<void>>();
  const running = new Set<string>();

  async function run(name: string, onFirstFailure: () => void): Promise<void> {
    const backoff = createBackoff(backoffLimits);
    let attempts = 0;
    for (let work = newest.get(name); work && !signal.aborted; work = newest.get(name)) {
      try {
        await work();
        if (newest.get(name) === work) newest.delete(name);
        backoff.reset();
      } catch (error) {
        if (isDatabaseAvailable()) attempts += 1;
        const details = { problem: describeError(error), work: name, attempts };
        if (attempts >= maxAttempts) {
          log.error(
            { event: 'bot.platform_event_failed', ...details },
            'platform event failed, giving up',
          );
          newest.delete(name);
          return;
        }
        log.warn(
          { event: 'bot.platform_event_retried', ...details },
          'platform event failed, retrying',
        );
        onFirstFailure();
        await pause(backoff.next(), signal);
      }
    }
  }

  return {
    async retryLatest(name, work) {
      newest.set(name, work);
      if (running.has(name)) return;
      running.add(name);
      const { promise: firstAttempt, resolve } = Promise.withResolvers<void>();
      void run(name, resolve).finally(() => {
        running.delete(name);
        resolve();
      });
      await firstAttempt;
    },
    stop: () => stopping.abort(),
  };
}
