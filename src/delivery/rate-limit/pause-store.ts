import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import type { Clock } from '../clock.ts';

/** `RateLimitPause.key` of what is not about one chat. */
export const pauseKeys = { bot: 'bot', invalidRequests: 'invalid' } as const;

export interface StoredPause {
  key: string;
  /** Milliseconds that are left. */
  leftMs: number;
  count: number;
}

/** Stores a platform's pauses for a restart. */
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
        // Never longer than the platform asked for, even if the clock was set since.
        const leftMs = Math.min(until.getTime() - since.getTime(), until.getTime() - now);
        return Number.isNaN(leftMs) ? [] : [{ key, leftMs, count }];
      });
    },
  };
}
