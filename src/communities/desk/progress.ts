import type { Logger } from 'pino';
import type { Desk } from '../../delivery/desk.ts';
import type { Status } from '../../delivery/status.ts';
import type { Said } from '../../kit/invocation.ts';
import type { Message } from '../../message/message.ts';

/**
 * Milliseconds between two changes of the same message: the first comes soon, then slower the longer it takes, so
 * that watching stays far within both platforms' limits for edits.
 */
const pauses = [1_000, 3_000, 4_000, 4_000, 6_000, 10_000, 15_000] as const;
/** How long a message is kept up to date, in milliseconds. Discord lets a private answer be changed for 15 minutes. */
const followedMs = 13 * 60_000;

/** Keeps a message up to date while something is sent. */
export interface Progress {
  /**
   * Changes what was said as the publication goes on, until it is over; the last change has the final numbers.
   * Returns at once. After a restart nobody changes it: its button does.
   */
  follow(publicationId: string, said: Said, compose: (status: Status) => Message): void;
  stop(): Promise<void>;
}

export interface ProgressParts {
  desk: Pick<Desk, 'status'>;
  log: Pick<Logger, 'warn'>;
  /** Resolves after so many milliseconds, or when the signal says so. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export function createProgress({ desk, log, sleep }: ProgressParts): Progress {
  const stopping = new AbortController();
  const following = new Set<Promise<void>>();

  async function watch(id: string, said: Said, compose: (status: Status) => Message) {
    let last = '';
    let passed = 0;
    for (let turn = 0; passed < followedMs; turn += 1) {
      const pause = pauses[Math.min(turn, pauses.length - 1)] ?? followedMs;
      await sleep(pause, stopping.signal);
      if (stopping.signal.aborted) return;
      passed += pause;
      const status = await desk.status(id);
      if (!status) return;
      const message = compose(status);
      const written = JSON.stringify(message);
      // A platform refuses an edit that changes nothing.
      if (written !== last) await said.update(message);
      last = written;
      if (status.isDone) return;
    }
  }

  return {
    follow(id, said, compose) {
      const work = watch(id, said, compose)
        .catch((error: unknown) => log.warn({ err: error }, 'progress is no longer shown'))
        .finally(() => following.delete(work));
      following.add(work);
    },
    async stop() {
      stopping.abort();
      await Promise.all(following);
    },
  };
}
