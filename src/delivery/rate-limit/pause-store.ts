import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import type { Clock } from '../clock.ts';

/** `RateLimitPause.key` of entries that do not concern a single chat. */
export const pauseKeys = { bot: 'bot', invalidRequests: 'invalid' } as const;

export interface StoredPause {
  key: string;
  /** Remaining milliseconds. */
  leftMs: number;
  count: number;
}

/** Persists a platform's pauses across restarts. */
export interface PauseStore {
  save(key: string, ms: number, count?: number): Promise<void>;
  /** Deletes expired pauses and returns the others. */
  load(): Promise<StoredPause[]>;
}

export function createPauseStore(db: PrismaClient, platform: Platform, clock: Clock): PauseStore {
  return {
    async save(key, ms, count = 0) {
      const [since, until] = [new Date(clock.now()), new Date(clock.now() + ms)];
      await db.rateLimitPause.upsert({
        where: { platform_key: { platform, key } },
        create: { platform, key, since, until, count },
        update: { since, until, count },
      });
    },
    async load() {
      const now = clock.now();
      await db.rateLimitPause.deleteMany({ where: { platform, until: { lt: new Date(now) } } });
      const rows = await db.rateLimitPause.findMany({ where: { platform } });
      return rows.flatMap(({ key, since, until, count }) => {
        // Never longer than the platform asked for, even if the clock was set in the meantime.
        const leftMs = Math.min(until.getTime() - since.getTime(), until.getTime() - now);
        return Number.isNaN(leftMs) ? [] : [{ key, leftMs, count }];
      });
    },
  };
}
