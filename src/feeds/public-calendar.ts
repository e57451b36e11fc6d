import { recordAudit } from '../context/audit.ts';
import type { Account, Community, PrismaClient } from '../database/generated/client.ts';

/** Lets everybody read a community's calendar by its address, or nobody. */
export async function setPublicCalendar(
  { db, account }: { db: PrismaClient; account: Pick<Account, 'id'> },
  { id: communityId }: Pick<Community, 'id'>,
  isPublic: boolean,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.community.updateMany({
      where: { id: communityId, hasPublicCalendar: !isPublic },
      data: { hasPublicCalendar: isPublic },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: isPublic ? 'calendar.public' : 'calendar.private',
    });
  });
}
