import type { Config } from '../../config/config.ts';
import { findConnection } from '../../context/chats.ts';
import type { Connection, Prisma, PrismaClient } from '../../database/generated/client.ts';
import { migrateChat } from '../../delivery/ledger/chat-lifecycle.ts';
import type { Platform } from '../../platform.ts';
import { type NewSpace, permissionReasons, recordPresentSpaces } from '../spaces/present-spaces.ts';

type SpaceOrUser = { space?: NewSpace; user?: string };

/** Creates a community for a space that belongs to none yet. The space's managers are the community's admins. */
export async function createCommunityForSpace(
  db: PrismaClient,
  platform: Platform,
  {
    platformId,
    title,
    platformCommunityId = null,
  }: NewSpace & Partial<Pick<Connection, 'platformCommunityId'>>,
  { LOCALE, TIME_ZONE }: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
): Promise<void> {
  if (await findConnection(db, platform, platformId)) return;
  await db.disconnectedSpace.deleteMany({ where: { platform, platformId } });
  await db.community.create({
    data: {
      name: title,
      locale: LOCALE,
      zone: TIME_ZONE,
      connections: {
        create: { platform, platformId, title, platformCommunityId, founding: true },
      },
    },
  });
}

/** Keeps the bot from creating a community for a space that was disconnected on purpose. */
export async function preventAutoCreation(
  tx: Pick<Prisma.TransactionClient, 'disconnectedSpace'>,
  { platform, platformId }: Pick<Connection, 'platform' | 'platformId'>,
): Promise<void> {
  await tx.disconnectedSpace.createMany({ data: [{ platform, platformId }], skipDuplicates: true });
}

const chatsOf = (platform: Platform, { space, user }: SpaceOrUser) => ({
  platform,
  ...(space
    ? { OR: [{ platformId: space.platformId }, { connection: { platformId: space.platformId } }] }
    : { platformId: user ?? '' }),
});

/** Handles the bot being added, removed, blocked or moved. @param now milliseconds since the epoch */
export function createPlatformLifecycle(
  db: PrismaClient,
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
  now: () => number,
) {
  return {
    /** A Discord server gets a community at once; a Telegram chat when its administrator sends `/start`. */
    async joined(platform: Platform, space: NewSpace): Promise<void> {
      const { platformId } = space;
      const disconnections = await db.disconnectedSpace.count({ where: { platform, platformId } });
      if (platform === 'discord' && disconnections === 0) {
        await createCommunityForSpace(db, platform, space, config);
      }
    },
    /** Discord servers that belong to no community get one, as when the bot joins them. */
    present: (
      platform: Platform,
      spaces: readonly NewSpace[],
      writableAmong: (chats: readonly string[]) => readonly string[],
    ): Promise<void> => recordPresentSpaces(db, platform, spaces, writableAmong, config),
    async left(platform: Platform, target: SpaceOrUser, reason: string): Promise<void> {
      const { space } = target;
      // Adding the bot again creates a community again.
      if (space) {
        await db.disconnectedSpace.deleteMany({
          where: { platform, platformId: space.platformId },
        });
      }
      await db.chat.updateMany({
        where: { ...chatsOf(platform, target), closedAt: null },
        data: { closedAt: new Date(now()), closedReason: reason },
      });
    },
    async reopened(platform: Platform, target: SpaceOrUser): Promise<void> {
      await db.chat.updateMany({
        where: { ...chatsOf(platform, target), closedAt: { not: null } },
        data: { closedAt: null, closedReason: null },
      });
    },
    async permissionsRestored(platform: Platform, chats: readonly string[]): Promise<void> {
      await db.chat.updateMany({
        where: {
          platform,
          platformId: { in: [...chats] },
          closedReason: { in: permissionReasons },
        },
        data: { closedAt: null, closedReason: null },
      });
    },
    async platformCommunityChanged(
      platform: Platform,
      platformId: string,
      platformCommunityId: string | undefined,
    ): Promise<void> {
      await db.connection.updateMany({
        where: { platform, platformId },
        data: { platformCommunityId: platformCommunityId ?? null },
      });
    },
    async migrated(platform: Platform, from: string, to: string): Promise<void> {
      await db.$transaction((tx) =>
        migrateChat(tx, { platform, platformId: from }, to, new Date(now())),
      );
    },
  };
}
