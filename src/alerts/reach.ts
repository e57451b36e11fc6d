import type { Call } from '../communities/call.ts';
import type { Audience } from '../delivery/publications.ts';

/** Who gets the alerts of a community. */
export const alertAudience = (communityId: string): Audience => ({
  to: 'topic',
  communityId,
  topic: 'alerts',
});

/** How many chats an alert reaches, in words: all, and by platform. */
export async function sayReach(
  call: Pick<Call, 'db' | 'publications' | 't'>,
  communityId: string,
): Promise<{ count: number; words: string }> {
  const { db, publications, t } = call;
  const count = await publications.reach(alertAudience(communityId));
  const platforms = await db.chat.groupBy({
    by: ['platform'],
    where: { closedAt: null, subscriptions: { some: { communityId, topic: 'alerts' } } },
    orderBy: { platform: 'asc' },
    _count: true,
  });
  const parts = platforms.map(({ platform, _count }) => `${t(`platforms.${platform}`)} ${_count}`);
  const all = t('alerts.reach', { count });
  return { count, words: parts.length === 0 ? all : `${all} (${parts.join(', ')})` };
}
