import type { Logger } from 'pino';
import type { ProgressFollower } from '../context/progress-follower.ts';
import type { DeliveryAdmin } from '../delivery/admin/admin.ts';
import type { PublicationProgress } from '../delivery/admin/progress.ts';
import type { SentMessage } from '../kit/define/reply.ts';
import type { Message } from '../message/message.ts';

/**
 * Milliseconds between two changes of the same message: the first comes soon, then slower the longer it takes, so
 * that watching stays far within both platforms' limits for edits.
 */
const updateIntervals = [1_000, 3_000, 4_000, 4_000, 6_000, 10_000, 15_000] as const;
/** How long a message is kept up to date, in milliseconds. Discord lets a private answer be changed for 15 minutes. */
const maxFollowMs = 13 * 60_000;

/** {@link ProgressFollower} that can be stopped with the process. */
export interface LiveProgress extends ProgressFollower {
  stop(): Promise<void>;
}

export interface LiveProgressOptions {
  admin: Pick<DeliveryAdmin, 'progress'>;
  log: Pick<Logger, 'warn'>;
  /** Resolves after so many milliseconds, or when the signal says so. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export function createLiveProgress({ admin, log, sleep }: LiveProgressOptions): LiveProgress {
  const stopping = new AbortController();
  const following = new Set<Promise<void>>();

  async function updateUntilDone(
    id: string,
    said: SentMessage,
    compose: (status: PublicationProgress) => Message,
  ) {
    let last = '';
    let passed = 0;
    for (let turn = 0; passed < maxFollowMs; turn += 1) {
      const pause = updateIntervals[Math.min(turn, updateIntervals.length - 1)] ?? maxFollowMs;
      await sleep(pause, stopping.signal);
      if (stopping.signal.aborted) return;
      passed += pause;
      const status = await admin.progress(id);
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
      const work = updateUntilDone(id, said, compose)
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
