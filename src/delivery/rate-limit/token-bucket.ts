import type { BucketLimit } from './rate-limits.ts';

/** A bucket's tokens at a time, in milliseconds. */
export interface TokenBucket {
  tokens: number;
  updatedAt: number;
}

/** The bucket at `now`, filled since its last update; a new one is full. A clock that went back fills nothing. */
function refill(
  bucket: TokenBucket | undefined,
  { perSecond, burst }: BucketLimit,
  now: number,
): TokenBucket {
  if (!bucket || burst === Infinity) return { tokens: burst, updatedAt: now };
  const passed = Math.max(0, now - bucket.updatedAt) / 1000;
  return { tokens: Math.min(burst, bucket.tokens + passed * perSecond), updatedAt: now };
}

/** The bucket without one token. It may owe at most `maxDebt` tokens. */
export const takeToken = (
  bucket: TokenBucket | undefined,
  limit: BucketLimit,
  now: number,
  maxDebt = Infinity,
): TokenBucket => {
  const filled = refill(bucket, limit, now);
  return { ...filled, tokens: Math.max(filled.tokens - 1, -maxDebt) };
};

/** Milliseconds until the bucket holds a token. */
export function tokenWaitMs(
  bucket: TokenBucket | undefined,
  limit: BucketLimit,
  now: number,
): number {
  const { tokens } = refill(bucket, limit, now);
  // A missing billionth is a rounding error.
  return tokens >= 1 - 1e-9 ? 0 : Math.ceil(((1 - tokens) / limit.perSecond) * 1000);
}
