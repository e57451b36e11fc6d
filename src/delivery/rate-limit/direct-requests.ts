import type { Clock } from '../clock.ts';
import { isNoResponse, type SendResult } from '../publisher.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { RetryAfterHandler } from './retry-after.ts';
import type { Throttle } from './throttle.ts';

/** How long a request waits when the bot has no slot for it soon, in seconds. */
const busySeconds = 5;

/** The chat that a request is made to, by our id; without `isGroup` another place, to which the limits of chats do not apply. */
export interface RequestedChat {
  id: string;
  isGroup?: boolean;
}

/**
 * Makes a request to a chat that no delivery stands for. It waits for its slot behind the answers to commands, counts
 * towards the limits of the bot and of the chat, and what the platform says about limits counts for deliveries too.
 * @returns `rateLimited` without a request while the chat or the bot has to wait
 */
export type DirectRequests = <Value>(
  chat: RequestedChat,
  request: () => Promise<SendResult<Value>>,
) => Promise<SendResult<Value>>;

export function createDirectRequests({
  rateLimiter,
  throttle,
  retryAfter,
  clock,
}: {
  rateLimiter: Pick<RateLimiter, 'chatWaitMs' | 'consumeChat'>;
  throttle: Pick<Throttle, 'acquire'>;
  retryAfter: Pick<RetryAfterHandler, 'record' | 'recordInvalidRequest'>;
  clock: Pick<Clock, 'monotonic'>;
}): DirectRequests {
  return async ({ id, isGroup }, request) => {
    const waitMs =
      isGroup === undefined ? 0 : rateLimiter.chatWaitMs(id, isGroup, clock.monotonic());
    if (waitMs > 0)
      return { ok: false, kind: 'rateLimited', seconds: waitMs / 1000, scope: 'chat' };
    const answered = await throttle.acquire();
    if (!answered) return { ok: false, kind: 'rateLimited', seconds: busySeconds, scope: 'bot' };
    if (isGroup !== undefined) rateLimiter.consumeChat(id, isGroup, clock.monotonic());
    const result = await request();
    if (result.ok || !isNoResponse(result)) answered();
    if (result.ok) return result;
    if (result.kind === 'rateLimited') await retryAfter.record(result, id);
    if (result.countsTowardBan) await retryAfter.recordInvalidRequest();
    return result;
  };
}
