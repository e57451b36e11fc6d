import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import type { Verdict } from './decide.ts';

type Platform = 'discord' | 'telegram';

/** How long a claim holds before another worker may take it for dead, in milliseconds. */
const leaseMs = 60_000;

/** A delivery that this worker may send now. `attempt` is its fencing number. */
export interface Claim {
  id: string;
  attempt: number;
}

/** Claims the next due deliveries, the most urgent lane first: `sending` stands in the store before a request leaves. */
export async function claim(
  db: PrismaClient,
  platform: Platform,
  limit: number,
  now: Date,
): Promise<Claim[]> {
  const lease = new Date(now.getTime() + leaseMs);
  return db.$queryRaw<Claim[]>`
    UPDATE "Delivery" d
    SET state = 'sending', attempt = d.attempt + 1, "leaseUntil" = ${lease}
    FROM (
      SELECT id FROM "Delivery"
      WHERE platform = ${platform}::"Platform" AND state = 'queued' AND "dueAt" <= ${now}
      ORDER BY lane, "dueAt", id LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) next
    WHERE d.id = next.id
    RETURNING d.id, d.attempt`;
}

/** When the next queued delivery falls due, if there is one. */
export async function nextDue(db: PrismaClient, platform: Platform): Promise<Date | undefined> {
  const next = await db.delivery.findFirst({
    where: { platform, state: 'queued' },
    orderBy: { dueAt: 'asc' },
    select: { dueAt: true },
  });
  return next?.dueAt;
}

/** Deliveries whose worker died in the middle: they go through the same decision as a lost answer. */
export const abandoned = (db: PrismaClient, platform: Platform, now: Date) =>
  db.delivery.findMany({
    where: { platform, state: 'sending', leaseUntil: { lt: now } },
    take: 500,
  });

/** Only the worker that holds the newest claim may write. */
const held = ({ id, attempt }: Claim) => ({ id, attempt, state: 'sending' as const });

/** Writes down a part that arrived. */
export async function keepPart(db: PrismaClient, claimed: Claim, messageIds: readonly string[]) {
  await db.delivery.updateMany({ where: held(claimed), data: { messageIds: [...messageIds] } });
}

export async function keepSent(db: PrismaClient, claimed: Claim, now: Date): Promise<void> {
  await db.delivery.updateMany({
    where: held(claimed),
    data: { state: 'sent', sentAt: now, leaseUntil: null, error: null },
  });
}

/** Gives a claim back untouched, for a later time. */
export async function giveBack(db: PrismaClient, claimed: Claim, dueAt: Date): Promise<void> {
  await db.delivery.updateMany({
    where: held(claimed),
    data: { state: 'queued', dueAt, leaseUntil: null, attempt: { decrement: 1 } },
  });
}

/** Writes down what became of a failed request, and what it says of the chat. */
export async function keepVerdict(
  db: PrismaClient,
  claimed: Claim,
  chat: { id: string; platform: Platform; platformId: string },
  verdict: Verdict,
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.delivery.updateMany({
      where: held(claimed),
      data: {
        state: verdict.become,
        error: verdict.error,
        leaseUntil: null,
        ...('inSeconds' in verdict
          ? { dueAt: new Date(now.getTime() + verdict.inSeconds * 1000) }
          : {}),
      },
    });
    if ('close' in verdict) await closeChat(tx, chat.id, verdict.close, now);
    if ('migrateTo' in verdict) await moveChat(tx, chat, verdict.migrateTo);
  });
}

/** A chat takes nothing from us any more: what still waits for it is skipped, with the reason. */
async function closeChat(
  tx: Prisma.TransactionClient,
  chatId: string,
  reason: string,
  now: Date,
): Promise<void> {
  await tx.chat.update({ where: { id: chatId }, data: { closedAt: now, closedReason: reason } });
  await tx.delivery.updateMany({
    where: { chatId, state: 'queued' },
    data: { state: 'skipped', error: reason },
  });
}

/** A group that became a supergroup: everything that is kept under the old id moves along. */
export async function moveChat(
  tx: Prisma.TransactionClient,
  { platform, platformId }: { platform: Platform; platformId: string },
  to: string,
): Promise<void> {
  // Somebody may have written in the new one before we knew: it must not keep the old one's place from it.
  if ((await tx.chat.count({ where: { platform, platformId } })) > 0) {
    await tx.chat.deleteMany({ where: { platform, platformId: to, connectionId: null } });
  }
  await tx.chat.updateMany({ where: { platform, platformId }, data: { platformId: to } });
  await tx.connection.updateMany({ where: { platform, platformId }, data: { platformId: to } });
}
