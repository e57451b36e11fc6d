import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import type { HandledUpdateStore } from '../../../src/database/handled-updates.ts';
import { createWriteBatcher } from '../../../src/database/write-batcher.ts';
import type { HandleUpdate, UpdateOutcome } from './update.ts';

/** The newest updates that are known: Telegram sends none again that is further back. */
const maxRemembered = 1_000;
/** How long nothing is written after something was, in milliseconds: a busy bot writes together what ends meanwhile. */
const flushIntervalMs = 500;

export interface UpdateDeduplicatorOptions {
  /** Handles an update; `ignored` when it asked nothing of the bot. Never rejects. */
  handle(update: Update): Promise<UpdateOutcome | 'ignored'>;
  record: HandledUpdateStore;
  /** Whether the store answers, as far as is known. */
  isDatabaseAvailable(): boolean;
  describe(error: unknown): string;
  log: Pick<Logger, 'warn'>;
  /** Ends when what was handled since the last writing is written, at the latest when the signal says so. */
  pause?(signal: AbortSignal): Promise<unknown>;
}

export interface UpdateDeduplicator {
  handle: HandleUpdate;
  /** Resolves when everything under way is handled and written. */
  drain(): Promise<void>;
}

/**
 * Handles each update once, however often it comes, until something came of it; meanwhile the same one waits for the
 * first. What was handled is written, at the latest half a second later, so that it is not done again after a restart:
 * waiting for that would cost every command more than its own work. What a kill cut off before has no row and is done
 * again: a command that asks for a press is safe to repeat.
 */
export function createUpdateDeduplicator({
  handle,
  record,
  isDatabaseAvailable,
  describe,
  log,
  pause = (signal) => sleep(flushIntervalMs, undefined, { signal }).catch(() => undefined),
}: UpdateDeduplicatorOptions): UpdateDeduplicator {
  const seen = new Map<number, Promise<UpdateOutcome>>();
  let before: Promise<void> | undefined;

  const writer = createWriteBatcher<number>(async (ids) => {
    if (!isDatabaseAvailable()) return;
    await record
      .save(ids)
      .catch((error) => log.warn({ problem: describe(error) }, 'handled updates were not kept'));
  }, pause);

  function remember(id: number, work: Promise<UpdateOutcome>): void {
    seen.set(id, work);
    if (seen.size <= maxRemembered) return;
    const [oldest] = seen.keys();
    if (oldest !== undefined) seen.delete(oldest);
  }

  async function recall(): Promise<void> {
    try {
      const ids = await record.recent(maxRemembered);
      for (const id of ids.toReversed()) remember(id, Promise.resolve('done'));
    } catch (error) {
      // Whoever asks something is told that the store does not answer.
      before = undefined;
      log.warn({ problem: describe(error) }, 'handled updates could not be read');
    }
  }

  async function work(update: Update): Promise<UpdateOutcome> {
    const { update_id: id } = update;
    const handled = await handle(update);
    if (handled === 'again') seen.delete(id);
    if (handled === 'done') writer.add(id);
    return handled === 'again' ? 'again' : 'done';
  }

  return {
    async handle(update) {
      before ??= recall();
      await before;
      const known = seen.get(update.update_id);
      if (known) return known;
      const handled = work(update);
      remember(update.update_id, handled);
      return handled;
    },
    async drain() {
      await Promise.all(seen.values());
      await writer.drain();
    },
  };
}
