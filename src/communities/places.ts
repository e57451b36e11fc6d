import type { Config } from '../config.ts';
import type { Connection, Prisma, PrismaClient } from '../database/generated/client.ts';
import { moveChat } from '../delivery/chats.ts';
import type { Platform } from '../kit/invocation.ts';
import { connectionOf } from './chats.ts';

export interface Space {
  platformId: string;
  title: string;
}

type Place = { space?: Space; user?: string };

/** Begins a community in a place that belongs to none yet. Its managers are the community's admins. */
export async function foundCommunity(
  db: PrismaClient,
  platform: Platform,
  { platformId, title }: Space,
  { LOCALE, TIME_ZONE }: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
): Promise<void> {
  if (await connectionOf(db, platform, platformId)) return;
  await db.leftPlace.deleteMany({ where: { platform, platformId } });
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
export async function stayFree(
  tx: Pick<Prisma.TransactionClient, 'leftPlace'>,
  { platform, platformId }: Pick<Connection, 'platform' | 'platformId'>,
): Promise<void> {
  await tx.leftPlace.createMany({ data: [{ platform, platformId }], skipDuplicates: true });
}

const chatsOf = (platform: Platform, { space, user }: Place) => ({
  platform,
  ...(space
    ? { OR: [{ platformId: space.platformId }, { connection: { platformId: space.platformId } }] }
    : { platformId: user ?? '' }),
});

/** Reasons for which a chat was closed that other rights end. */
const rightsGone = ['noRights', 'gone', 'archived'];

/** What follows when the bot is added, removed, blocked or moved. @param now milliseconds since the epoch */
export function createPlaces(
  db: PrismaClient,
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
  now: () => number,
) {
  return {
    /** A Discord server becomes a community at once; a Telegram chat when its administrator starts it. */
    async joined(platform: Platform, space: Space): Promise<void> {
      const { platformId } = space;
      const left = await db.leftPlace.count({ where: { platform, platformId } });
      if (platform === 'discord' && left === 0) {
        await foundCommunity(db, platform, space, config);
      }
    },
    async left(platform: Platform, place: Place, reason: string): Promise<void> {
      const { space } = place;
      // Who adds the bot again begins anew.
      if (space) {
        await db.leftPlace.deleteMany({ where: { platform, platformId: space.platformId } });
      }
      await db.chat.updateMany({
        where: { ...chatsOf(platform, place), closedAt: null },
        data: { closedAt: new Date(now()), closedReason: reason },
      });
    },
    async reopened(platform: Platform, place: Place): Promise<void> {
      await db.chat.updateMany({
        where: { ...chatsOf(platform, place), closedAt: { not: null } },
        data: { closedAt: null, closedReason: null },
      });
    },
    async rightsBack(platform: Platform, chats: readonly string[]): Promise<void> {
      await db.chat.updateMany({
        where: { platform, platformId: { in: [...chats] }, closedReason: { in: rightsGone } },
        data: { closedAt: null, closedReason: null },
      });
    },
    async migrated(platform: Platform, from: string, to: string): Promise<void> {
      await db.$transaction((tx) =>
        moveChat(tx, { platform, platformId: from }, to, new Date(now())),
      );
    },
  };
}
