import { noQueryCache, type QueryCache } from '../database/cache/query-cache.ts';
import type { Community, Person, PrismaClient } from '../database/generated/client.ts';
import type { ChatWithConnection, RequestContext } from './request-context.ts';

/** A community by its id, which `isUuid` has accepted. */
export const findCachedCommunity = (
  db: PrismaClient,
  id: string,
  memory: QueryCache,
): Promise<Community | null> =>
  memory.getOrLoad({
    key: `community ${id}`,
    load: () => db.community.findUnique({ where: { id } }),
    dependencies: (found) => (found ? [`Community:${id}`] : undefined),
  });

/** At most two of a person's communities: enough to tell whether there is only one. */
const firstCommunities = (db: PrismaClient, personId: string, memory: QueryCache) =>
  memory.getOrLoad({
    key: `communities ${personId}`,
    load: () => listCommunitiesOf(db, personId, 2),
    dependencies: (found) => [
      `Membership:${personId}`,
      ...found.map(({ id }) => `Community:${id}` as const),
    ],
  });

/**
 * The community of a chat. In a private chat: the one that the person chose, else the person's only one, else the only
 * one of the deployment.
 */
export async function resolveCurrentCommunity(
  db: PrismaClient,
  chat: ChatWithConnection,
  person: Person | undefined,
  memory: QueryCache = noQueryCache,
): Promise<Community | undefined> {
  if (chat.connection) {
    return (await findCachedCommunity(db, chat.connection.communityId, memory)) ?? undefined;
  }
  if (chat.kind !== 'private') return undefined;
  if (person?.currentCommunityId) {
    const chosen = await findCachedCommunity(db, person.currentCommunityId, memory);
    if (chosen) return chosen;
  }
  const mine = person ? await firstCommunities(db, person.id, memory) : [];
  if (mine.length > 0) return mine.length === 1 ? mine[0] : undefined;
  const all = await memory.getOrLoad({
    key: 'communities',
    load: () => db.community.findMany({ take: 2 }),
    dependencies: () => ['Community'],
  });
  return all.length === 1 ? all[0] : undefined;
}

/** A person's communities, by name. */
export const listCommunitiesOf = (
  db: PrismaClient,
  personId: string,
  limit: number,
): Promise<Community[]> =>
  db.community.findMany({
    where: { members: { some: { personId } } },
    orderBy: { name: 'asc' },
    take: limit,
  });

/** Communities offered at once. */
const maxOffered = 20;

/** The communities that a person has to choose from in a private chat; empty when one is current already. */
export async function communityChoices(
  request: Pick<RequestContext, 'db' | 'isPrivate' | 'community' | 'person'>,
): Promise<{ id: string; name: string }[]> {
  if (!request.isPrivate || request.community) return [];
  const mine = await listCommunitiesOf(request.db, request.person.id, maxOffered);
  // Equal names are numbered.
  return mine.map(({ id, name }, at) => {
    const before = mine.slice(0, at).filter((one) => one.name === name).length;
    return { id, name: before === 0 ? name : `${name} (${before + 1})` };
  });
}

/** Makes one of a person's communities current in their private chats. @returns the person as stored then */
export async function selectCommunity(
  db: PrismaClient,
  person: Person,
  communityId: string,
): Promise<Person> {
  const where = { personId_communityId: { personId: person.id, communityId } };
  if (!(await db.membership.findUnique({ where }))) return person;
  return db.person.update({
    where: { id: person.id },
    data: { currentCommunityId: communityId },
  });
}

/**
 * Makes a person's only community current in their private chats, so that joining another one later does not change
 * what their private chats are about.
 */
export async function keepOnlyCommunity(
  db: PrismaClient,
  { id, currentCommunityId }: Person,
  community: Community | undefined,
  memory: QueryCache = noQueryCache,
): Promise<void> {
  if (currentCommunityId !== null || !community) return;
  const [only, ...others] = await firstCommunities(db, id, memory);
  if (only?.id !== community.id || others.length > 0) return;
  await db.person.updateMany({
    where: {
      id,
      currentCommunityId: null,
      memberships: { some: { communityId: community.id } },
    },
    data: { currentCommunityId: community.id },
  });
}

/** Stores that a person belongs to a community. */
export async function ensureMembership(
  db: PrismaClient,
  personId: string,
  communityId: string,
  memory: QueryCache = noQueryCache,
): Promise<void> {
  const where = { personId_communityId: { personId, communityId } };
  const known = await memory.getOrLoad({
    key: `membership ${personId} ${communityId}`,
    load: () => db.membership.findUnique({ where }),
    dependencies: (found) => (found ? [`Membership:${personId}`] : undefined),
  });
  if (known) return;
  // A person may act in two chats at once.
  await db.membership.createMany({ data: [{ personId, communityId }], skipDuplicates: true });
}
