import { findCachedCommunity } from '../../context/current-community.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { QueryCache } from '../../database/cache/query-cache.ts';
import type { Community, Event, Prisma, PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';

/**
 * Communities whose events anybody may see who has a link to one: their calendar is public, or their members may send
 * the events to any chat.
 */
export const isShared = ({
  hasPublicCalendar,
  hasInlineCards,
}: Pick<Community, 'hasPublicCalendar' | 'hasInlineCards'>): boolean =>
  hasPublicCalendar || hasInlineCards;

/** {@link isShared} as a condition. */
const sharedWhere: Prisma.CommunityWhereInput = {
  OR: [{ hasPublicCalendar: true }, { hasInlineCards: true }],
};

/**
 * Events that a person may see wherever they are: those of the community where they act, of their other communities, and
 * of communities that share theirs with everybody.
 */
export const visibleEventScope = ({
  community,
  person,
}: Pick<RequestContext, 'community' | 'person'>): Prisma.EventWhereInput[] => [
  ...(community ? [{ communityId: community.id }] : []),
  { community: { members: { some: { personId: person.id } } } },
  { community: sharedWhere },
];

/** The event of a link. @returns undefined when it is gone, or not for this person: they are not told which */
export const findLinkedEvent = (
  request: Pick<RequestContext, 'db' | 'community' | 'person'>,
  id: string,
): Promise<Event | null> =>
  request.db.event.findFirst({
    where: { ...withKnownEnumValues.event, id, OR: visibleEventScope(request) },
  });

/** The community of an event, which may be another one than where a person acts. */
export const communityOf = (
  { db, cache }: { db: PrismaClient; cache: QueryCache },
  { communityId }: Pick<Event, 'communityId'>,
): Promise<Community | null> => findCachedCommunity(db, communityId, cache);
