import { Prisma, type PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryState, PublicationKind } from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';
import type { Transaction } from '../publications.ts';

/** Which copies of unknown fate: one, all of a chat, all of a publication, or all of a community. */
export interface UnknownFilter {
  deliveryId?: string;
  chatId?: string;
  publicationId?: string;
  communityId?: string;
}

export interface UnknownDelivery {
  deliveryId: string;
  publicationId: string;
  kind: PublicationKind;
  /** What the publication is about, as its subject names it. */
  origin: string | null;
  publishedAt: Date;
  chatId: string;
  chatTitle: string;
  platform: Platform;
  /** Which of its messages nobody knows of, from 1, and how many it has. */
  part: number;
  parts: number;
  reason: string;
  /** When the request left. */
  uncertainSince: Date | null;
}

const unknownWhere = ({ deliveryId, chatId, publicationId, communityId }: UnknownFilter) => ({
  state: 'unknown' as const,
  ...(deliveryId === undefined ? {} : { id: deliveryId }),
  ...(chatId === undefined ? {} : { chatId }),
  ...(publicationId === undefined ? {} : { publicationId }),
  ...(communityId === undefined ? {} : { publication: { communityId } }),
});

export const countUnknownDeliveries = (db: PrismaClient, which: UnknownFilter): Promise<number> =>
  db.delivery.count({ where: unknownWhere(which) });

/** Copies of which nobody knows whether they arrived, the newest publication first. */
export async function listUnknownDeliveries(
  db: PrismaClient,
  which: UnknownFilter,
  { skip = 0, take = 20 }: { skip?: number; take?: number } = {},
): Promise<UnknownDelivery[]> {
  const rows = await db.delivery.findMany({
    where: unknownWhere(which),
    include: {
      publication: {
        select: { kind: true, origin: true, createdAt: true },
      },
      chat: { select: { title: true } },
    },
    orderBy: [{ publication: { createdAt: 'desc' } }, { id: 'asc' }],
    skip,
    take,
  });
  return rows.map(({ publication, chat, ...row }) => ({
    deliveryId: row.id,
    publicationId: row.publicationId,
    kind: publication.kind,
    origin: publication.origin,
    publishedAt: publication.createdAt,
    chatId: row.chatId,
    chatTitle: chat.title,
    platform: row.platform,
    part: row.messageIds.length + 1,
    parts: row.parts,
    reason: row.error ?? '',
    uncertainSince: row.uncertainSince,
  }));
}

/** What a person found in the chat: the message is there, or it is not and is sent again. */
export type UnknownResolution = 'there' | 'again';

export interface ResolvedCount {
  platform: Platform;
  priority: number;
  state: DeliveryState;
  error: string | null;
  count: number;
}

/**
 * Settles copies of unknown fate. What is there keeps its place without a known message, so that the parts after it
 * follow; what is sent again leaves out what was corrected meanwhile.
 * @returns what they became
 */
