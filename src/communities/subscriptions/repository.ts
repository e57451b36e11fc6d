import type { Chat, Prisma, PrismaClient } from '../../database/generated/client.ts';
import { Topic } from '../../database/generated/enums.ts';

/** Topics that a chat can follow, in the order of their buttons. */
export const topics = Object.values(Topic);

/** The topics that a chat follows in a community. */
export async function listFollowedTopics(
  db: Pick<PrismaClient, 'subscription'>,
  chatId: string,
  communityId: string,
): Promise<Set<Topic>> {
  const rows = await db.subscription.findMany({ where: { chatId, communityId } });
  return new Set(rows.map(({ topic }) => topic));
}

/** @returns whether the chat did not follow the topic before */
export async function addSubscription(
  db: Pick<Prisma.TransactionClient, 'subscription'>,
  chat: Pick<Chat, 'id'>,
  communityId: string,
  topic: Topic,
): Promise<boolean> {
  const { count } = await db.subscription.createMany({
    data: [{ chatId: chat.id, communityId, topic }],
    skipDuplicates: true,
  });
  return count > 0;
}

/** @returns whether the chat followed the topic before */
export async function removeSubscription(
  db: Pick<Prisma.TransactionClient, 'subscription'>,
  chat: Pick<Chat, 'id'>,
  communityId: string,
  topic: Topic,
): Promise<boolean> {
  const { count } = await db.subscription.deleteMany({
    where: { chatId: chat.id, communityId, topic },
  });
  return count > 0;
}
