import { holdersOf, reachable } from '../communities/holders.ts';
import { tell } from '../communities/tell.ts';
import type { Informing } from '../communities/tell-closed.ts';
import { message, paragraph } from '../message/build.ts';
import { onceAside } from '../schedule/aside.ts';
import type { Job } from '../schedule/schedule.ts';
import { isBadSchedule, keptSchedule } from './bad-schedule.ts';
import { findBriefing, schedules } from './find.ts';
import { briefingTitle } from './words.ts';

/** Briefings told of in one go. */
const atOnce = 100;
const work = 'telling of bad schedules';

/**
 * Tells a community's editors and admins which of its briefings can't be sent because of the schedule in their row,
 * once for each bad value. It may run again at any time. @returns of how many briefings somebody was told
 */
export async function tellOfBadSchedules(telling: Informing): Promise<number> {
  const { db, publications, now, aside = onceAside() } = telling;
  const left = new Set(aside.ids(work));
  const untold = (await schedules(db)).filter(
    (one) => one.cronToldOf !== one.cron && !left.has(one.id) && isBadSchedule(one, now),
  );
  let told = 0;
  const tellOf = async ({ id, cron }: { id: string; cron: string }) => {
    const briefing = await findBriefing(db, { id });
    if (!briefing) return;
    const { community } = briefing;
    // The platforms are asked before anything is held.
    const editors = await reachable(db, await holdersOf(telling, community, 'editor'));
    if (editors.length === 0) return aside.leave(work, id);
    told += await db.$transaction(async (tx) => {
      const { count } = await tx.briefing.updateMany({
        where: {
          id,
          cron,
          paused: false,
          OR: [{ cronToldOf: null }, { cronToldOf: { not: cron } }],
        },
        data: { cronToldOf: cron },
      });
      if (count === 0) return 0;
      for (const account of editors) {
        await tell({ publications, community, locale: community.locale }, tx, account.id, (words) =>
          message(
            [
              paragraph(
                words.t('briefings.badScheduleIn', {
                  community: community.name,
                  title: briefingTitle(briefing, words.locale),
                  text: keptSchedule({ cron }),
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
  await aside.each(work, untold.slice(0, atOnce), ({ id }) => id, tellOf);
  return told;
}

/** Looks every five minutes. @param telling what it is done with, at that moment */
export const tellingOfBadSchedules = (telling: () => Informing): Job => ({
  name: work,
  cron: '*/5 * * * *',
  async run() {
    await tellOfBadSchedules(telling());
  },
});
