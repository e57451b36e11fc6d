import type { PrismaClient } from '../../database/generated/client.ts';
import { Prisma } from '../../database/generated/client.ts';
import type { DeliveryState } from '../../database/generated/enums.ts';
import { audienceChatIds, audienceSchema } from '../fan-out/audience.ts';

/** Why a chat got, or did not get, a publication. */
export type DeliveryExplanation =
  | { kind: 'noSuchPublication' }
  /** Its deliveries are not all written down yet. */
  | { kind: 'notYet' }
  /** Nobody gets it, for that reason. */
  | { kind: 'failed'; reason: string }
  /** It took nothing from us, since then and for that reason. */
  | { kind: 'closed'; since: Date; reason: string }
  /** It did not follow when the publication went out; whether it follows now. */
  | { kind: 'notInAudience'; followsNow: boolean }
  | {
      kind: 'delivery';
      deliveryId: string;
      state: DeliveryState;
      /** What went wrong last, in the words of the ledger; empty when nothing did. */
      reason: string;
      attempts: number;
      sentAt: Date | null;
      /** When it is looked at next; nothing while the publication is paused. */
      dueAt: Date | null;
      isPaused: boolean;
      part: number;
      parts: number;
    };

/** Why did this chat get, or not get, that publication? */
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
