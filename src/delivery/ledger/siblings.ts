import { Prisma, type PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryState, PublicationOperation } from '../../database/generated/enums.ts';
import { type DueDelivery, messageIdsSql, onlyCopiesSql } from './due-delivery.ts';

/** Another delivery of the same message to the same chat: the original's, or a correction's. */
export interface SiblingDelivery {
  id: string;
  chatId: string;
  priority: number;
  operation: PublicationOperation;
  state: DeliveryState;
  attempt: number;
  messageIds: string[];
  publishedAt: Date;
  expiresAt: Date | null;
  /** Whether it goes only to chats that have a copy of the original. */
  onlyCopies: boolean;
}

/** Siblings by original and chat. */
export type SiblingMap = ReadonlyMap<string, SiblingDelivery[]>;

const keyOf = (originalId: string | null, chatId: string): string => `${originalId} ${chatId}`;

/** Loads every delivery of the messages that these deliveries change, oldest publication first. */
export async function loadSiblings(
  db: PrismaClient,
  due: readonly DueDelivery[],
): Promise<SiblingMap> {
  const byChat = new Map<string, SiblingDelivery[]>();
  const byOriginal = Map.groupBy(due, ({ originalId }) => originalId);
  for (const [originalId, deliveries] of byOriginal) {
    if (originalId === null) continue;
    const rows = await db.$queryRaw<SiblingDelivery[]>`
      SELECT d.id, d."chatId", d.priority, p.operation::text AS operation, d.state::text AS state, d.attempt, ${Prisma.raw(messageIdsSql)} AS "messageIds", p."createdAt" AS "publishedAt", p."expiresAt",
        ${Prisma.raw(onlyCopiesSql)} AS "onlyCopies"
      FROM "Publication" p JOIN "Delivery" d ON d."publicationId" = p.id
      WHERE (p.id = ${originalId}::uuid OR p."originalId" = ${originalId}::uuid) AND p.operation IN ('send', 'edit')
        AND d."chatId" = ANY(${deliveries.map(({ chatId }) => chatId)}::uuid[])
      ORDER BY p."createdAt", p.id`;
    for (const row of rows) {
      const key = keyOf(originalId, row.chatId);
      byChat.set(key, [...(byChat.get(key) ?? []), row]);
    }
  }
  return byChat;
}

export const siblingsOf = (
  siblings: SiblingMap,
  { originalId, chatId, id }: Pick<DueDelivery, 'originalId' | 'chatId' | 'id'>,
): SiblingDelivery[] =>
  (siblings.get(keyOf(originalId, chatId)) ?? []).filter((sibling) => sibling.id !== id);
