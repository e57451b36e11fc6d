import type { Transaction } from '../delivery/publications.ts';

/**
 * Makes sure that people can be written to: somebody who only ever wrote in a server or a group has no private
 * chat of ours yet. Who has one keeps it as the only place where they are told things.
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
