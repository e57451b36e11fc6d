import { nowAsDate } from '../../context/command-context.ts';
import type { NoticeServices } from '../../context/notice-services.ts';
import { findRoleMembers, pickReachableAccounts } from '../../context/role-members.ts';
import type { Community } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { message, paragraph } from '../../message/build.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { noQuarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduler.ts';

/** Communities looked at in one go. */
const batchSize = 100;
const jobName = 'telling of approvals without approvers';

/**
 * Tells admins of communities where alerts take two people and nobody may approve: the rule is older than the list,
 * or whoever was on it has gone. Once for each time that it comes to that. @returns in how many communities
 */
export async function notifyMissingApprovers(telling: NoticeServices): Promise<number> {
  const { db, publications, aside = noQuarantine() } = telling;
  const communities = await db.community.findMany({
    where: {
      ...withKnownEnumValues.community,
      ...{ requiresApproval: true, approversNotifiedAt: null, approvers: { none: {} } },
      id: { notIn: aside.ids(jobName) },
    },
    orderBy: { id: 'asc' },
    take: batchSize,
  });
  let notifiedCount = 0;
  const notifyIn = async (community: Community) => {
    // The platforms are asked before anything is held.
    const admins = await pickReachableAccounts(
      db,
      await findRoleMembers(telling, community, 'admin'),
    );
    // It would stand before others.
    if (admins.length === 0) return aside.add(jobName, community.id);
    notifiedCount += await db.$transaction(async (tx) => {
      const { count } = await tx.community.updateMany({
        where: { id: community.id, approversNotifiedAt: null, requiresApproval: true },
        data: { approversNotifiedAt: nowAsDate(telling) },
      });
      if (count === 0) return 0;
      for (const { id } of admins) {
        await sendDirectMessage(
          { publications, community, locale: community.locale },
          tx,
          id,
          ({ t }) =>
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
  await aside.forEach(jobName, communities, ({ id }) => id, notifyIn);
  return notifiedCount;
}

/** Looks every five minutes. @param telling what it is done with, at that moment */
export const noApproverNoticeJob = (telling: () => NoticeServices): ScheduledJob => ({
  name: jobName,
  cron: '*/5 * * * *',
  async run() {
    await notifyMissingApprovers(telling());
  },
});
