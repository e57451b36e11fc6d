import type { PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryState, PublicationKind } from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';

/** What stands in the ledger now and is not at its end. */
export interface DeliveryBacklog {
  /** Copies that wait, are under way, or of which nobody knows whether they arrived. */
  deliveries: { platform: Platform; priority: number; state: DeliveryState; count: number }[];
  /** Publications whose copies are still being written, by kind. */
  fanOuts: { kind: PublicationKind; count: number }[];
  /** Seconds for which a platform wants nothing at all from the bot. */
  pausedSeconds: Record<Platform, number>;
}

/** Counts what is open, along the index that the senders go by. */
export async function backlogOf(db: PrismaClient, now: Date): Promise<DeliveryBacklog> {
  const deliveries = await db.$queryRaw<DeliveryBacklog['deliveries']>`
    SELECT platform::text AS platform, priority, state::text AS state, count(*)::int AS count FROM "Delivery"
    WHERE platform IN ('discord', 'telegram') AND state IN ('queued', 'sending', 'unknown') GROUP BY 1, 2, 3`;
  const writing = await db.publication.groupBy({
    by: ['kind'],
    where: { fanOut: 'pending', cancelledAt: null },
    _count: true,
  });
  const waits = await db.rateLimitPause.findMany({ where: { key: 'bot', until: { gt: now } } });
  const waitOf = (platform: Platform) => {
    const until = waits.find((wait) => wait.platform === platform)?.until ?? now;
    return (until.getTime() - now.getTime()) / 1000;
  };
  return {
    deliveries,
    fanOuts: writing.map(({ kind, _count: count }) => ({ kind, count })),
    pausedSeconds: { discord: waitOf('discord'), telegram: waitOf('telegram') },
  };
}
