import type { NoticeServices } from '../../context/modules/notice-services.ts';
import { findRoleMembers, pickReachableAccounts } from '../../context/roles/role-members.ts';
import type { Community } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { noQuarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { noApproversMessage } from './messages.ts';

/** Communities per run. */
const batchSize = 100;
const jobName = 'telling of approvals without approvers';

/**
 * Notifies the admins of communities that require approval and have no approvers, once each time that this comes to
 * be: an older rule has no list, or the last approver was removed or erased. Safe to run in several processes.
 * @returns in how many communities somebody was notified
 */
export async function notifyMissingApprovers(services: NoticeServices): Promise<number> {
  const { db, publications, now, aside = noQuarantine() } = services;
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
    // Before the transaction: the platforms are asked who is an admin.
    const admins = await pickReachableAccounts(
      db,
      await findRoleMembers(services, community, 'admin'),
    );
    // Otherwise it would fill the batch again and again.
    if (admins.length === 0) return aside.add(jobName, community.id);
    notifiedCount += await db.$transaction(async (tx) => {
      const { count } = await tx.community.updateMany({
        where: { id: community.id, approversNotifiedAt: null, requiresApproval: true },
        data: { approversNotifiedAt: new Date(now.epochMilliseconds) },
      });
      if (count === 0) return 0;
      for (const { id } of admins) {
        await sendDirectMessage(
          { publications, community, locale: community.locale },
          tx,
          id,
          (reader) => noApproversMessage(reader, community),
        );
      }
      return 1;
    });
  };
  await aside.forEach(jobName, communities, ({ id }) => id, notifyIn);
  return notifiedCount;
}

/** Runs every five minutes. */
export const noApproverNoticeJob = (createServices: () => NoticeServices): ScheduledJob => ({
  name: jobName,
  cron: '*/5 * * * *',
  async run() {
    await notifyMissingApprovers(createServices());
  },
});
