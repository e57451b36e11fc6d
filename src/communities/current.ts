import type { Community, Person, PrismaClient } from '../database/generated/client.ts';
import { forgetful, type Memory } from '../database/memory.ts';
import type { KnownChat } from './call.ts';

const knownCommunity = (db: PrismaClient, id: string, memory: Memory): Promise<Community | null> =>
  memory.recall({
    key: `community ${id}`,
    read: () => db.community.findUnique({ where: { id } }),
    sources: (found) => (found ? [`Community:${id}`] : undefined),
  });

/**
 * The community of this chat; in a private chat the one that the person chose,
 * else the only one the person was seen in, else the only one that there is.
 */
export async function currentCommunity(
  db: PrismaClient,
  chat: KnownChat,
  person: Person,
  memory: Memory = forgetful,
): Promise<Community | undefined> {
  if (chat.connection) {
    return (await knownCommunity(db, chat.connection.communityId, memory)) ?? undefined;
  }
  if (chat.kind !== 'private') return undefined;
  if (person.currentCommunityId) {
    const chosen = await knownCommunity(db, person.currentCommunityId, memory);
    if (chosen) return chosen;
  }
  const mine = await memory.recall({
    key: `communities ${person.id}`,
    read: () => communitiesOf(db, person.id, 2),
    sources: (found) => [
      `Membership:${person.id}`,
      ...found.map(({ id }) => `Community:${id}` as const),
    ],
  });
  if (mine.length > 0) return mine.length === 1 ? mine[0] : undefined;
  const all = await memory.recall({
    key: 'communities',
    read: () => db.community.findMany({ take: 2 }),
    sources: () => ['Community'],
  });
  return all.length === 1 ? all[0] : undefined;
}

/** The communities in which a person was seen, by name. */
export const communitiesOf = (
  db: PrismaClient,
  personId: string,
  limit: number,
): Promise<Community[]> =>
  db.community.findMany({
    where: { members: { some: { personId } } },
    orderBy: { name: 'asc' },
    take: limit,
  });

/** Remembers that a person is of a community. */
export async function remember(
  db: PrismaClient,
  personId: string,
  communityId: string,
  memory: Memory = forgetful,
): Promise<void> {
  const where = { personId_communityId: { personId, communityId } };
  const known = await memory.recall({
    key: `membership ${personId} ${communityId}`,
    read: () => db.membership.findUnique({ where }),
    sources: (found) => (found ? [`Membership:${personId}`] : undefined),
  });
  if (known) return;
  await db.membership.upsert({ where, update: {}, create: { personId, communityId } });
}
