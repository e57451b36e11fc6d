import type { Prisma } from '../database/generated/client.ts';

type Platform = 'discord' | 'telegram';
type Tx = Prisma.TransactionClient;

/**
 * A chat takes nothing from us any more: what still waits for it is skipped, with the reason.
 * @returns the lane of each copy that was skipped
 */
export async function closeChat(
  tx: Tx,
  chatId: string,
  reason: string,
  now: Date,
): Promise<number[]> {
  await tx.chat.updateMany({
    where: { id: chatId, closedAt: null },
    data: { closedAt: now, closedReason: reason, strikes: 0 },
  });
  const skipped = await tx.delivery.updateManyAndReturn({
    where: { chatId, state: 'queued' },
    data: { state: 'skipped', error: reason },
    select: { lane: true },
  });
  return skipped.map(({ lane }) => lane);
}

/** A group that became a supergroup: everything that is kept under the old id moves along. */
export async function moveChat(
  tx: Tx,
  { platform, platformId }: { platform: Platform; platformId: string },
  to: string,
): Promise<void> {
  const chats = await tx.chat.findMany({ where: { platform, platformId }, select: { id: true } });
  // Somebody may have written in the new one before we knew: it must not keep the old one's place from it.
  if (chats.length > 0) {
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
