import type { PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryState } from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';

export interface ReclaimOptions {
  /** Whether sending again with the same key creates no second message. */
  supportsIdempotencyKey: boolean;
  /** Whether to reclaim deliveries whose lease still holds too: their worker is known to be gone. */
  includeUnexpired: boolean;
  /** Deliveries that this process is working on. */
  excludedIds: readonly string[];
  now: Date;
}

/**
 * Reclaims deliveries whose worker died while sending. Those that cannot be sent twice are queued again; the outcome
 * of the others is unknown.
 * @returns their priority and new state
 */
export const reclaimExpired = (
  db: PrismaClient,
  platform: Platform,
  { supportsIdempotencyKey, includeUnexpired, excludedIds, now }: ReclaimOptions,
): Promise<{ priority: number; state: DeliveryState }[]> =>
  db.$queryRaw`
    UPDATE "Delivery" SET
      state = CASE WHEN "uncertainSince" IS NULL OR ${supportsIdempotencyKey} THEN 'queued'::"DeliveryState" ELSE 'unknown'::"DeliveryState" END,
      failures = failures + 1, "leaseUntil" = NULL, "dueAt" = COALESCE("dueAt", ${now}),
      error = 'the program ended while sending'
    WHERE platform = ${platform}::"Platform" AND state = 'sending' AND (${includeUnexpired} OR "leaseUntil" < ${now})
      AND id <> ALL(${[...excludedIds]}::uuid[])
    RETURNING priority, state::text AS state`;
