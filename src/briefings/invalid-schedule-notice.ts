import type { NoticeServices } from '../context/notice-services.ts';
import { findRoleMembers, pickReachableAccounts } from '../context/role-members.ts';
import { message, paragraph } from '../message/build.ts';
import { sendDirectMessage } from '../notifications/direct-message.ts';
import { noQuarantine } from '../schedule/quarantine.ts';
import type { ScheduledJob } from '../schedule/scheduler.ts';
import { hasInvalidSchedule, storedSchedule } from './invalid-schedule.ts';
import { briefingTitle } from './messages.ts';
import { findBriefing, listSchedules } from './queries.ts';

/** Briefings told of in one go. */
const batchSize = 100;
const jobName = 'telling of bad schedules';

/**
 * Tells a community's editors and admins which of its briefings can't be sent because of the schedule in their row,
 * once for each bad value. It may run again at any time. @returns of how many briefings somebody was told
 */
export async function notifyInvalidSchedules(telling: NoticeServices): Promise<number> {
  const { db, publications, now, aside = noQuarantine() } = telling;
  const left = new Set(aside.ids(jobName));
  const unnotified = (await listSchedules(db)).filter(
    (one) => one.cronNotified !== one.cron && !left.has(one.id) && hasInvalidSchedule(one, now),
  );
  let notifiedCount = 0;
  const notifyAbout = async ({ id, cron }: { id: string; cron: string }) => {
    const briefing = await findBriefing(db, { id });
    if (!briefing) return;
    const { community } = briefing;
    // The platforms are asked before anything is held.
    const editors = await pickReachableAccounts(
      db,
      await findRoleMembers(telling, community, 'editor'),
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
      for (const account of editors) {
        await sendDirectMessage(
          { publications, community, locale: community.locale },
          tx,
          account.id,
          (words) =>
            message(
              [
                paragraph(
                  words.t('briefings.badScheduleIn', {
                    community: community.name,
                    title: briefingTitle(briefing, words.locale),
                    text: storedSchedule({ cron }),
                  }),
                ),
              ],
              { tone: 'warning' },
            ),
        );
      }
      return 1;
    });
  };
  await aside.forEach(jobName, unnotified.slice(0, batchSize), ({ id }) => id, notifyAbout);
  return notifiedCount;
}

/** Looks every five minutes. @param telling what it is done with, at that moment */
export const invalidScheduleNoticeJob = (telling: () => NoticeServices): ScheduledJob => ({
  name: jobName,
  cron: '*/5 * * * *',
  async run() {
    await notifyInvalidSchedules(telling());
  },
});
