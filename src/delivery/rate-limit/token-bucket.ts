import type { BucketLimit } from './rate-limits.ts';

/** A bucket's tokens at a time, in milliseconds. */
export interface TokenBucket {
  tokens: number;
  updatedAt: number;
}

/** The bucket at `now`, refilled since its last update; a new one is full. If the clock went back, nothing is added. */
function refill(
  bucket: TokenBucket | undefined,
  { perSecond, burst }: BucketLimit,
  now: number,
): TokenBucket {
  if (!bucket || burst === Infinity) return { tokens: burst, updatedAt: now };
  const passed = Math.max(0, now - bucket.updatedAt) / 1000;
  return { tokens: Math.min(burst, bucket.tokens + passed * perSecond), updatedAt: now };
}

/** Takes a token; the balance may be negative, down to `-maxDebt`. */
export const takeToken = (
  bucket: TokenBucket | undefined,
  limit: BucketLimit,
  now: number,
  maxDebt = Infinity,
): TokenBucket => {
  const filled = refill(bucket, limit, now);
  return { ...filled, tokens: Math.max(filled.tokens - 1, -maxDebt) };
};

/** Milliseconds until the bucket has a token. */
export function tokenWaitMs(
  bucket: TokenBucket | undefined,
  limit: BucketLimit,
  now: number,
): number {
  const { tokens } = refill(bucket, limit, now);
  // Tolerate rounding errors.
  return tokens >= 1 - 1e-9 ? 0 : Math.ceil(((1 - tokens) / limit.perSecond) * 1000);
}
