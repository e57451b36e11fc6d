import type { BucketLimit } from './rate-limits.ts';
import { type TokenBucket, takeToken, tokenWaitMs } from './token-bucket.ts';

/** Maximum number of chats; the least recently used is evicted first: its bucket is full, or nearly. */
const maxChats = 20_000;

type ChatBucket = TokenBucket & { pausedUntil?: number };

/** A token bucket per chat. Times are monotonic milliseconds. */
export interface ChatBuckets {
  waitMs(chatId: string, limit: BucketLimit, now: number): number;
  take(chatId: string, limit: BucketLimit, now: number): void;
  pauseUntil(chatId: string, until: number, now: number): void;
}

export function createChatBuckets(): ChatBuckets {
  const buckets = new Map<string, ChatBucket>();

  function remember(chatId: string, bucket: ChatBucket): void {
    buckets.delete(chatId);
    buckets.set(chatId, bucket);
    if (buckets.size > maxChats) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
  }

  return {
    waitMs(chatId, limit, now) {
      const bucket = buckets.get(chatId);
      return Math.max(0, (bucket?.pausedUntil ?? -Infinity) - now, tokenWaitMs(bucket, limit, now));
    },
    take(chatId, limit, now) {
      if (limit.burst === Infinity) return;
      const bucket = buckets.get(chatId);
      remember(chatId, { ...bucket, ...takeToken(bucket, limit, now) });
    },
    pauseUntil(chatId, until, now) {
      const bucket = buckets.get(chatId) ?? { tokens: 0, updatedAt: now };
      remember(chatId, {
        ...bucket,
        pausedUntil: Math.max(bucket.pausedUntil ?? -Infinity, until),
      });
    },
  };
}
