import { nowOf } from '../../communities/call.ts';
import { holdersOf, reachable } from '../../communities/holders.ts';
import { tell } from '../../communities/tell.ts';
import type { Informing } from '../../communities/tell-closed.ts';
import type { Community } from '../../database/generated/client.ts';
import { readable } from '../../database/readable.ts';
import { message, paragraph } from '../../message/build.ts';
import { onceAside } from '../../schedule/aside.ts';
import type { Job } from '../../schedule/schedule.ts';

/** Communities looked at in one go. */
const atOnce = 100;
const work = 'telling of approvals without approvers';

/**
 * Tells admins of communities where alerts take two people and nobody may approve: the rule is older than the list,
 * or whoever was on it has gone. Once for each time that it comes to that. @returns in how many communities
 */
export async function tellOfNobody(telling: Informing): Promise<number> {
  const { db, publications, aside = onceAside() } = telling;
  const communities = await db.community.findMany({
    where: {
      ...readable.community,
      ...{ approval: true, approversToldAt: null, approvers: { none: {} } },
      id: { notIn: aside.ids(work) },
    },
    orderBy: { id: 'asc' },
    take: atOnce,
  });
  let told = 0;
  const tellIn = async (community: Community) => {
    // The platforms are asked before anything is held.
    const admins = await reachable(db, await holdersOf(telling, community, 'admin'));
    // It would stand before others.
    if (admins.length === 0) return aside.leave(work, community.id);
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
  };
  await aside.each(work, communities, ({ id }) => id, tellIn);
  return told;
}

/** Looks every five minutes. @param telling what it is done with, at that moment */
export const tellingOfNobody = (telling: () => Informing): Job => ({
  name: work,
  cron: '*/5 * * * *',
  async run() {
    await tellOfNobody(telling());
  },
});
