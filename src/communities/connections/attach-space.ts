import { findConnection } from '../../context/chats.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { JoiningSpace } from './joining-space.ts';

/** Whether a community has anything beside its one space. An empty one, created when the bot came in, may be replaced. */
export async function hasContent(
  tx: Pick<Transaction, 'community'>,
  communityId: string,
): Promise<boolean> {
  const { _count: counts } = await tx.community.findUniqueOrThrow({
    where: { id: communityId },
    select: {
      _count: {
        select: {
          connections: true,
          events: true,
          courses: true,
          briefings: true,
          alerts: true,
          grants: true,
          subscriptions: true,
        },
      },
    },
  });
  const { connections, ...content } = counts;
  return connections > 1 || Object.values(content).some((count) => count > 0);
}

/** The name of the community that ends when its space joins another one; undefined when none does. */
export async function findEndingCommunityName(
  db: Pick<PrismaClient, 'connection' | 'community'>,
  { platform, platformId }: Pick<JoiningSpace, 'platform' | 'platformId'>,
  joinedId: string,
): Promise<string | undefined> {
  const present = await findConnection(db, platform, platformId);
  if (!present || present.communityId === joinedId) return undefined;
  return (await db.community.findUnique({ where: { id: present.communityId } }))?.name;
}

/**
 * Connects a space to a community. Its present community ends, if it is empty.
 * @throws UserError when that community is not empty: content may have come after the space asked
 */
export async function attachSpace(
  tx: Transaction,
  { platform, platformId, title, platformCommunityId: known }: JoiningSpace,
  communityId: string,
): Promise<void> {
  const present = await findConnection(tx, platform, platformId);
  if (present?.communityId === communityId) return;
  if (present) {
    await tx.$queryRaw`SELECT "id" FROM "Community" WHERE "id" = ${present.communityId}::uuid FOR UPDATE`;
    if (await hasContent(tx, present.communityId)) {
      throw new UserError('commands.connect.taken', { place: title });
    }
  }
  const platformCommunityId = known ?? null;
  const connection = await tx.connection.upsert({
    where: { platform_platformId: { platform, platformId } },
    update: { communityId, founding: false, title, platformCommunityId },
    create: { platform, platformId, title, communityId, platformCommunityId },
  });
  await tx.chat.updateMany({
    where: { platform, platformId },
    data: { connectionId: connection.id },
  });
  await tx.disconnectedSpace.deleteMany({ where: { platform, platformId } });
  if (present) await tx.community.delete({ where: { id: present.communityId } });
}
