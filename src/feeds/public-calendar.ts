import { recordAudit } from '../context/audit.ts';
import type { Account, Community, PrismaClient } from '../database/generated/client.ts';

/** Lets everybody read a community's calendar, by its address, as a feed and as pages; or nobody. */
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

/** Shows the lunar day beside the solar one in a community's lists, cards, pictures and public calendar, or not. */
export async function setLunarDates(
  { db, account }: { db: PrismaClient; account: Pick<Account, 'id'> },
  { id: communityId }: Pick<Community, 'id'>,
  showsLunarDates: boolean,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.community.updateMany({
      where: { id: communityId, showsLunarDates: !showsLunarDates },
      data: { showsLunarDates },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: showsLunarDates ? 'calendar.lunar' : 'calendar.solar',
    });
  });
}