export async function resolveUnknownDeliveries(
  tx: Transaction,
  which: UnknownFilter,
  finding: UnknownResolution,
  now: Date,
): Promise<ResolvedCount[]> {
  const those = Prisma.sql`d.state = 'unknown' AND p.id = d."publicationId"
    ${which.deliveryId === undefined ? Prisma.empty : Prisma.sql`AND d.id = ${which.deliveryId}::uuid`}
    ${which.chatId === undefined ? Prisma.empty : Prisma.sql`AND d."chatId" = ${which.chatId}::uuid`}
    ${which.publicationId === undefined ? Prisma.empty : Prisma.sql`AND d."publicationId" = ${which.publicationId}::uuid`}
    ${which.communityId === undefined ? Prisma.empty : Prisma.sql`AND p."communityId" = ${which.communityId}::uuid`}`;
  const counted = Prisma.sql`SELECT platform::text AS platform, priority, state::text AS state, error, count(*)::int AS count
    FROM settled GROUP BY 1, 2, 3, 4`;
  if (finding === 'there') {
    const whole = Prisma.sql`cardinality(d."messageIds") + 1 >= d.parts`;
    return tx.$queryRaw<ResolvedCount[]>`
      WITH settled AS (UPDATE "Delivery" d SET "messageIds" = d."messageIds" || '{""}'::text[], "uncertainSince" = NULL, failures = 0, error = NULL,
        state = CASE WHEN ${whole} THEN 'sent' ELSE 'queued' END::"DeliveryState", boosted = NOT (${whole}),
        "sentAt" = CASE WHEN ${whole} THEN ${now}::timestamptz ELSE NULL END, "dueAt" = ${now}
      FROM "Publication" p WHERE ${those} RETURNING d.platform, d.priority, d.state, d.error)
      ${counted}`;
  }
  const corrected = Prisma.sql`EXISTS (SELECT 1 FROM "Publication" e WHERE e."originalId" = COALESCE(p."originalId", p.id)
    AND e.operation IN ('edit', 'remove') AND e."createdAt" > p."createdAt")`;
  return tx.$queryRaw<ResolvedCount[]>`
    WITH settled AS (UPDATE "Delivery" d SET "uncertainSince" = NULL, failures = 0, "dueAt" = ${now},
      state = CASE WHEN ${corrected} THEN 'skipped' ELSE 'queued' END::"DeliveryState",
      error = CASE WHEN ${corrected} THEN 'corrected before it was sent' ELSE NULL END
    FROM "Publication" p WHERE ${those} RETURNING d.platform, d.priority, d.state, d.error)
    ${counted}`;
}

/** When somebody is told of copies of unknown fate, in milliseconds. */
const noticeDelays = {
  /** Once the last of them has been out for so long: others may follow while the answers are lost. */
  settle: 60_000,
  /** At the latest when the first has been out for so long. */
  max: 5 * 60_000,
  /** Once more after so long, when others have come since. */
  repeat: 24 * 3_600_000,
  /** How long a request may have been out before its copy became unknown. */
  maxInFlight: 5 * 60_000,
} as const;

export interface UnnotifiedPublication {
  publicationId: string;
  /** When somebody was told of others of it before. */
  notifiedAt: Date | null;
}

/**
 * Publications to many chats with copies of unknown fate of which nobody was told. What was written to single people
 * is not among them: a notice whose own copy is lost makes no other.
 * @param excludedIds ids that are left out
 */
export function listUnnotifiedPublications(
  db: PrismaClient,
  now: Date,
  take: number,
  excludedIds: readonly string[],
): Promise<UnnotifiedPublication[]> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  return db.$queryRaw<UnnotifiedPublication[]>`
    SELECT p.id AS "publicationId", p."unknownNotifiedAt" AS "notifiedAt"
    FROM "Delivery" d JOIN "Publication" p ON p.id = d."publicationId"
    WHERE d.platform IN ('discord', 'telegram') AND d.state = 'unknown'
      AND p.id <> ALL(${[...excludedIds]}::uuid[]) AND p."communityId" IS NOT NULL AND p.audience->>'to' IN ('topic', 'copies')
    GROUP BY p.id
    HAVING (max(COALESCE(d."uncertainSince", '-infinity')) <= ${ago(noticeDelays.settle)}::timestamptz
        OR min(COALESCE(d."uncertainSince", '-infinity')) <= ${ago(noticeDelays.max)}::timestamptz)
      AND (p."unknownNotifiedAt" IS NULL OR p."unknownNotifiedAt" <= ${ago(noticeDelays.repeat)}::timestamptz
        AND max(d."uncertainSince") > p."unknownNotifiedAt" - make_interval(secs => ${noticeDelays.maxInFlight / 1000}))
    ORDER BY min(d."uncertainSince") LIMIT ${take}`;
}

/**
 * Takes it on to tell of a publication's unknown copies: of several who try one gets it.
 * @returns how many copies there are to tell of, 0 when somebody else told or they were settled meanwhile
 */
export async function claimUnknownNotice(
  tx: Transaction,
  { publicationId, notifiedAt }: UnnotifiedPublication,
  now: Date,
): Promise<number> {
  const copies = await tx.delivery.count({ where: { publicationId, state: 'unknown' } });
  if (copies === 0) return 0;
  const { count } = await tx.publication.updateMany({
    where: { id: publicationId, unknownNotifiedAt: notifiedAt },
    data: { unknownNotifiedAt: now },
  });
  return count === 1 ? copies : 0;
}
