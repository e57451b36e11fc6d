import type { Community, Person, PrismaClient } from '../database/generated/client.ts';
import type { KnownChat } from './call.ts';

/**
 * The community of this chat; in a private chat the one that the person chose,
 * else the only one the person was seen in, else the only one that there is.
 */
export async function currentCommunity(
  db: PrismaClient,
  chat: KnownChat,
  person: Person,
): Promise<Community | undefined> {
  if (chat.connection) {
    const community = await db.community.findUnique({ where: { id: chat.connection.communityId } });
    return community ?? undefined;
  }
  if (chat.kind !== 'private') return undefined;
  if (person.currentCommunityId) {
    const chosen = await db.community.findUnique({ where: { id: person.currentCommunityId } });
    if (chosen) return chosen;
  }
  const mine = await communitiesOf(db, person.id, 2);
  if (mine.length > 0) return mine.length === 1 ? mine[0] : undefined;
  const all = await db.community.findMany({ take: 2 });
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
): Promise<void> {
  const where = { personId_communityId: { personId, communityId } };
  if (await db.membership.findUnique({ where })) return;
  await db.membership.upsert({ where, update: {}, create: { personId, communityId } });
}
