import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import type { PublicationKind } from '../database/generated/enums.ts';
import type { Transaction } from './publications.ts';

/** Which copies of unknown fate: one, all of a chat, all of a publication, or all of a community. */
export interface WhichUnknowns {
  deliveryId?: string;
  chatId?: string;
  publicationId?: string;
  communityId?: string;
}

export interface Unknown {
  deliveryId: string;
  publicationId: string;
  kind: PublicationKind;
  alertId: string | null;
  editionId: string | null;
  eventId: string | null;
  publishedAt: Date;
  chatId: string;
  chatTitle: string;
  platform: 'discord' | 'telegram';
  /** Which of its messages nobody knows of, from 1, and how many it has. */
  part: number;
  parts: number;
  reason: string;
  /** When the request left. */
  triedAt: Date | null;
}

const selected = ({ deliveryId, chatId, publicationId, communityId }: WhichUnknowns) => ({
  state: 'unknown' as const,
  ...(deliveryId === undefined ? {} : { id: deliveryId }),
  ...(chatId === undefined ? {} : { chatId }),
  ...(publicationId === undefined ? {} : { publicationId }),
  ...(communityId === undefined ? {} : { publication: { communityId } }),
});

export const countUnknowns = (db: PrismaClient, which: WhichUnknowns): Promise<number> =>
  db.delivery.count({ where: selected(which) });

/** Copies of which nobody knows whether they arrived, the newest publication first. */
export async function listUnknowns(
  db: PrismaClient,
  which: WhichUnknowns,
  { skip = 0, take = 20 }: { skip?: number; take?: number } = {},
): Promise<Unknown[]> {
  const rows = await db.delivery.findMany({
    where: selected(which),
    include: {
      publication: {
        select: { kind: true, alertId: true, editionId: true, eventId: true, createdAt: true },
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
    alertId: publication.alertId,
    editionId: publication.editionId,
    eventId: publication.eventId,
    publishedAt: publication.createdAt,
    chatId: row.chatId,
    chatTitle: chat.title,
    platform: row.platform,
    part: row.messageIds.length + 1,
    parts: row.parts,
    reason: row.error ?? '',
    triedAt: row.triedAt,
  }));
}

/** What a person found in the chat: the message is there, or it is not and is sent again. */
export type Finding = 'there' | 'again';

/**
 * Settles copies of unknown fate. What is there keeps its place without a known message, so that the parts after it
 * follow; what is sent again leaves out what was corrected meanwhile.
 * @returns how many were settled
 */
export async function settleUnknowns(
  tx: Transaction,
  which: WhichUnknowns,
  finding: Finding,
  now: Date,
): Promise<number> {
  const those = Prisma.sql`d.state = 'unknown' AND p.id = d."publicationId"
    ${which.deliveryId === undefined ? Prisma.empty : Prisma.sql`AND d.id = ${which.deliveryId}::uuid`}
    ${which.chatId === undefined ? Prisma.empty : Prisma.sql`AND d."chatId" = ${which.chatId}::uuid`}
    ${which.publicationId === undefined ? Prisma.empty : Prisma.sql`AND d."publicationId" = ${which.publicationId}::uuid`}
    ${which.communityId === undefined ? Prisma.empty : Prisma.sql`AND p."communityId" = ${which.communityId}::uuid`}`;
  if (finding === 'there') {
    const whole = Prisma.sql`cardinality(d."messageIds") + 1 >= d.parts`;
    return tx.$executeRaw`
      UPDATE "Delivery" d SET "messageIds" = d."messageIds" || '{""}'::text[], "triedAt" = NULL, tries = 0, error = NULL,
        state = CASE WHEN ${whole} THEN 'sent' ELSE 'queued' END::"DeliveryState", begun = NOT (${whole}),
        "sentAt" = CASE WHEN ${whole} THEN ${now}::timestamptz ELSE NULL END, "dueAt" = ${now}
      FROM "Publication" p WHERE ${those}`;
  }
  const corrected = Prisma.sql`EXISTS (SELECT 1 FROM "Publication" e WHERE e."originalId" = COALESCE(p."originalId", p.id)
    AND e.act IN ('edit', 'remove') AND e."createdAt" > p."createdAt")`;
  return tx.$executeRaw`
    UPDATE "Delivery" d SET "triedAt" = NULL, tries = 0, "dueAt" = ${now},
      state = CASE WHEN ${corrected} THEN 'skipped' ELSE 'queued' END::"DeliveryState",
      error = CASE WHEN ${corrected} THEN 'corrected before it was sent' ELSE NULL END
    FROM "Publication" p WHERE ${those}`;
}
