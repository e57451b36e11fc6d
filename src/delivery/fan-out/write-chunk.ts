import type { Prisma, Publication } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import { type AudienceRule, isAmendment } from '../publications.ts';
import { audienceChatIds } from './audience.ts';

/** The result of a chunk. */
export interface WrittenChunk {
  /** Chats of the audience that it covered. */
  covered: number;
  /** The last of them, where the next chunk begins. */
  lastChatId: string | null;
  /** Deliveries that were inserted as skipped. */
  skipped: Readonly<Record<Platform, number>>;
}

export const emptyChunk: WrittenChunk = {
  covered: 0,
  lastChatId: null,
  skipped: { discord: 0, telegram: 0 },
};

/** Common prefix of the ids of a publication's deliveries, as in a UUID of version 7: adjacent ids are inserted faster. */
const idPrefix = (createdAt: Date): string => {
  const hex = Math.max(0, createdAt.getTime()).toString(16).padStart(12, '0').slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
};

interface ChunkRow {
  covered: number;
  last: string | null;
  discord: number;
  telegram: number;
}

/**
 * Inserts the deliveries of one page of a publication's audience.
 * @param size most chats of the page
 * @param parts how many messages the publication is on each platform
 */
export async function writeChunk(
  tx: Prisma.TransactionClient,
  publication: Publication,
  audience: AudienceRule,
  size: number,
  parts: Readonly<Record<Platform, number>>,
): Promise<WrittenChunk> {
  const chatIds = audienceChatIds(audience, { after: publication.fanOutCursor, limit: size });
  // A closed chat gets no delivery of a new message, but a skipped one of a change: its copy stays unchanged.
  const changesCopies = publication.originalId !== null;
  const [row] = await tx.$queryRaw<ChunkRow[]>`
    WITH page AS MATERIALIZED (SELECT DISTINCT id FROM (${chatIds}) a ORDER BY id LIMIT ${size}),
    made AS (
      INSERT INTO "Delivery" (id, "publicationId", "chatId", platform, priority, boosted, state, "dueAt", parts, error, "messageIds")
      SELECT (${idPrefix(publication.createdAt)} || substr(gen_random_uuid()::text, 16))::uuid, ${publication.id}::uuid, c.id, c.platform, ${publication.priority}::int, ${isAmendment(publication)}::bool,
        CASE WHEN c."closedAt" IS NULL THEN 'queued' ELSE 'skipped' END::"DeliveryState",
        CASE WHEN ${publication.pausedAt !== null} THEN NULL ELSE ${publication.createdAt}::timestamptz END,
        CASE c.platform WHEN 'discord' THEN ${parts.discord}::int ELSE ${parts.telegram}::int END,
        CASE WHEN c."closedAt" IS NULL THEN NULL ELSE COALESCE(c."closedReason", 'closed') END, '{}'
      FROM page JOIN "Chat" c ON c.id = page.id
      WHERE c."closedAt" IS NULL OR ${changesCopies}
      ON CONFLICT ("publicationId", "chatId") DO NOTHING
      RETURNING platform, state)
    SELECT count(*)::int AS covered, max(id::text) AS last,
      (SELECT count(*)::int FROM made WHERE state = 'skipped' AND platform = 'discord') AS discord,
      (SELECT count(*)::int FROM made WHERE state = 'skipped' AND platform = 'telegram') AS telegram FROM page`;
  if (!row) return emptyChunk;
  const { covered, last, discord, telegram } = row;
  return { covered, lastChatId: last, skipped: { discord, telegram } };
}
