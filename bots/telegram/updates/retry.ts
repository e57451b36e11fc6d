import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import { ReplyFailedError } from '../../../src/kit/runtime/reply-failed-error.ts';
import { telegramSendError } from '../api/send-errors.ts';
import type { UpdateDeduplicatorOptions } from './deduplicate.ts';

/** Tries of an update that fails while everything else works: whatever is wrong with it will not change. */
const maxAttempts = 5;
/** Updates whose tries are remembered. */
const maxTracked = 1_000;

export interface UpdateRetryOptions {
  /** @returns whether it asked anything of the bot */
  onUpdate(update: Update): Promise<boolean>;
  /** Whether the store answers, as far as is known. */
  isDatabaseAvailable(): boolean;
  describe(error: unknown): string;
  log: Pick<Logger, 'error' | 'warn'>;
}

/** Whether Telegram will never take what was to be said: the person has blocked the bot, or the press is too old. */
function isRefused(error: unknown): boolean {
  const { fault } = telegramSendError(error);
  return fault === 'closed' || fault === 'refused' || fault === 'migrated';
}

/**
 * Handles updates so that none is lost in silence: one of which nothing came is to come again, as long as the store
 * does not answer, and otherwise a few times. What was begun is not done once more.
 */
export function createUpdateRetry({
  onUpdate,
  isDatabaseAvailable,
  describe,
  log,
}: UpdateRetryOptions): UpdateDeduplicatorOptions['handle'] {
  const tries = new Map<number, number>();

  /** @returns how often it has failed by its own fault */
  function count(id: number): number {
    const before = tries.get(id) ?? 0;
    const failed = isDatabaseAvailable() ? before + 1 : before;
    tries.delete(id);
    tries.set(id, failed);
    if (tries.size > maxTracked) {
      const [oldest] = tries.keys();
      if (oldest !== undefined) tries.delete(oldest);
    }
    return failed;
  }

  return async (update) => {
    const { update_id: id } = update;
    try {
      const isForUs = await onUpdate(update);
      tries.delete(id);
      return isForUs ? 'done' : 'ignored';
    } catch (error) {
      const told = { problem: describe(error), update: id };
      const cause = error instanceof ReplyFailedError ? error.cause : error;
      const isOver =
        (error instanceof ReplyFailedError && error.hasStarted) ||
        isRefused(cause) ||
        count(id) >= maxAttempts;
      if (isOver) {
        tries.delete(id);
        log.error(told, 'an update could not be handled');
        return 'done';
      }
      log.warn(told, 'an update could not be handled yet');
      return 'again';
    }
  };
}
