import type { PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryState, PublicationKind } from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';
import { pauseSecondsByPlatform } from './workload.ts';

/** Everything that is not finished. */
export interface DeliveryBacklog {
  /** Deliveries that are queued, being sent, or unknown. */
  deliveries: { platform: Platform; priority: number; state: DeliveryState; count: number }[];
  /** Publications whose deliveries are still being inserted, by kind. */
  fanOuts: { kind: PublicationKind; count: number }[];
  /** Seconds for which the whole bot is paused. */
  pausedSeconds: Record<Platform, number>;
}

/** Counts what is not finished. The query uses the index of the workers. */
export async function backlogOf(db: PrismaClient, now: Date): Promise<DeliveryBacklog> {
  const deliveries = await db.$queryRaw<DeliveryBacklog['deliveries']>`
    SELECT platform::text AS platform, priority, state::text AS state, count(*)::int AS count FROM "Delivery"
    WHERE platform IN ('discord', 'telegram') AND state IN ('queued', 'sending', 'unknown') GROUP BY 1, 2, 3`;
  const pending = await db.publication.groupBy({
    by: ['kind'],
    where: { fanOut: 'pending', cancelledAt: null },
    _count: true,
  });
  return {
    deliveries,
    fanOuts: pending.map(({ kind, _count: count }) => ({ kind, count })),
    pausedSeconds: await pauseSecondsByPlatform(db, now),
  };
}
