import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import type { CalendarWithCommunity } from '../items/sync.ts';
import { type PollServices, pollCalendar } from './poll.ts';

/** Calendars that one run reads. */
const perRun = 20;
/** How long a run has a calendar to itself, in milliseconds: longer than reading takes. */
const leaseMs = 10 * 60_000;
const jobName = 'reading of calendars';

export interface PollJobServices extends PollServices {
  aside?: Quarantine;
}

/** Takes a calendar for this run. @returns false when another process has */
async function claim(
  { db, now }: PollJobServices,
  { id, pollAt }: CalendarWithCommunity,
): Promise<boolean> {
  const { count } = await db.importedCalendar.updateMany({
    where: { id, pollAt },
    data: { pollAt: new Date(now.epochMilliseconds + leaseMs) },
  });
  return count > 0;
}

/** Reads the calendars that are due. @returns how many were */
async function pollDueCalendars(services: PollJobServices): Promise<number> {
  const { db, now, aside = noQuarantine() } = services;
  const due = await db.importedCalendar.findMany({
    where: {
      ...withKnownEnumValues.importedCalendar,
      community: withKnownEnumValues.community,
      pollAt: { lte: new Date(now.epochMilliseconds) },
      url: { not: null },
      id: { notIn: aside.ids(jobName) },
    },
    include: { community: true },
    orderBy: { pollAt: 'asc' },
    take: perRun,
  });
  let count = 0;
  const poll = async (calendar: CalendarWithCommunity) => {
    if (!(await claim(services, calendar))) return;
    count += 1;
    await pollCalendar(services, calendar);
  };
  await aside.forEach(jobName, due, ({ id }) => id, poll);
  return count;
}

/** Runs every minute, and after the start: calendars may answer slowly. @param createServices called for each run */
export const pollCalendarsJob = (createServices: () => PollJobServices): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAfterStart: true,
  async run() {
    await pollDueCalendars(createServices());
  },
});
