import { noQueryCache, type QueryCache } from '../database/cache/query-cache.ts';
import type { Prisma } from '../database/generated/client.ts';
import type { KitStore } from '../kit/runtime/store.ts';
import { createActionStore } from './action-store.ts';
import { createPromptStore } from './prompt-store.ts';

/** What the command kit keeps, in the database. */
export function createKitStore(
  db: Prisma.TransactionClient,
  now: () => number,
  memory: QueryCache = noQueryCache,
): KitStore {
  return {
    ...createActionStore(db, now),
    ...createPromptStore(db, now, memory),
    async startCooldown(key, ms) {
      const at = new Date(now());
      const until = new Date(at.getTime() + ms);
      // One statement: of two at once, one starts the cooldown and the other has to wait.
      const begun = await db.$queryRaw<{ key: string }[]>`
        INSERT INTO "Cooldown" (key, until) VALUES (${key}, ${until})
        ON CONFLICT (key) DO UPDATE SET until = EXCLUDED.until WHERE "Cooldown".until <= ${at}
        RETURNING key`;
      if (begun.length > 0) return 0;
      const running = await db.cooldown.findUnique({ where: { key } });
      return Math.max(1, (running?.until.getTime() ?? 0) - at.getTime());
    },
    async cancelCooldown(key) {
      await db.cooldown.deleteMany({ where: { key } });
    },
  };
}
