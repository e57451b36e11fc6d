import { recordAudit } from '../../context/audit.ts';
import type { Account, Community, PrismaClient } from '../../database/generated/client.ts';

/** Lets members of a community send its events to any chat, or not. Cards that were sent stay true. */
export async function setHasInlineCards(
  { db, account }: { db: PrismaClient; account: Pick<Account, 'id'> },
  { id: communityId }: Pick<Community, 'id'>,
  hasInlineCards: boolean,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.community.updateMany({
      where: { id: communityId, hasInlineCards: !hasInlineCards },
      data: { hasInlineCards },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: 'event.inline',
      details: { on: hasInlineCards },
    });
  });
}
