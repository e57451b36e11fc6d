import type { PrismaClient } from '../../database/generated/client.ts';
import type { PublicationKind } from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';

/** Which unknown deliveries: all conditions that are given have to hold. */
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
  /** What the publication is about, as a reference of its module: `<kind>/<id>`. */
  origin: string | null;
  publishedAt: Date;
  chatId: string;
  chatTitle: string;
  platform: Platform;
  /** The number of the uncertain message, from 1, and how many the delivery has. */
  part: number;
  parts: number;
  reason: string;
  /** When the first request for it was sent. */
  uncertainSince: Date | null;
}

const unknownWhere = ({ deliveryId, chatId, publicationId, communityId }: UnknownFilter) => ({
  state: 'unknown' as const,
  ...(deliveryId === undefined ? {} : { id: deliveryId }),
  ...(chatId === undefined ? {} : { chatId }),
  ...(publicationId === undefined ? {} : { publicationId }),
  ...(communityId === undefined ? {} : { publication: { communityId } }),
});

export const countUnknownDeliveries = (db: PrismaClient, filter: UnknownFilter): Promise<number> =>
  db.delivery.count({ where: unknownWhere(filter) });

/** Deliveries whose outcome is unknown, newest publication first. */
export async function listUnknownDeliveries(
  db: PrismaClient,
  filter: UnknownFilter,
  { skip = 0, take = 20 }: { skip?: number; take?: number } = {},
): Promise<UnknownDelivery[]> {
  const rows = await db.delivery.findMany({
    where: unknownWhere(filter),
    include: {
      publication: { select: { kind: true, origin: true, createdAt: true } },
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
