import type { Transaction } from '../../delivery/publications.ts';
import { type CatchUpPlan, planCatchUp } from '../../schedule/catch-up.ts';
import type { ScheduleSource } from '../../schedule/scheduled.ts';
import { type BriefingDetails, findBriefing, listSchedules } from '../queries.ts';
import { type EditionServices, publishEdition } from './publish.ts';

export interface ScheduleSourceOptions extends Omit<EditionServices, 'now'> {
  /** Milliseconds since the epoch. */
  now(): number;
}

const toDate = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);

/**
 * Stores that all occurrences up to the plan's end are handled, and which of them were missed.
 * @returns false when another process did, or the schedule has changed since it was read
 */
async function recordCatchUp(
  tx: Transaction,
  { id, cron, storedZone: zone, caughtUpTo }: BriefingDetails,
  { missed, caughtUpTo: until }: CatchUpPlan,
): Promise<boolean> {
  const { count } = await tx.briefing.updateMany({
    where: { id, cron, zone, caughtUpTo, isPaused: false },
    data: { caughtUpTo: toDate(until) },
  });
  if (count === 0) return false;
  await tx.edition.createMany({
    data: missed.map((at) => ({
      briefingId: id,
      scheduledFor: toDate(at),
      state: 'missed' as const,
    })),
    skipDuplicates: true,
  });
  return true;
}

/** Sends the edition of a briefing that is due, once, and stores which were missed. */
export async function catchUpBriefing(
  { now, ...services }: ScheduleSourceOptions,
  id: string,
): Promise<void> {
  const { db } = services;
  const briefing = await findBriefing(db, { id });
  if (!briefing || briefing.isPaused || briefing.cron === '') return;
  const instant = Temporal.Instant.fromEpochMilliseconds(now());
  const plan = planCatchUp({
    cron: briefing.cron,
    zone: briefing.zone,
    caughtUpTo: briefing.caughtUpTo.toTemporalInstant(),
    now: instant,
    graceMinutes: briefing.graceMinutes,
  });
  if (!plan) return;
  const precondition = (tx: Transaction) => recordCatchUp(tx, briefing, plan);
  if (plan.send) {
    const occurrence = { at: plan.send.at, isLate: plan.send.late };
    await publishEdition({ ...services, now: instant }, briefing, occurrence, { precondition });
  } else await db.$transaction(precondition);
}

/** The schedules of all briefings, for the scheduler. */
export const briefingScheduleSource = (options: ScheduleSourceOptions): ScheduleSource => ({
  name: 'briefing',
  list: () => listSchedules(options.db),
  catchUp: (id) => catchUpBriefing(options, id),
});
