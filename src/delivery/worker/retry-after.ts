import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import type { Clock } from '../clock.ts';
import type { SendError } from '../publisher.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';

/** Waits shorter than this are over before a restart could forget them, in seconds. */
const persistFromSeconds = 5;
/** Refused requests that a platform bans for: 10,000 in ten minutes. Source: Discord, "Invalid Request Limit". */
const invalidRequestLimit = { stopAt: 5_000, withinMs: 600_000, persistEvery: 50 } as const;

/** How long the bot stands still after a wait of which nobody knows whom it means, in milliseconds: it tells. */
const unscopedPauseMs = 300;

const keys = { bot: 'bot', invalid: 'invalid' } as const;

export interface RetryAfterStore {
  /** Brings the waits of an earlier process into the pacer. */
  restore(): Promise<void>;
  /** A platform asked to wait. */
  record(error: Extract<SendError, { kind: 'rateLimited' }>, chatId: string): Promise<void>;
  /** The platform counts an answer against us; sending stops well before it bans us. */
  recordInvalidRequest(): Promise<void>;
}

/** The waits that one platform asked for: in the pacer for now, in the store for a restart. */
export function createRetryAfterStore(
  db: PrismaClient,
  { platform, rateLimiter, clock }: { platform: Platform; rateLimiter: RateLimiter; clock: Clock },
): RetryAfterStore {
  /** The last wait of which the platform did not say whom it means. */
  let lastUnscoped: { chatId: string; until: number } | undefined;
  let invalid = { since: -Infinity, count: 0 };

  async function persist(key: string, ms: number, count = 0): Promise<void> {
    const [since, until] = [new Date(clock.now()), new Date(clock.now() + ms)];
    await db.rateLimitPause.upsert({
      where: { platform_key: { platform, key } },
      create: { platform, key, since, until, count },
      update: { since, until, count },
    });
  }

  async function pause(chatId: string | undefined, seconds: number): Promise<void> {
    rateLimiter.pauseFor(chatId, seconds * 1000, clock.monotonic());
    if (seconds >= persistFromSeconds) await persist(chatId ?? keys.bot, seconds * 1000);
  }

  return {
    async restore() {
      await db.rateLimitPause.deleteMany({
        where: { platform, until: { lt: new Date(clock.now()) } },
      });
      for (const { key, since, until, count } of await db.rateLimitPause.findMany({
        where: { platform },
      })) {
        // No longer than it was asked for, whatever happened to the clock since.
        const asked = until.getTime() - since.getTime();
        const left = Math.min(asked, until.getTime() - clock.now());
        if (Number.isNaN(left)) continue;
        if (key === keys.invalid) {
          invalid = { since: clock.monotonic() + left - invalidRequestLimit.withinMs, count };
        } else rateLimiter.pauseFor(key === keys.bot ? undefined : key, left, clock.monotonic());
      }
    },
    async record({ seconds, scope }, chatId) {
      // The copy waits in the ledger; others may go to its chat.
      if (scope === 'delivery') return;
      if (scope === 'bot') return pause(undefined, seconds);
      await pause(chatId, seconds);
      if (scope === 'chat') return;
      const now = clock.monotonic();
      rateLimiter.pauseFor(undefined, Math.min(unscopedPauseMs, seconds * 1000), now);
      // Said of two chats at a time, it is meant for the whole bot.
      const isMeantForAll =
        lastUnscoped && lastUnscoped.chatId !== chatId && lastUnscoped.until > now;
      const until = Math.max(now + seconds * 1000, lastUnscoped?.until ?? 0);
      lastUnscoped = { chatId, until };
      if (isMeantForAll) await pause(undefined, (until - now) / 1000);
    },
    async recordInvalidRequest() {
      const now = clock.monotonic();
      if (now - invalid.since > invalidRequestLimit.withinMs) invalid = { since: now, count: 0 };
      invalid = { ...invalid, count: invalid.count + 1 };
      const left = invalid.since + invalidRequestLimit.withinMs - now;
      if (invalid.count >= invalidRequestLimit.stopAt) await pause(undefined, left / 1000);
      if (invalid.count % invalidRequestLimit.persistEvery === 0)
        await persist(keys.invalid, left, invalid.count);
    },
  };
}
