import { recordAudit } from '../../context/audit.ts';
import type { Account, Community, PrismaClient } from '../../database/generated/client.ts';

/** Lets members of a community suggest events, or not. Those that were suggested stay. */
export async function setTakesSuggestions(
  { db, account }: { db: PrismaClient; account: Pick<Account, 'id'> },
  { id: communityId }: Pick<Community, 'id'>,
  takesSuggestions: boolean,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.community.updateMany({
      where: { id: communityId, takesSuggestions: !takesSuggestions },
      data: { takesSuggestions },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: 'event.suggestions',
      details: { on: takesSuggestions },
    });
  });
}
