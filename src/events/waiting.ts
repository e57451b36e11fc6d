import type { Event, PrismaClient } from '../database/generated/client.ts';
import { readable } from '../database/readable.ts';
import type { Publications, Transaction } from '../delivery/publications.ts';
import type { Locale } from '../language/locale.ts';
import { type Aside, onceAside } from '../schedule/aside.ts';
import type { Job } from '../schedule/schedule.ts';
import { holdEvent, type Telling } from './announce.ts';
import { type Told, tellOfChange } from './change.ts';
import { eventBefore, readsTheSame, snapshotOf } from './snapshot.ts';

/** How long edits wait for further ones, and from when before its beginning an event waits for none; in milliseconds. */
const waitingRules = { collectMs: 10 * 60_000, soonMs: 60 * 60_000 } as const;
/** Changes told in one go. */
const atOnce = 50;
const work = 'telling of changed events';

/** Whether an event, as it was or as it is, is so near that nobody may be told late. */
export const isSoon = (events: readonly Event[], now: Date): boolean =>
  events.some(
    ({ startsAt, endsAt }) =>
      endsAt >= now && startsAt.getTime() - now.getTime() <= waitingRules.soonMs,
  );

/**
 * Keeps a change of which people are told later, together with those that follow. What they knew before the first
 * of them stays what it is compared with. @returns when they are told
 */
export async function holdBack(
  tx: Transaction,
  { before, locale, now }: { before: Event; locale: Locale; now: Date },
): Promise<Date> {
  const { dueAt } = await tx.eventChange.upsert({
    where: { eventId: before.id },
    update: { locale },
    create: {
      eventId: before.id,
      before: snapshotOf(before),
      locale,
      dueAt: new Date(now.getTime() + waitingRules.collectMs),
    },
  });
  return dueAt;
}

/** The event as people know it, where a change waits to be told. */
export async function waitingBefore(tx: Transaction, event: Event): Promise<Event | undefined> {
  const waiting = await tx.eventChange.findUnique({ where: { eventId: event.id } });
  return waiting ? eventBefore(event, waiting.before) : undefined;
}

/** Forgets that something is to be told. */
export async function dropWaiting(tx: Transaction, { id }: Event): Promise<void> {
  await tx.eventChange.deleteMany({ where: { eventId: id } });
}

/** Tells of what waits for this event, if anything is still different from what people know. */
export async function tellWaiting(
  telling: Telling,
  tx: Transaction,
  event: Event,
): Promise<Told | undefined> {
  const before = await waitingBefore(tx, event);
  await dropWaiting(tx, event);
  if (!before || readsTheSame(before, event)) return undefined;
  return tellOfChange(telling, tx, { act: 'edited', before, after: event });
}

export interface TellingParts {
  db: PrismaClient;
  publications: Publications;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What becomes of rows whose work breaks. */
  aside?: Aside;
}

/**
 * Tells of the changes whose time has come, each by itself: one that cannot be told stops no other.
 * @returns how many were told
 */
export async function tellChanges({
  db,
  publications,
  now,
  aside = onceAside(),
}: TellingParts): Promise<number> {
  const due = { dueAt: { lte: new Date(now()) } };
  const changes = await db.eventChange.findMany({
    where: {
      ...due,
      ...readable.eventChange,
      event: readable.event,
      eventId: { notIn: aside.ids(work) },
    },
    orderBy: { dueAt: 'asc' },
    take: atOnce,
  });
  let told = 0;
  const tell = async ({ eventId, locale }: (typeof changes)[number]) => {
    const done = await db.$transaction(async (tx) => {
      const event = await holdEvent(tx, eventId);
      // Another process may have told it, or somebody put it off, since it was looked for.
      if ((await tx.eventChange.count({ where: { eventId, ...due } })) === 0) return undefined;
      const at = Temporal.Instant.fromEpochMilliseconds(now());
      return tellWaiting({ publications, now: at, locale }, tx, event);
    });
    if (done) told += 1;
  };
  await aside.each(work, changes, ({ eventId }) => eventId, tell);
  return told;
}

/** Looks every minute for changes whose time has come. */
export const tellingOfChanges = (parts: TellingParts): Job => ({
  name: work,
  cron: '* * * * *',
  async run() {
    await tellChanges(parts);
  },
});
