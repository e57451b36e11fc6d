import type { Transaction } from '../delivery/publications.ts';

/**
 * Creates a private chat for people who have none yet, because they only ever wrote in groups: on the account that was
 * created last. People with a private chat on any account keep it.
 */
export async function ensurePrivateChats(
  tx: Transaction,
  personIds: readonly string[],
): Promise<void> {
  const people = await tx.person.findMany({
    where: { id: { in: [...personIds] }, accounts: { some: {}, none: { chat: { isNot: null } } } },
    select: { accounts: { orderBy: { createdAt: 'desc' }, take: 1 } },
  });
  await tx.chat.createMany({
    data: people.flatMap(({ accounts }) =>
      accounts.map(({ id, platform, platformId, name }) => ({
        platform,
        platformId,
        kind: 'private' as const,
        title: name,
        accountId: id,
      })),
    ),
    skipDuplicates: true,
  });
}
