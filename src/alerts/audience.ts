import type { Alert, PrismaClient } from '../database/generated/client.ts';
import type { Platform } from '../database/generated/enums.ts';
import type { Publications } from '../delivery/publications.ts';

/** Chats subscribed to alerts, or to drills for a drill. */
export const alertAudience = ({
  communityId,
  isDrill,
}: Pick<Alert, 'communityId' | 'isDrill'>) => ({
  to: 'topic' as const,
  communityId,
  topic: isDrill ? ('drills' as const) : ('alerts' as const),
});

/** How many open chats get an alert. */
export interface AlertReach {
  count: number;
  byPlatform: readonly { platform: Platform; count: number }[];
}

/** Counts the chats that an alert would be sent to now. */
export async function countReach(
  { db, publications }: { db: PrismaClient; publications: Publications },
  alert: Pick<Alert, 'communityId' | 'isDrill'>,
): Promise<AlertReach> {
  const audience = alertAudience(alert);
  const { communityId, topic } = audience;
  const platforms = await db.chat.groupBy({
    by: ['platform'],
    where: { closedAt: null, subscriptions: { some: { communityId, topic } } },
    orderBy: { platform: 'asc' },
    _count: true,
  });
  return {
    count: await publications.audienceSize(audience),
    byPlatform: platforms.map(({ platform, _count }) => ({ platform, count: _count })),
  };
}
