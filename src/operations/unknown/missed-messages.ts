import { Prisma, type PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryAdmin } from '../../delivery/admin/admin.ts';
import type { Locale } from '../../language/locale.ts';
import { type Message, messageSchema } from '../../message/message.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';

/** Most messages that are shown with one answer. */
const mostShown = 5;

interface MissedMessageServices {
  db: PrismaClient;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A message that may not have arrived in a private chat. */
export interface MissedMessage {
  deliveryId: string;
  /** Undefined when it cannot be read. */
  message: Message | undefined;
}

/**
 * SQL condition: a delivery `d` may not have arrived, and its publication `p` still says something: it has not ended, and
 * no correction has replaced it. Of a delivery in several messages only the last one can be shown.
 */
const isMissed = (
  at: Date,
) => Prisma.sql`d.state = 'unknown' AND cardinality(d."messageIds") + 1 >= d.parts
  AND p.id = d."publicationId" AND p.operation = 'send' AND p."cancelledAt" IS NULL
  AND (p."expiresAt" IS NULL OR p."expiresAt" > ${at}::timestamptz)
  AND NOT EXISTS (SELECT FROM "Publication" e WHERE e."originalId" = p.id AND e.operation IN ('edit', 'remove'))`;

/**
 * Marks the private chats in which messages may not have arrived, so that contexts of commands need not look for them.
 * @returns how many
 */
const markChatsWithMissedMessages = ({ db, now }: MissedMessageServices): Promise<number> =>
  db.$executeRaw`
    UPDATE "Chat" c SET "hasUnknownDeliveries" = true
    FROM "Delivery" d JOIN "Publication" p ON p.id = d."publicationId"
    WHERE d.platform IN ('discord', 'telegram') AND ${isMissed(new Date(now()))}
      AND c.id = d."chatId" AND c.kind = 'private' AND NOT c."hasUnknownDeliveries"`;

/** Marks them every minute. */
export const missedMessagesJob = (services: MissedMessageServices): ScheduledJob => ({
  name: 'messages that may not have arrived',
  cron: '* * * * *',
  runAtStart: true,
  async run() {
    await markChatsWithMissedMessages(services);
  },
});

function messageIn(messages: unknown, locale: Locale): Message | undefined {
  const byLocale = new Map(
    Object.entries(typeof messages === 'object' && messages !== null ? messages : {}),
  );
  const written = [byLocale.get(locale), ...byLocale.values()].find((one) => one !== undefined);
  return messageSchema.safeParse(written).data;
}

/**
 * The messages that may not have arrived in a marked chat, oldest first, without those that say nothing any more. Of
 * several who ask, one gets them.
 */
export async function takeMissedMessages(
  { db, now }: MissedMessageServices,
  chatId: string,
  locale: Locale,
): Promise<MissedMessage[]> {
  const { count } = await db.chat.updateMany({
    where: { id: chatId, hasUnknownDeliveries: true },
    data: { hasUnknownDeliveries: false },
  });
  if (count === 0) return [];
  const found = await db.$queryRaw<{ id: string; messages: unknown }[]>`
    SELECT d.id, p.messages FROM "Delivery" d JOIN "Publication" p ON p.id = d."publicationId"
    WHERE d."chatId" = ${chatId}::uuid AND ${isMissed(new Date(now()))}
    ORDER BY p."createdAt" LIMIT ${mostShown}`;
  return found.map(({ id, messages }) => ({
    deliveryId: id,
    message: messageIn(messages, locale),
  }));
}

/** Settles a message that its reader was shown, or that nobody can read. */
export async function settleShownMessage(
  db: PrismaClient,
  admin: Pick<DeliveryAdmin, 'resolveUnknown'>,
  deliveryId: string,
): Promise<void> {
  await db.$transaction((tx) => admin.resolveUnknown(tx, { deliveryId }, 'there'));
}
