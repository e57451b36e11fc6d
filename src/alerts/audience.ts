import type { CommandContext } from '../context/command-context.ts';
import type { Alert } from '../database/generated/client.ts';

/** Who gets an alert: the chats that follow alerts, or those that asked for drills. */
export const alertAudience = ({
  communityId,
  isDrill,
}: Pick<Alert, 'communityId' | 'isDrill'>) => ({
  to: 'topic' as const,
  communityId,
  topic: isDrill ? ('drills' as const) : ('alerts' as const),
});

/** How many chats an alert reaches, in words: all, and by platform. */
export async function describeReach(
  call: Pick<CommandContext, 'db' | 'publications' | 't'>,
  alert: Pick<Alert, 'communityId' | 'isDrill'>,
): Promise<{ count: number; words: string }> {
  const { db, publications, t } = call;
  const count = await publications.audienceSize(alertAudience(alert));
  const { communityId, topic } = alertAudience(alert);
  const platforms = await db.chat.groupBy({
    by: ['platform'],
    where: { closedAt: null, subscriptions: { some: { communityId, topic } } },
    orderBy: { platform: 'asc' },
    _count: true,
  });
  const parts = platforms.map(({ platform, _count }) => `${t(`platforms.${platform}`)} ${_count}`);
  const all = t('alerts.reach', { count });
  return { count, words: parts.length === 0 ? all : `${all} (${parts.join(', ')})` };
}
