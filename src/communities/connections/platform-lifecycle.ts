import type { Config } from '../../config/config.ts';
import { findConnection } from '../../context/chats.ts';
import type { Connection, Prisma, PrismaClient } from '../../database/generated/client.ts';
import { migrateChat } from '../../delivery/ledger/chat-lifecycle.ts';
import type { Platform } from '../../platform.ts';

export interface NewSpace {
  platformId: string;
  title: string;
}

type SpaceOrUser = { space?: NewSpace; user?: string };

/** Begins a community in a place that belongs to none yet. Its managers are the community's admins. */
export async function createCommunityForSpace(
  db: PrismaClient,
  platform: Platform,
  { platformId, title }: NewSpace,
  { LOCALE, TIME_ZONE }: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
): Promise<void> {
  if (await findConnection(db, platform, platformId)) return;
  await db.disconnectedSpace.deleteMany({ where: { platform, platformId } });
  await db.community.create({
    data: {
      name: title,
      locale: LOCALE,
      zone: TIME_ZONE,
      connections: { create: { platform, platformId, title, founding: true } },
    },
  });
}

/** Keeps a place that left its community from beginning one of its own accord. */
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

/** Reasons for which a chat was closed that other rights end. */
const permissionReasons = ['noRights', 'gone', 'archived'];

/** What follows when the bot is added, removed, blocked or moved. @param now milliseconds since the epoch */
export function createPlatformLifecycle(
  db: PrismaClient,
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
  now: () => number,
) {
  return {
    /** A Discord server becomes a community at once; a Telegram chat when its administrator starts it. */
    async joined(platform: Platform, space: NewSpace): Promise<void> {
      const { platformId } = space;
      const left = await db.disconnectedSpace.count({ where: { platform, platformId } });
      if (platform === 'discord' && left === 0) {
        await createCommunityForSpace(db, platform, space, config);
      }
    },
    async left(platform: Platform, place: SpaceOrUser, reason: string): Promise<void> {
      const { space } = place;
      // Who adds the bot again begins anew.
      if (space) {
        await db.disconnectedSpace.deleteMany({
          where: { platform, platformId: space.platformId },
        });
      }
      await db.chat.updateMany({
        where: { ...chatsOf(platform, place), closedAt: null },
        data: { closedAt: new Date(now()), closedReason: reason },
      });
    },
    async reopened(platform: Platform, place: SpaceOrUser): Promise<void> {
      await db.chat.updateMany({
        where: { ...chatsOf(platform, place), closedAt: { not: null } },
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
    async migrated(platform: Platform, from: string, to: string): Promise<void> {
      await db.$transaction((tx) =>
        migrateChat(tx, { platform, platformId: from }, to, new Date(now())),
      );
    },
  };
}
