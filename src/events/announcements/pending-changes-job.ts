import type { PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { Publications } from '../../delivery/publications.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { lockEvent } from './announcement.ts';
import { createEventNotices } from './notices.ts';
import { publishPendingChange } from './pending-changes.ts';

/** Changes published in one run. */
const batchSize = 50;
/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'telling of changed events';

export interface PendingChangesOptions {
  db: PrismaClient;
  publications: Publications;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/**
 * Publishes the pending changes that are due, each in a transaction of its own: a failing one stops no other.
 * @returns how many were published
 */
export async function publishDueChanges({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: PendingChangesOptions): Promise<number> {
  const due = { dueAt: { lte: new Date(now()) } };
  const changes = await db.eventChange.findMany({
    where: {
      ...due,
      ...withKnownEnumValues.eventChange,
      event: withKnownEnumValues.event,
      eventId: { notIn: aside.ids(jobName) },
    },
    orderBy: { dueAt: 'asc' },
    take: batchSize,
  });
  let publishedCount = 0;
  const publishDue = async ({ eventId, locale }: (typeof changes)[number]) => {
    const done = await db.$transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      // Another process may have published or deferred it since it was found.
      if ((await tx.eventChange.count({ where: { eventId, ...due } })) === 0) return undefined;
      const at = Temporal.Instant.fromEpochMilliseconds(now());
      const notices = createEventNotices({ publications, now: at });
      return publishPendingChange({ notices, now: at, locale }, tx, event);
    });
    if (done) publishedCount += 1;
  };
  await aside.forEach(jobName, changes, ({ eventId }) => eventId, publishDue);
  return publishedCount;
}

/** Publishes due changes every minute. */
export const pendingChangesJob = (options: PendingChangesOptions): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  async run() {
    await publishDueChanges(options);
  },
});
