import type { NoticeServices } from '../../context/modules/notice-services.ts';
import { findRoleMembers, pickReachableAccounts } from '../../context/roles/role-members.ts';
import { sendDirectMessages } from '../../notifications/direct-message.ts';
import { noQuarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { findBriefing, listSchedules } from '../queries.ts';
import { hasInvalidSchedule } from './invalid-schedule.ts';
import { invalidScheduleMessage } from './messages.ts';

/** Briefings per run. */
const batchSize = 100;
const jobName = 'telling of bad schedules';

/**
 * Notifies a community's editors and admins of briefings that are not sent because of their stored schedules, once for
 * each invalid value. Safe to run in several processes.
 * @returns about how many briefings somebody was notified
 */
export async function notifyInvalidSchedules(services: NoticeServices): Promise<number> {
  const { db, publications, now, aside = noQuarantine() } = services;
  const skipped = new Set(aside.ids(jobName));
  const unnotified = (await listSchedules(db)).filter(
    (one) => one.cronNotified !== one.cron && !skipped.has(one.id) && hasInvalidSchedule(one, now),
  );
  let notifiedCount = 0;
  const notifyAbout = async ({ id, cron }: { id: string; cron: string }) => {
    const briefing = await findBriefing(db, { id });
    if (!briefing) return;
    const { community } = briefing;
    // Before the transaction: the platforms are asked who has the role.
    const editors = await pickReachableAccounts(
      db,
      await findRoleMembers(services, community, 'editor'),
    );
    if (editors.length === 0) return aside.add(jobName, id);
    notifiedCount += await db.$transaction(async (tx) => {
      const { count } = await tx.briefing.updateMany({
        where: {
          id,
          cron,
          isPaused: false,
          OR: [{ cronNotified: null }, { cronNotified: { not: cron } }],
        },
        data: { cronNotified: cron },
      });
      if (count === 0) return 0;
      await sendDirectMessages({ publications, community }, tx, editors, (reader) =>
        invalidScheduleMessage(reader, briefing, cron),
      );
      return 1;
    });
  };
  await aside.forEach(jobName, unnotified.slice(0, batchSize), ({ id }) => id, notifyAbout);
  return notifiedCount;
}

/** Runs every five minutes. */
export const invalidScheduleNoticeJob = (createServices: () => NoticeServices): ScheduledJob => ({
  name: jobName,
  cron: '*/5 * * * *',
  async run() {
    await notifyInvalidSchedules(createServices());
  },
});
