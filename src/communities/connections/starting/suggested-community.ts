import { listCommunitiesOf } from '../../../context/current-community.ts';
import type { RequestContext } from '../../../context/request-context.ts';
import type { SpaceDescription } from '../../../context/roles/platform-permissions.ts';
import type { Community } from '../../../database/generated/client.ts';

/** A community that a chat may be meant for: other chats of its Telegram community are connected to it. */
export interface SuggestedCommunity {
  community: Community;
  /** Whether the account may connect chats to it. */
  isAdmin: boolean;
}

type SuggestionRequest = Pick<
  RequestContext,
  'db' | 'account' | 'person' | 'platformPermissions' | 'roles'
>;

/** Limits of what is read for one suggestion. */
const limits = { communities: 20, connections: 20, lookups: 10 } as const;

/** Asks the platform about chats of the person's communities that were connected before this was recorded. */
async function recordUnknownChats({
  db,
  account: { platform },
  person,
  platformPermissions,
}: SuggestionRequest): Promise<void> {
  const mine = await listCommunitiesOf(db, person.id, limits.communities);
  const unknown = await db.connection.findMany({
    where: { platform, platformCommunityId: null, communityId: { in: mine.map(({ id }) => id) } },
    take: limits.lookups,
  });
  for (const { id, platformId } of unknown) {
    const described = await platformPermissions[platform].describe(platformId);
    const { platformCommunityId } = described ?? {};
    if (platformCommunityId === undefined) continue;
    await db.connection.updateMany({ where: { id }, data: { platformCommunityId } });
  }
}

/** The community to offer first for a chat; where there are several, one whose admin the account is. */
export async function findSuggestedCommunity(
  request: SuggestionRequest,
  { platformCommunityId }: Pick<SpaceDescription, 'platformCommunityId'>,
): Promise<SuggestedCommunity | undefined> {
  if (platformCommunityId === undefined) return undefined;
  await recordUnknownChats(request);
  const { db, account, roles } = request;
  const connections = await db.connection.findMany({
    where: { platform: account.platform, platformCommunityId },
    include: { community: true },
    orderBy: { createdAt: 'asc' },
    take: limits.connections,
  });
  const communities = new Map(connections.map(({ community }) => [community.id, community]));
  for (const community of communities.values())
    if ((await roles(community)).has('admin')) return { community, isAdmin: true };
  const [first] = communities.values();
  return first && { community: first, isAdmin: false };
}
