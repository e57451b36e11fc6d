import type { Logger } from 'pino';
import type { ProgressFollower } from '../context/progress-follower.ts';
import type { DeliveryAdmin } from '../delivery/admin/admin.ts';
import type { PublicationProgress } from '../delivery/admin/progress.ts';
import type { SentMessage } from '../kit/define/reply.ts';
import type { Message } from '../message/message.ts';

/** Milliseconds between updates of a message, the last one repeated: far below both platforms' limits for edits. */
const updateIntervals = [1_000, 3_000, 4_000, 4_000, 6_000, 10_000, 15_000] as const;
/** Milliseconds. Discord allows edits of a private answer for 15 minutes. */
const maxFollowMs = 13 * 60_000;

/** A {@link ProgressFollower} that stops with the process. */
export interface LiveProgress extends ProgressFollower {
  stop(): Promise<void>;
}

export interface LiveProgressOptions {
  admin: Pick<DeliveryAdmin, 'progress'>;
  log: Pick<Logger, 'warn'>;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export function createLiveProgress({ admin, log, sleep }: LiveProgressOptions): LiveProgress {
  const stopping = new AbortController();
  const following = new Set<Promise<void>>();

  async function updateUntilDone(
    id: string,
    sent: SentMessage,
    compose: (status: PublicationProgress) => Message,
  ) {
    let last = '';
    let passed = 0;
    for (let count = 0; passed < maxFollowMs; count += 1) {
      const pause = updateIntervals[Math.min(count, updateIntervals.length - 1)] ?? maxFollowMs;
      await sleep(pause, stopping.signal);
      if (stopping.signal.aborted) return;
      passed += pause;
      const status = await admin.progress(id);
      if (!status) return;
      const message = compose(status);
      const serialized = JSON.stringify(message);
      // Platforms reject an edit that changes nothing.
      if (serialized !== last) await sent.update(message);
      last = serialized;
      if (status.isDone) return;
    }
  }

  return {
    follow(id, sent, compose) {
      const work = updateUntilDone(id, sent, compose)
        .catch((error: unknown) =>
          log.warn(
            { event: 'progress.update_failed', publicationId: id, err: error },
            'progress message is no longer updated',
          ),
        )
        .finally(() => following.delete(work));
      following.add(work);
    },
    async stop() {
      stopping.abort();
      await Promise.all(following);
    },
  };
}
