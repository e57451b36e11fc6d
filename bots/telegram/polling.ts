import { setTimeout as sleep } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';
import { wanted } from './updates.ts';

/** Seconds that the server holds a request open. */
const holdSeconds = 30;
/** How long updates may take before the next are fetched. Until then a crash makes Telegram send them again. */
const patienceMs = 5_000;

/** How long Telegram may say nothing at all before the connection is taken for dead, in milliseconds. */
const silenceMs = (holdSeconds + 15) * 1000;

/**
 * Fetches updates until the signal stops it. Telegram forgets updates only when the next are asked for,
 * so what was fetched and not yet handled comes again after a crash.
 * @throws whatever the platform answers: 409 when another poller runs, 401 for a wrong token, failures of the net
 */
export async function poll(
  telegram: Telegram,
  handle: (update: Update) => Promise<void>,
  onAlive: () => void,
  signal: AbortSignal,
): Promise<void> {
  let offset = 0;
  try {
    while (!signal.aborted) await round();
  } finally {
    // Told to stop: what was handled is confirmed, so that it does not come again at the next start.
    if (signal.aborted && offset > 0) {
      await telegram
        .callApi('getUpdates', { timeout: 0, offset, limit: 1, allowed_updates: wanted })
        .catch(() => undefined);
    }
  }

  async function round(): Promise<void> {
    const updates = await telegram.callApi(
      'getUpdates',
      {
        timeout: holdSeconds,
        offset,
        limit: 100,
        allowed_updates: wanted,
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
    const work = Promise.allSettled(updates.map(handle));
    await Promise.race([work, sleep(patienceMs, undefined, { signal }).catch(() => undefined)]);
    offset = updates.reduce((next, { update_id }) => Math.max(next, update_id + 1), offset);
  }
}
