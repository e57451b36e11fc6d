import type { Prisma } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import { applyTransitions, type DeliveryTransition } from './apply-transitions.ts';
import type { DueDelivery } from './due-delivery.ts';
import type { RetryDecision } from './retry-policy.ts';

type Tx = Prisma.TransactionClient;

/**
 * Closes a chat that no longer accepts messages, and skips its queued deliveries.
 * @returns the priority of each delivery that was skipped
 */
async function closeChat(tx: Tx, chatId: string, reason: string, now: Date): Promise<number[]> {
  await tx.chat.updateMany({
    where: { id: chatId, closedAt: null },
    data: { closedAt: now, closedReason: reason, consecutiveFailures: 0 },
  });
  const skipped = await tx.delivery.updateManyAndReturn({
    where: { chatId, state: 'queued' },
    data: { state: 'skipped', error: reason },
    select: { priority: true },
  });
  return skipped.map(({ priority }) => priority);
}

/** Moves subscriptions and queued deliveries to a chat that lacks them, and closes the chat that had them. */
async function transferPending(tx: Tx, from: string, to: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Subscription" s SET "chatId" = ${to}::uuid WHERE s."chatId" = ${from}::uuid AND NOT EXISTS (
      SELECT FROM "Subscription" o WHERE o."chatId" = ${to}::uuid AND o."communityId" = s."communityId" AND o.topic = s.topic)`;
  await tx.$executeRaw`
    UPDATE "Delivery" d SET "chatId" = ${to}::uuid, "messageIds" = '{}' WHERE d."chatId" = ${from}::uuid AND d.state = 'queued'
      AND NOT EXISTS (SELECT FROM "Delivery" o WHERE o."chatId" = ${to}::uuid AND o."publicationId" = d."publicationId")`;
  await closeChat(tx, from, 'gone', now);
}

/** Moves everything stored under a group's old id to the new one, when it became a supergroup. */
export async function migrateChat(
  tx: Tx,
  { platform, platformId }: { platform: Platform; platformId: string },
  to: string,
  now: Date,
): Promise<void> {
  const chats = await tx.chat.findMany({ where: { platform, platformId }, select: { id: true } });
  const [first] = chats;
  // The new group may have been connected before we learned of the migration: leave it unchanged.
  const connected = await tx.chat.findFirst({
    where: { platform, platformId: to, connectionId: { not: null } },
    orderBy: { threadId: 'asc' },
  });
  if (first && connected) {
    await transferPending(tx, first.id, connected.id, now);
    return;
  }
  if (first) {
    // A row created by a message in the new group would block the update below.
    await tx.chat.deleteMany({ where: { platform, platformId: to, connectionId: null } });
    // Message ids of the old group are invalid in the new one: a correction is sent as a new message.
    await tx.delivery.updateMany({
      where: { chatId: { in: chats.map(({ id }) => id) }, state: { not: 'sending' } },
      data: { messageIds: [] },
    });
  }
  await tx.chat.updateMany({ where: { platform, platformId }, data: { platformId: to } });
  await tx.connection.updateMany({ where: { platform, platformId }, data: { platformId: to } });
}

/** Whether a failed request changes the chat too. */
export const isChatFailure = (decision: RetryDecision): boolean =>
  decision.nextState === 'skipped' ||
  (decision.nextState === 'queued' &&
    (decision.countsAgainstChat === true || decision.migrateTo !== undefined));

/**
 * Stores a failure together with its effect on the chat: closed, migrated, or one more consecutive refusal.
 * @returns the priority of each other delivery that was skipped
 */
export async function persistChatFailure(
  tx: Tx,
  { delivery, platform }: { delivery: DueDelivery; platform: Platform },
  decision: RetryDecision,
  transition: DeliveryTransition,
  now: Date,
): Promise<number[]> {
  await applyTransitions(tx, [transition]);
  if (decision.nextState === 'skipped') {
    return closeChat(tx, delivery.chatId, decision.closeReason, now);
  }
  if (decision.nextState === 'queued' && decision.migrateTo !== undefined) {
    await migrateChat(tx, { platform, platformId: delivery.platformId }, decision.migrateTo, now);
  } else {
    await tx.chat.updateMany({
      where: { id: delivery.chatId },
      data: { consecutiveFailures: { increment: 1 } },
    });
  }
  return [];
}
