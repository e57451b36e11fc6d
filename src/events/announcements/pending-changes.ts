import type { Event, PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { Publications, Transaction } from '../../delivery/publications.ts';
import type { Locale } from '../../language/locale.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduler.ts';
import { type AnnouncementServices, lockEvent } from './announce.ts';
import { type ChangeRecipients, publishChange } from './changes.ts';
import { createEventSnapshot, hasSameContent, restoreEventSnapshot } from './snapshot.ts';

/** How long edits wait for further ones, and from when before its beginning an event waits for none; in milliseconds. */
const pendingChangeLimits = { batchMs: 10 * 60_000, soonMs: 60 * 60_000 } as const;
/** Changes told in one go. */
const batchSize = 50;
const jobName = 'telling of changed events';

/** Whether an event, as it was or as it is, is so near that nobody may be told late. */
export const startsSoon = (events: readonly Event[], now: Date): boolean =>
  events.some(
    ({ startsAt, endsAt }) =>
      endsAt >= now && startsAt.getTime() - now.getTime() <= pendingChangeLimits.soonMs,
  );

/**
 * Keeps a change of which people are told later, together with those that follow. What they knew before the first
 * of them stays what it is compared with. @returns when they are told
 */
export async function deferChange(
  tx: Transaction,
  { before, locale, now }: { before: Event; locale: Locale; now: Date },
): Promise<Date> {
  const { dueAt } = await tx.eventChange.upsert({
    where: { eventId: before.id },
    update: { locale },
    create: {
      eventId: before.id,
      before: createEventSnapshot(before),
      locale,
      dueAt: new Date(now.getTime() + pendingChangeLimits.batchMs),
    },
  });
  return dueAt;
}

/** The event as people know it, where a change waits to be told. */
export async function findPendingSnapshot(
  tx: Transaction,
  event: Event,
): Promise<Event | undefined> {
  const waiting = await tx.eventChange.findUnique({ where: { eventId: event.id } });
  return waiting ? restoreEventSnapshot(event, waiting.before) : undefined;
}

/** Forgets that something is to be told. */
export async function discardPendingChange(tx: Transaction, { id }: Event): Promise<void> {
  await tx.eventChange.deleteMany({ where: { eventId: id } });
}

/** Tells of what waits for this event, if anything is still different from what people know. */
export async function publishPendingChange(
  telling: AnnouncementServices,
  tx: Transaction,
  event: Event,
): Promise<ChangeRecipients | undefined> {
  const before = await findPendingSnapshot(tx, event);
  await discardPendingChange(tx, event);
  if (!before || hasSameContent(before, event)) return undefined;
  return publishChange(telling, tx, { action: 'edited', before, after: event });
}

export interface PendingChangesOptions {
  db: PrismaClient;
  publications: Publications;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What becomes of rows whose work breaks. */
  aside?: Quarantine;
}

/**
 * Tells of the changes whose time has come, each by itself: one that cannot be told stops no other.
 * @returns how many were told
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
      // Another process may have told it, or somebody put it off, since it was looked for.
      if ((await tx.eventChange.count({ where: { eventId, ...due } })) === 0) return undefined;
      const at = Temporal.Instant.fromEpochMilliseconds(now());
      return publishPendingChange({ publications, now: at, locale }, tx, event);
    });
    if (done) publishedCount += 1;
  };
  await aside.forEach(jobName, changes, ({ eventId }) => eventId, publishDue);
  return publishedCount;
}

/** Looks every minute for changes whose time has come. */
export const pendingChangesJob = (parts: PendingChangesOptions): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  async run() {
    await publishDueChanges(parts);
  },
});
