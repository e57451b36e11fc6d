import type { Clock } from '../clock.ts';
import type { SendError } from '../publisher.ts';
import { createInvalidRequestCounter } from './invalid-requests.ts';
import { type PauseStore, pauseKeys } from './pause-store.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** Minimum length of a pause that is stored, in seconds: shorter ones end before a restart completes. */
const persistFromSeconds = 5;
/** How long the whole bot pauses after a retry-after without a scope, in milliseconds. */
const unscopedPauseMs = 300;

/** Applies the pauses that a platform asks for to the rate limiter, and stores them for a restart. */
export interface RetryAfterHandler {
  /** Restores the pauses that an earlier process stored. */
  restore(): Promise<void>;
  record(error: Extract<SendError, { kind: 'rateLimited' }>, chatId: string): Promise<void>;
  /** Counts a request towards a ban; sending pauses well before it. */
  recordInvalidRequest(): Promise<void>;
}

export function createRetryAfterHandler({
  store,
  rateLimiter,
  clock,
}: {
  store: PauseStore;
  rateLimiter: RateLimiter;
  clock: Clock;
}): RetryAfterHandler {
  const invalidRequests = createInvalidRequestCounter();
  let lastUnscoped: { chatId: string; until: number } | undefined;

  async function pause(chatId: string | undefined, seconds: number): Promise<void> {
    rateLimiter.pauseFor(chatId, seconds * 1000, clock.monotonic());
    if (seconds >= persistFromSeconds) await store.save(chatId ?? pauseKeys.bot, seconds * 1000);
  }

  /** Unscoped retry-after responses for two chats at the same time mean that the whole bot is limited. */
  async function recordUnscoped(chatId: string, seconds: number): Promise<void> {
    const now = clock.monotonic();
    rateLimiter.pauseFor(undefined, Math.min(unscopedPauseMs, seconds * 1000), now);
    const isBotWide = lastUnscoped && lastUnscoped.chatId !== chatId && lastUnscoped.until > now;
    const until = Math.max(now + seconds * 1000, lastUnscoped?.until ?? 0);
    lastUnscoped = { chatId, until };
    if (isBotWide) await pause(undefined, (until - now) / 1000);
  }

  return {
    async restore() {
      for (const { key, leftMs, count } of await store.load()) {
        const now = clock.monotonic();
        if (key === pauseKeys.invalidRequests) invalidRequests.restore({ leftMs, count }, now);
        else rateLimiter.pauseFor(key === pauseKeys.bot ? undefined : key, leftMs, now);
      }
    },
    async record({ seconds, scope }, chatId) {
      // The delivery itself is queued for that time; others may be sent to its chat.
      if (scope === 'delivery') return;
      if (scope === 'bot') return pause(undefined, seconds);
      await pause(chatId, seconds);
      if (scope === 'unspecified') await recordUnscoped(chatId, seconds);
    },
    async recordInvalidRequest() {
      const effect = invalidRequests.record(clock.monotonic());
      if (effect.shouldPause) await pause(undefined, effect.leftMs / 1000);
      if (effect.shouldPersist)
        await store.save(pauseKeys.invalidRequests, effect.leftMs, effect.count);
    },
  };
}
