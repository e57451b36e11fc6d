import { setImmediate as immediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import type { UpdateRecord } from '../../src/database/handled-updates.ts';
import type { Handle, Handled } from './updates.ts';

/** The newest updates that are known: Telegram sends none again that is further back. */
const remembered = 1_000;

export interface OnceEachParts {
  /** Handles an update; `ignored` when it asked nothing of the bot. Never rejects. */
  handle(update: Update): Promise<Handled | 'ignored'>;
  record: UpdateRecord;
  /** Whether the store answers, as far as is known. */
  storeAnswers(): boolean;
  describe(error: unknown): string;
  log: Pick<Logger, 'warn'>;
}

export interface OnceEach {
  handle: Handle;
  /** Resolves when everything under way is handled and written. */
  drain(): Promise<void>;
}

/** Writes ids in one statement for all that come while another is written. */
function createWriter(write: (ids: readonly number[]) => Promise<void>) {
  let waiting: number[] = [];
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function writeAfter(before: Promise<void>): Promise<void> {
    await before;
    await immediate();
    const ids = waiting;
    waiting = [];
    next = undefined;
    await write(ids);
  }

  return (id: number): Promise<void> => {
    waiting.push(id);
    if (!next) {
      next = writeAfter(last);
      last = next;
    }
    return next;
  };
}

/**
 * Handles each update once, however often it comes, until something came of it; meanwhile the same one waits for the
 * first. What was handled is written before it is confirmed, so that it is not done again after a restart. What a kill
 * cut off has no row and is done again: nobody was answered, and a command that asks for a press is safe to repeat.
 */
export function createOnceEach({
  handle,
  record,
  storeAnswers,
  describe,
  log,
}: OnceEachParts): OnceEach {
  const seen = new Map<number, Promise<Handled>>();
  let before: Promise<void> | undefined;

  const write = createWriter(async (ids) => {
    if (!storeAnswers()) return;
    await record
      .keep(ids)
      .catch((error) => log.warn({ problem: describe(error) }, 'handled updates were not kept'));
  });

  function remember(id: number, work: Promise<Handled>): void {
    seen.set(id, work);
    if (seen.size <= remembered) return;
    const [oldest] = seen.keys();
    if (oldest !== undefined) seen.delete(oldest);
  }

  async function recall(): Promise<void> {
    try {
      const ids = await record.recent(remembered);
      for (const id of ids.toReversed()) remember(id, Promise.resolve('done'));
    } catch (error) {
      // Whoever asks something is told that the store does not answer.
      before = undefined;
      log.warn({ problem: describe(error) }, 'handled updates could not be read');
    }
  }

  async function work(update: Update): Promise<Handled> {
    const { update_id: id } = update;
    const handled = await handle(update);
    if (handled === 'again') seen.delete(id);
    if (handled === 'done') await write(id);
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
    },
  };
}
