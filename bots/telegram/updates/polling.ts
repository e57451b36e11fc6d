import { setTimeout as sleep } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';
import { allowedUpdates, type HandleUpdate } from './update.ts';

/** Seconds for which Telegram holds a request open. */
const holdSeconds = 30;
/** How long the next request waits for updates in progress, in milliseconds. Unconfirmed updates are repeated after a crash. */
const batchTimeoutMs = 5_000;
/** Timeout of a request, in milliseconds. */
const requestTimeoutMs = (holdSeconds + 15) * 1000;
/** Milliseconds until a failed update is retried, doubled each time up to the longest. */
const retryBackoff = { first: 1_000, longest: 30_000 } as const;
/** Milliseconds between two requests without new updates, while some are unconfirmed. */
const pauseMs = 500;
/** Most updates that stay unconfirmed: Telegram returns a hundred at once, and new ones must fit in. */
const maxUnconfirmed = 50;

export interface PollingOptions {
  telegram: Telegram;
  handle: HandleUpdate;
  onAlive(): void;
  signal: AbortSignal;
  /** Milliseconds of a monotonic clock. */
  now?(): number;
  pause?(ms: number, signal: AbortSignal): Promise<unknown>;
}

/** A fetched update that is not handled and confirmed yet. */
interface PendingUpdate {
  update: Update;
  state: 'running' | 'retry' | 'done';
  /** Milliseconds until the next attempt. */
  retryDelayMs: number;
  dueAt: number;
  done: Promise<void>;
}

/**
 * Polls updates until the signal aborts. Telegram drops updates only when later ones are requested, so unhandled ones are
 * repeated after a crash.
 * @throws TelegramError, such as 409 when another process polls or 401 for a wrong token; network errors
 */
export async function pollUpdates({
  telegram,
  handle,
  onAlive,
  signal,
  now = () => performance.now(),
  pause = (ms, until) => sleep(ms, undefined, { signal: until }).catch(() => undefined),
}: PollingOptions): Promise<void> {
  const pending = new Map<number, PendingUpdate>();
  let offset = 0;
  /** Id of the newest fetched update. */
  let newest = -1;
  try {
    while (!signal.aborted) await poll();
  } finally {
    if (signal.aborted) await finish();
  }

  /** Finishes and confirms the updates in progress, so that they are not repeated at the next start. */
  async function finish(): Promise<void> {
    await Promise.all([...pending.values()].map(({ done }) => done));
    confirm();
    if (offset === 0) return;
    await telegram
      .callApi('getUpdates', { timeout: 0, offset, limit: 1, allowed_updates: allowedUpdates })
      .catch(() => undefined);
  }

  function start(entry: PendingUpdate): void {
    entry.state = 'running';
    entry.done = handle(entry.update).then((outcome) => {
      entry.state = outcome;
      entry.dueAt = now() + entry.retryDelayMs;
      entry.retryDelayMs = Math.min(entry.retryDelayMs * 2, retryBackoff.longest);
    });
  }

  /** Moves the offset up to the first unhandled update; beyond the limit the oldest are confirmed and retried from memory. */
  function confirm(): void {
    const open = [...pending].flatMap(([id, { state }]) =>
      id >= offset && state !== 'done' ? [id] : [],
    );
    open.sort((a, b) => a - b);
    const first = open[Math.max(0, open.length - maxUnconfirmed)];
    offset = Math.max(offset, first ?? newest + 1);
    for (const [id, { state }] of pending) if (state === 'done' && id < offset) pending.delete(id);
  }

  async function poll(): Promise<void> {
    const updates = await telegram.callApi(
      'getUpdates',
      {
        timeout: pending.size === 0 ? holdSeconds : 1,
        offset,
        limit: 100,
        allowed_updates: allowedUpdates,
      },
      // Node's own signal, as in telegraf's own polling; the type is a polyfill's.
      {
        signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]) as Parameters<
          typeof telegram.callApi
        >[2] extends { signal?: infer S }
          ? S
          : never,
      },
    );
    onAlive();
    const fresh = updates.filter(({ update_id: id }) => !pending.has(id));
    for (const update of fresh) {
      const entry: PendingUpdate = {
        ...{ update, state: 'running', retryDelayMs: retryBackoff.first, dueAt: 0 },
        done: Promise.resolve(),
      };
      pending.set(update.update_id, entry);
      start(entry);
    }
    for (const entry of pending.values()) {
      if (entry.state === 'retry' && entry.dueAt <= now()) start(entry);
    }
    const running = [...pending.values()].filter(({ state }) => state === 'running');
    newest = updates.reduce((most, { update_id: id }) => Math.max(most, id), newest);
    const allDone = new AbortController();
    await Promise.race([
      Promise.all(running.map(({ done }) => done)),
      pause(batchTimeoutMs, AbortSignal.any([signal, allDone.signal])),
    ]);
    allDone.abort();
    confirm();
    if (fresh.length === 0 && pending.size > 0) await pause(pauseMs, signal);
  }
}
