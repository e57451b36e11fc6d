import { nowOf } from '../../communities/call.ts';
import { holdersOf, reachable } from '../../communities/holders.ts';
import { tell } from '../../communities/tell.ts';
import type { Informing } from '../../communities/tell-closed.ts';
import { message, paragraph } from '../../message/build.ts';
import type { Job } from '../../schedule/schedule.ts';

/** Communities looked at in one go. */
const atOnce = 100;

/**
 * Tells admins of communities where alerts take two people and nobody may approve: the rule is older than the list,
 * or whoever was on it has gone. Once for each time that it comes to that. @returns in how many communities
 */
export async function tellOfNobody(telling: Informing): Promise<number> {
  const { db, publications } = telling;
  const communities = await db.community.findMany({
    where: { approval: true, approversToldAt: null, approvers: { none: {} } },
    orderBy: { id: 'asc' },
    take: atOnce,
  });
  let told = 0;
  for (const community of communities) {
    // The platforms are asked before anything is held.
    const admins = await reachable(db, await holdersOf(telling, community, 'admin'));
    if (admins.length === 0) continue;
    told += await db.$transaction(async (tx) => {
      const { count } = await tx.community.updateMany({
        where: { id: community.id, approversToldAt: null, approval: true },
        data: { approversToldAt: nowOf(telling) },
      });
      if (count === 0) return 0;
      for (const { id } of admins) {
        await tell({ publications, community, locale: community.locale }, tx, id, ({ t }) =>
          message(
            [
              paragraph(t('approvers.nobodyIn', { community: community.name })),
              paragraph(t('approvers.howTo')),
            ],
            { tone: 'warning' },
          ),
        );
      }
      return 1;
    });
  }
  return told;
}

/** Looks every five minutes. @param telling what it is done with, at that moment */
export const tellingOfNobody = (telling: () => Informing): Job => ({
  name: 'telling of approvals without approvers',
  cron: '*/5 * * * *',
  async run() {
    await tellOfNobody(telling());
  },
});
