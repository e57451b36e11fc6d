import type { PrismaClient } from '../../database/generated/client.ts';
import { Prisma } from '../../database/generated/client.ts';
import type { DeliveryState } from '../../database/generated/enums.ts';
import { audienceChatIds, audienceSchema } from '../fan-out/audience.ts';

/** Why a chat got a publication, or did not. */
export type DeliveryExplanation =
  | { kind: 'noSuchPublication' }
  /** Its deliveries are still being inserted. */
  | { kind: 'notYet' }
  /** The publication is sent to nobody. */
  | { kind: 'failed'; reason: string }
  /** The chat accepts no messages. */
  | { kind: 'closed'; since: Date; reason: string }
  /** The chat did not follow the topic when the publication was sent; whether it does now. */
  | { kind: 'notInAudience'; followsNow: boolean }
  | {
      kind: 'delivery';
      deliveryId: string;
      state: DeliveryState;
      /** The last error: a key of `delivery.reasons`, or the platform's text; empty when there was none. */
      reason: string;
      attempts: number;
      sentAt: Date | null;
      /** When its next step is due; `null` while the publication is paused. */
      dueAt: Date | null;
      isPaused: boolean;
      part: number;
      parts: number;
    };

export async function explainDelivery(
  db: PrismaClient,
  publicationId: string,
  chatId: string,
): Promise<DeliveryExplanation> {
  const publication = await db.publication.findUnique({ where: { id: publicationId } });
  if (!publication) return { kind: 'noSuchPublication' };
  const delivery = await db.delivery.findUnique({
    where: { publicationId_chatId: { publicationId, chatId } },
  });
  if (delivery) {
    return {
      kind: 'delivery',
      deliveryId: delivery.id,
      state: delivery.state,
      reason: delivery.error ?? '',
      attempts: delivery.attempt,
      sentAt: delivery.sentAt,
      dueAt: delivery.dueAt,
      isPaused: publication.pausedAt !== null,
      part: Math.min(delivery.messageIds.length + 1, delivery.parts),
      parts: delivery.parts,
    };
  }
  if (publication.error !== null) return { kind: 'failed', reason: publication.error };
  const chat = await db.chat.findUnique({ where: { id: chatId } });
  if (chat?.closedAt) {
    return { kind: 'closed', since: chat.closedAt, reason: chat.closedReason ?? '' };
  }
  if (publication.fanOut === 'pending') return { kind: 'notYet' };
  const audience = audienceSchema.safeParse(publication.audience).data;
  if (!audience) return { kind: 'notInAudience', followsNow: false };
  const found = await db.$queryRaw<unknown[]>(
    Prisma.sql`SELECT 1 FROM (${audienceChatIds(audience)}) a WHERE a.id = ${chatId}::uuid LIMIT 1`,
  );
  return { kind: 'notInAudience', followsNow: found.length > 0 };
}
