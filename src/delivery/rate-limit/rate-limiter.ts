import { createChatBuckets } from './chat-buckets.ts';
import type { BotRateLimits, BucketLimit } from './rate-limits.ts';
import { type AnsweredAtCallback, createSlidingWindow, maxWindowMs } from './sliding-window.ts';
import { type TokenBucket, takeToken, tokenWaitMs } from './token-bucket.ts';

/**
 * Delayed requests catch up only slightly faster than usual. Sent all at once, they would leave the sliding window
 * together a second later, and the platform may see such bursts closer together than we do.
 */
const smoothing = { rateFactor: 1.1, burstSeconds: 0.01 } as const;

/** Keeps a bot within its platform's limits. Times are monotonic milliseconds. */
export interface RateLimiter {
  /** Milliseconds until a delivery may be sent to any chat. */
  botWaitMs(now: number): number;
  /** Milliseconds until this chat may get a message. */
  chatWaitMs(chatId: string, isGroup: boolean, now: number): number;
  /** Counts a message to a chat, when it is claimed. */
  consumeChat(chatId: string, isGroup: boolean, now: number): void;
  /** Counts a request of the bot when it is sent. Call the callback when it is answered, not for lost answers. */
  consume(now: number): AnsweredAtCallback;
  /** Milliseconds until an answer to a command may be sent; 0 whenever nothing was delivered recently. */
  commandWaitMs(now: number): number;
  /** Counts an answer to a command; deliveries slow down for it. */
  consumeForCommand(now: number): AnsweredAtCallback;
  /** Pauses one chat, or with `undefined` the whole bot. */
  pauseFor(chatId: string | undefined, forMs: number, now: number): void;
}

export function createRateLimiter(limits: BotRateLimits): RateLimiter {
  let botBucket: TokenBucket | undefined;
  let smoothBucket: TokenBucket | undefined;
  const smoothLimit: BucketLimit = {
    perSecond: limits.bot.perSecond * smoothing.rateFactor,
    burst: 1 + limits.bot.perSecond * smoothing.burstSeconds,
  };
  let pausedUntil = -Infinity;
  let deliveredAt = -Infinity;
  const window = createSlidingWindow(limits.bot.maxPerSecond);
  const chats = createChatBuckets();
  const chatLimit = (isGroup: boolean) => (isGroup ? limits.group : limits.chat);

  function consumeBot(now: number): AnsweredAtCallback {
    // Answers to commands are never delayed by these buckets, so their balance may be negative.
    botBucket = takeToken(botBucket, limits.bot, now, limits.bot.perSecond);
    smoothBucket = takeToken(smoothBucket, smoothLimit, now, 1);
    return window.record(now);
  }

  return {
    botWaitMs: (now) =>
      Math.max(
        0,
        pausedUntil - now,
        tokenWaitMs(botBucket, limits.bot, now),
        tokenWaitMs(smoothBucket, smoothLimit, now),
        window.waitMs(now),
      ),
    chatWaitMs: (chatId, isGroup, now) => chats.waitMs(chatId, chatLimit(isGroup), now),
    consumeChat: (chatId, isGroup, now) => chats.take(chatId, chatLimit(isGroup), now),
    consume(now) {
      deliveredAt = now;
      return consumeBot(now);
    },
    commandWaitMs: (now) => (now - deliveredAt > maxWindowMs ? 0 : window.waitMs(now)),
    consumeForCommand: consumeBot,
    pauseFor(chatId, forMs, now) {
      if (chatId === undefined) pausedUntil = Math.max(pausedUntil, now + forMs);
      else chats.pauseUntil(chatId, now + forMs, now);
    },
  };
}
