import { setTimeout as sleep } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';
import { allowedUpdates, type HandleUpdate } from './update.ts';

/** Seconds that the server holds a request open. */
const holdSeconds = 30;
/** How long updates may take before the next are fetched, in milliseconds. Until they are done a crash makes Telegram send them again. */
const batchTimeoutMs = 5_000;
/** How long Telegram may say nothing at all before the connection is taken for dead, in milliseconds. */
const silenceMs = (holdSeconds + 15) * 1000;
/** Milliseconds until an update is tried again of which nothing came, doubled each time up to the longest. */
const retryBackoff = { first: 1_000, longest: 30_000 } as const;
/** Milliseconds between two requests that bring nothing new, while something is still to be confirmed. */
const pauseMs = 500;
/** Most updates that stay unconfirmed: Telegram tells of a hundred at once, and newer ones shall come too. */
const maxPending = 50;

export interface PollingOptions {
  telegram: Telegram;
  handle: HandleUpdate;
  onAlive(): void;
  signal: AbortSignal;
  /** Milliseconds of a clock that only goes forward. */
  now?(): number;
  pause?(ms: number, signal: AbortSignal): Promise<unknown>;
}

/** An update that was fetched, until something came of it. */
interface PendingUpdate {
  update: Update;
  state: 'under way' | 'again' | 'done';
  wait: number;
  dueAt: number;
  work: Promise<void>;
}

/**
 * Fetches updates until the signal stops it. Telegram forgets updates only when later ones are asked for, so what
 * was fetched and not yet handled comes again after a crash.
 * @throws whatever the platform answers: 409 when another poller runs, 401 for a wrong token, failures of the net
 */
export async function pollUpdates({
  telegram,
  handle,
  onAlive,
  signal,
  now = () => performance.now(),
  pause = (ms, until) => sleep(ms, undefined, { signal: until }).catch(() => undefined),
}: PollingOptions): Promise<void> {
  const held = new Map<number, PendingUpdate>();
  let offset = 0;
  /** The last update that was fetched. */
  let newest = -1;
  try {
    while (!signal.aborted) await round();
  } finally {
    if (signal.aborted) await finish();
  }

  /** Told to stop: what is under way is finished and confirmed, so that it is not done once more at the next start. */
  async function finish(): Promise<void> {
    await Promise.all([...held.values()].map(({ work }) => work));
    confirm();
    if (offset === 0) return;
    await telegram
      .callApi('getUpdates', { timeout: 0, offset, limit: 1, allowed_updates: allowedUpdates })
      .catch(() => undefined);
  }

  function begin(one: PendingUpdate): void {
    one.state = 'under way';
    one.work = handle(one.update).then((handled) => {
      one.state = handled;
      one.dueAt = now() + one.wait;
      one.wait = Math.min(one.wait * 2, retryBackoff.longest);
    });
  }

  /** Confirms what is done, up to the first that is not; the oldest of too many that wait are kept here alone. */
  function confirm(): void {
    const open = [...held].flatMap(([id, { state }]) =>
      id >= offset && state !== 'done' ? [id] : [],
    );
    open.sort((a, b) => a - b);
    const first = open[Math.max(0, open.length - maxPending)];
    offset = Math.max(offset, first ?? newest + 1);
    for (const [id, { state }] of held) if (state === 'done' && id < offset) held.delete(id);
  }

  async function round(): Promise<void> {
    const updates = await telegram.callApi(
      'getUpdates',
      {
        timeout: held.size === 0 ? holdSeconds : 1,
        offset,
        limit: 100,
        allowed_updates: allowedUpdates,
      },
      // telegraf's own polling passes node's AbortSignal in the same way; its type is the polyfill's.
      {
        signal: AbortSignal.any([signal, AbortSignal.timeout(silenceMs)]) as Parameters<
          typeof telegram.callApi
        >[2] extends { signal?: infer S }
          ? S
          : never,
      },
    );
    onAlive();
    const fresh = updates.filter(({ update_id: id }) => !held.has(id));
    for (const update of fresh) {
      const one: PendingUpdate = {
        ...{ update, state: 'under way', wait: retryBackoff.first, dueAt: 0 },
        work: Promise.resolve(),
      };
      held.set(update.update_id, one);
      begin(one);
    }
    for (const one of held.values()) if (one.state === 'again' && one.dueAt <= now()) begin(one);
    const underWay = [...held.values()].filter(({ state }) => state === 'under way');
    newest = updates.reduce((most, { update_id: id }) => Math.max(most, id), newest);
    const given = new AbortController();
    await Promise.race([
      Promise.all(underWay.map(({ work }) => work)),
      pause(batchTimeoutMs, AbortSignal.any([signal, given.signal])),
    ]);
    given.abort();
    confirm();
    if (fresh.length === 0 && held.size > 0) await pause(pauseMs, signal);
  }
}
