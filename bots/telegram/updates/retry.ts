import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import { ReplyFailedError } from '../../../src/kit/runtime/reply-failed-error.ts';
import { telegramSendError } from '../api/send-errors.ts';
import type { UpdateDeduplicatorOptions } from './deduplicate.ts';

/** Attempts while the database is available: after that the update itself is at fault. */
const maxAttempts = 5;
/** Updates whose failures are counted. */
const maxTracked = 1_000;

export interface UpdateRetryOptions {
  /** @returns whether the update was addressed to the bot */
  onUpdate(update: Update): Promise<boolean>;
  isDatabaseAvailable(): boolean;
  describeError(error: unknown): string;
  log: Pick<Logger, 'error' | 'warn'>;
}

/** Whether Telegram will never accept the reply: the bot is blocked, or the press is too old. */
function isRefused(error: unknown): boolean {
  const { kind } = telegramSendError(error);
  return kind === 'chatClosed' || kind === 'rejected' || kind === 'migrated';
}

/**
 * Retries updates that failed: without limit while the database is unavailable, otherwise a few times. An action that has
 * already had an effect is not repeated.
 */
export function createUpdateRetry({
  onUpdate,
  isDatabaseAvailable,
  describeError,
  log,
}: UpdateRetryOptions): UpdateDeduplicatorOptions['handle'] {
  const failures = new Map<number, number>();

  /** @returns failures while the database was available */
  function countFailure(id: number): number {
    const previous = failures.get(id) ?? 0;
    const count = isDatabaseAvailable() ? previous + 1 : previous;
    failures.delete(id);
    failures.set(id, count);
    if (failures.size > maxTracked) {
      const [oldest] = failures.keys();
      if (oldest !== undefined) failures.delete(oldest);
    }
    return count;
  }

  return async (update) => {
    const { update_id: id } = update;
    try {
      const isForBot = await onUpdate(update);
      failures.delete(id);
      return isForBot ? 'done' : 'ignored';
    } catch (error) {
      const details = { updateId: id, problem: describeError(error) };
      const cause = error instanceof ReplyFailedError ? error.cause : error;
      const isFinal =
        (error instanceof ReplyFailedError && error.hasStarted) ||
        isRefused(cause) ||
        countFailure(id) >= maxAttempts;
      if (isFinal) {
        failures.delete(id);
        log.error({ event: 'telegram.update_failed', ...details }, 'update failed, giving up');
        return 'done';
      }
      log.warn({ event: 'telegram.update_retried', ...details }, 'update failed, will be retried');
      return 'retry';
    }
  };
}
