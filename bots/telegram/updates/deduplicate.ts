import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import type { HandledUpdateStore } from '../../../src/database/handled-updates.ts';
import { createWriteBatcher } from '../../../src/database/write-batcher.ts';
import type { HandleUpdate, UpdateOutcome } from './update.ts';

/** Newest updates that are remembered: Telegram never repeats older ones. */
const maxRemembered = 1_000;
/** Milliseconds between two writes of handled ids: those in between are written together. */
const flushIntervalMs = 500;

export interface UpdateDeduplicatorOptions {
  /** Handles an update; `ignored` when it was not addressed to the bot. Never rejects. */
  handle(update: Update): Promise<UpdateOutcome | 'ignored'>;
  record: HandledUpdateStore;
  isDatabaseAvailable(): boolean;
  describeError(error: unknown): string;
  log: Pick<Logger, 'warn'>;
  /** Resolves when the next write is due, or when the signal aborts. */
  pause?(signal: AbortSignal): Promise<unknown>;
}

export interface UpdateDeduplicator {
  handle: HandleUpdate;
  /** Resolves when all updates in progress are handled and written. */
  drain(): Promise<void>;
}

/**
 * Handles each update once, however often it is received; repetitions wait for the result of the first. Ids of handled
 * updates are written up to half a second later, so that a restart does not repeat them: waiting for each write would
 * cost more than the command itself. After a crash the updates of that half second are handled again.
 */
export function createUpdateDeduplicator({
  handle,
  record,
  isDatabaseAvailable,
  describeError,
  log,
  pause = (signal) => sleep(flushIntervalMs, undefined, { signal }).catch(() => undefined),
}: UpdateDeduplicatorOptions): UpdateDeduplicator {
  const seen = new Map<number, Promise<UpdateOutcome>>();
  let loading: Promise<void> | undefined;

  const writer = createWriteBatcher<number>(async (ids) => {
    if (!isDatabaseAvailable()) return;
    await record
      .save(ids)
      .catch((error) =>
        log.warn(
          { event: 'telegram.handled_updates_not_saved', problem: describeError(error) },
          'handled updates could not be saved',
        ),
      );
  }, pause);

  function remember(id: number, outcome: Promise<UpdateOutcome>): void {
    seen.set(id, outcome);
    if (seen.size <= maxRemembered) return;
    const [oldest] = seen.keys();
    if (oldest !== undefined) seen.delete(oldest);
  }

  async function loadSeen(): Promise<void> {
    try {
      const ids = await record.recent(maxRemembered);
      for (const id of ids.toReversed()) remember(id, Promise.resolve('done'));
    } catch (error) {
      // Loaded again with the next update; commands report the database's failure themselves.
      loading = undefined;
      log.warn(
        { event: 'telegram.handled_updates_not_loaded', problem: describeError(error) },
        'handled updates could not be loaded',
      );
    }
  }

  async function handleNew(update: Update): Promise<UpdateOutcome> {
    const { update_id: id } = update;
    const outcome = await handle(update);
    if (outcome === 'retry') seen.delete(id);
    if (outcome === 'done') writer.add(id);
    return outcome === 'retry' ? 'retry' : 'done';
  }

  return {
    async handle(update) {
      loading ??= loadSeen();
      await loading;
      const known = seen.get(update.update_id);
      if (known) return known;
      const outcome = handleNew(update);
      remember(update.update_id, outcome);
      return outcome;
    },
    async drain() {
      await Promise.all(seen.values());
      await writer.drain();
    },
  };
}
