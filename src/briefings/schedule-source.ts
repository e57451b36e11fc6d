import type { PrismaClient } from '../database/generated/client.ts';
import type { Publications, Transaction } from '../delivery/publications.ts';
import { type CatchUpPlan, planCatchUp } from '../schedule/catch-up.ts';
import type { ScheduleSource } from '../schedule/scheduler.ts';
import { type EditionServices, publishEdition } from './editions/publish.ts';
import { type BriefingDetails, findBriefing, listSchedules } from './queries.ts';

export interface ScheduleSourceOptions {
  db: PrismaClient;
  publications: Publications;
  /** Milliseconds since the epoch. */
  now(): number;
  onRowError?: EditionServices['onRowError'];
}

const dateOf = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);

/**
 * Writes down what was missed and that the beats up to here are settled, if the briefing still has the
 * rhythm by which that was decided and nobody else was faster.
 */
async function recordCatchUp(
  tx: Transaction,
  { id, cron, storedZone: zone, caughtUpTo }: BriefingDetails,
  { missed, settledTo: until }: CatchUpPlan,
): Promise<boolean> {
  const { count } = await tx.briefing.updateMany({
    where: { id, cron, zone, caughtUpTo, isPaused: false },
    data: { caughtUpTo: dateOf(until) },
  });
  if (count === 0) return false;
  await tx.edition.createMany({
    data: missed.map((at) => ({
      briefingId: id,
      scheduledFor: dateOf(at),
      state: 'missed' as const,
    })),
    skipDuplicates: true,
  });
  return true;
}

/** Brings a briefing up to now: sends what is due, once, and writes down what was missed. */
export async function catchUpBriefing(
  { db, publications, now, onRowError }: ScheduleSourceOptions,
  id: string,
): Promise<void> {
  const briefing = await findBriefing(db, { id });
  if (!briefing || briefing.isPaused || briefing.cron === '') return;
  const instant = Temporal.Instant.fromEpochMilliseconds(now());
  const plan = planCatchUp({
    cron: briefing.cron,
    zone: briefing.zone,
    settledTo: briefing.caughtUpTo.toTemporalInstant(),
    now: instant,
    graceMinutes: briefing.graceMinutes,
  });
  if (!plan) return;
  const precondition = (tx: Transaction) => recordCatchUp(tx, briefing, plan);
  if (plan.send) {
    await publishEdition(
      { db, publications, now: instant, ...(onRowError ? { onRowError } : {}) },
      briefing,
      { at: plan.send.at, isLate: plan.send.late },
      { precondition },
    );
  } else await db.$transaction(precondition);
}

/** What the clock needs to know of briefings. */
export const briefingScheduleSource = (parts: ScheduleSourceOptions): ScheduleSource => ({
  name: 'briefing',
  list: () => listSchedules(parts.db),
  catchUp: (id) => catchUpBriefing(parts, id),
});
