import type { Prisma } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';

type Tx = Prisma.TransactionClient;

/**
 * A chat takes nothing from us any more: what still waits for it is skipped, with the reason.
 * @returns the priority of each copy that was skipped
 */
export async function closeChat(
  tx: Tx,
  chatId: string,
  reason: string,
  now: Date,
): Promise<number[]> {
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

/** What waits for one chat, and what it follows, is another's, unless that has it already; the one is closed. */
async function transferPending(tx: Tx, from: string, to: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Subscription" s SET "chatId" = ${to}::uuid WHERE s."chatId" = ${from}::uuid AND NOT EXISTS (
      SELECT FROM "Subscription" o WHERE o."chatId" = ${to}::uuid AND o."communityId" = s."communityId" AND o.topic = s.topic)`;
  await tx.$executeRaw`
    UPDATE "Delivery" d SET "chatId" = ${to}::uuid, "messageIds" = '{}' WHERE d."chatId" = ${from}::uuid AND d.state = 'queued'
      AND NOT EXISTS (SELECT FROM "Delivery" o WHERE o."chatId" = ${to}::uuid AND o."publicationId" = d."publicationId")`;
  await closeChat(tx, from, 'gone', now);
}

/** A group that became a supergroup: everything that is kept under the old id moves along. */
export async function migrateChat(
  tx: Tx,
  { platform, platformId }: { platform: Platform; platformId: string },
  to: string,
  now: Date,
): Promise<void> {
  const chats = await tx.chat.findMany({ where: { platform, platformId }, select: { id: true } });
  const [first] = chats;
  // Somebody may have connected the new one by itself before we knew: it stays as it is.
  const connected = await tx.chat.findFirst({
    where: { platform, platformId: to, connectionId: { not: null } },
    orderBy: { threadId: 'asc' },
  });
  if (first && connected) {
    await transferPending(tx, first.id, connected.id, now);
    return;
  }
  // Somebody may have written in the new one before we knew: it must not keep the old one's place from it.
  if (first) {
    await tx.chat.deleteMany({ where: { platform, platformId: to, connectionId: null } });
    // Messages of the old group have no id in the new one: a correction goes out as a message of its own.
    await tx.delivery.updateMany({
      where: { chatId: { in: chats.map(({ id }) => id) }, state: { not: 'sending' } },
      data: { messageIds: [] },
    });
  }
  await tx.chat.updateMany({ where: { platform, platformId }, data: { platformId: to } });
  await tx.connection.updateMany({ where: { platform, platformId }, data: { platformId: to } });
}
