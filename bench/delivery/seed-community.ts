import type { PrismaClient } from '../../src/database/generated/client.ts';

/** The trial's community is not the one that the bot creates for each server. */
export const loadCommunityName = 'Trial';

export interface SeedOptions {
  /** Channels on Discord. */
  discord: number;
  /** Private chats on Telegram, and the index of the first person. */
  telegram: number;
  from?: number;
  /** Whether Telegram's basic group is included. */
  group?: boolean;
}

/** Creates a community with the chats of the trial's platforms, unless it exists. */
export async function seedCommunity(
  db: PrismaClient,
  { discord, telegram, from = 0, group = false }: SeedOptions,
): Promise<void> {
  if ((await db.community.count({ where: { name: loadCommunityName } })) > 0) return;
  const { id } = await db.community.create({
    data: { name: loadCommunityName, locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
  });
  await db.$executeRaw`
    INSERT INTO "Chat" (id, platform, "platformId", kind, title)
    SELECT gen_random_uuid(), 'discord', (1410000000000000000 + i)::text, 'channel', 'channel ' || i
    FROM generate_series(0, ${discord}::bigint - 1) i`;
  await db.$executeRaw`
    INSERT INTO "Chat" (id, platform, "platformId", kind, title)
    SELECT gen_random_uuid(), 'telegram', (5000000 + i)::text, 'private', 'person ' || i
    FROM generate_series(${from}::bigint, ${from + telegram}::bigint - 1) i`;
  if (group) {
    await db.chat.create({
      data: { platform: 'telegram', platformId: '-4000001', kind: 'group', title: 'group' },
    });
  }
  await db.$executeRaw`
    INSERT INTO "Subscription" (id, "chatId", "communityId", topic)
    SELECT gen_random_uuid(), c.id, ${id}::uuid, 'briefings' FROM "Chat" c`;
}
