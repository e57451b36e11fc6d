import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/config.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';

/** A Discord server or a Telegram group or channel. */
export interface NewSpace {
  platformId: string;
  title: string;
}

/** Reasons for a closed chat that restored permissions remove. */
export const permissionReasons = ['noRights', 'gone', 'archived'];

interface Findings {
  /** Spaces that belong to no community and were not disconnected on purpose. */
  unknown: ReadonlySet<string>;
  /** Chats closed for a reason that restored permissions remove. */
  closed: readonly string[];
}

async function readFindings(
  db: PrismaClient,
  platform: Platform,
  ids: readonly string[],
): Promise<Findings> {
  const rows = await db.$queryRaw<{ isSpace: boolean; id: string }[]>`
    SELECT true AS "isSpace", s."id" FROM unnest(${ids}::text[]) AS s("id")
    WHERE NOT EXISTS (
      SELECT FROM "Connection" c
      WHERE c."platform" = ${platform}::"Platform" AND c."platformId" = s."id"
    ) AND NOT EXISTS (
      SELECT FROM "DisconnectedSpace" d
      WHERE d."platform" = ${platform}::"Platform" AND d."platformId" = s."id"
    )
    UNION ALL
    SELECT false, "platformId" FROM "Chat"
    WHERE "platform" = ${platform}::"Platform" AND "closedAt" IS NOT NULL
      AND "closedReason" = ANY(${permissionReasons}::text[])`;
  return {
    unknown: new Set(rows.filter(({ isSpace }) => isSpace).map(({ id }) => id)),
    closed: rows.filter(({ isSpace }) => !isSpace).map(({ id }) => id),
  };
}

/** Creates a community for each of the spaces. @throws when one was connected meanwhile; then none is created */
async function createCommunities(
  db: PrismaClient,
  platform: Platform,
  spaces: readonly NewSpace[],
  { LOCALE, TIME_ZONE }: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
): Promise<void> {
  const ids = spaces.map(() => randomUUID());
  const connectionIds = spaces.map(() => randomUUID());
  const platformIds = spaces.map(({ platformId }) => platformId);
  const titles = spaces.map(({ title }) => title);
  await db.$executeRaw`
    WITH space AS (
      SELECT * FROM unnest(
        ${ids}::uuid[], ${connectionIds}::uuid[], ${platformIds}::text[], ${titles}::text[]
      ) AS s("communityId", "id", "platformId", "title")
    ), community AS (
      INSERT INTO "Community" ("id", "name", "locale", "zone")
      SELECT "communityId", "title", ${LOCALE}::"Locale", ${TIME_ZONE} FROM space
    )
    INSERT INTO "Connection" ("id", "communityId", "platform", "platformId", "title", "founding")
    SELECT "id", "communityId", ${platform}::"Platform", "platformId", "title", true FROM space`;
}

/**
 * Records the spaces that a bot is in: creates a community for each that belongs to none and was not disconnected on
 * purpose, and reopens chats in which the bot may write again. Takes one to three statements however many spaces there
 * are; only the first when nothing changed since the last start.
 * @param writableAmong those of the chats in which the bot may write now
 */
export async function recordPresentSpaces(
  db: PrismaClient,
  platform: Platform,
  spaces: readonly NewSpace[],
  writableAmong: (chats: readonly string[]) => readonly string[],
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE'>,
): Promise<void> {
  const ids = spaces.map(({ platformId }) => platformId);
  const { unknown, closed } = await readFindings(db, platform, ids);
  const fresh = spaces.filter(({ platformId }) => unknown.has(platformId));
  if (fresh.length > 0) await createCommunities(db, platform, fresh, config);
  const writable = writableAmong(closed);
  if (writable.length === 0) return;
  await db.$executeRaw`
    UPDATE "Chat" SET "closedAt" = NULL, "closedReason" = NULL
    WHERE "platform" = ${platform}::"Platform" AND "platformId" = ANY(${writable}::text[])
      AND "closedReason" = ANY(${permissionReasons}::text[])`;
}
