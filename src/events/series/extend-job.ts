import type { PrismaClient } from '../../database/generated/client.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { lockSeries } from '../announcements/announcement.ts';
import { extendSeries } from './extend.ts';

/** Series that are extended in one run. */
const batchSize = 200;
/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'extending repeating events';

export interface ExtendOptions {
  db: PrismaClient;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/**
 * Makes further dates of the series that need them, each series in a transaction of its own: a failing one stops no other,
 * and one that was interrupted is done again as a whole.
 * @returns how many dates were made
 */
export async function extendDueSeries({
  db,
  now,
  aside = noQuarantine(),
}: ExtendOptions): Promise<number> {
  const isDue = { pausedAt: null, extendAt: { lte: new Date(now()) } };
  const due = await db.eventSeries.findMany({
    where: { ...isDue, id: { notIn: aside.ids(jobName) } },
    orderBy: { extendAt: 'asc' },
    take: batchSize,
    select: { id: true },
  });
  let made = 0;
  await aside.forEach(
    jobName,
    due,
    ({ id }) => id,
    async ({ id }) => {
      made += await db.$transaction(async (tx) => {
        const series = await lockSeries(tx, id);
        // Another process may have been first.
        if ((await tx.eventSeries.count({ where: { id, ...isDue } })) === 0) return 0;
        return extendSeries(tx, series, Temporal.Instant.fromEpochMilliseconds(now()));
      });
    },
  );
  return made;
}

/** Makes further dates every hour, and after a downtime at once. */
export const extendJob = (options: ExtendOptions): ScheduledJob => ({
  name: jobName,
  cron: '25 * * * *',
  runAtStart: true,
  async run() {
    await extendDueSeries(options);
  },
});
