import type { PrismaClient } from '../database/generated/client.ts';
import type { Publications, Transaction } from '../delivery/publications.ts';
import type { TimedSource } from '../schedule/schedule.ts';
import { type Settlement, settlement } from '../schedule/settlement.ts';
import { findBriefing, schedules, type WholeBriefing } from './find.ts';
import { type PublishParts, publishEdition } from './publish.ts';

export interface ClockParts {
  db: PrismaClient;
  publications: Publications;
  /** Milliseconds since the epoch. */
  now(): number;
  unsaid?: PublishParts['unsaid'];
}

const dateOf = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);

/**
 * Writes down what was missed and that the beats up to here are settled, if the briefing still has the
 * rhythm by which that was decided and nobody else was faster.
 */
async function settleRows(
  tx: Transaction,
  { id, cron, keptZone: zone, settledTo }: WholeBriefing,
  { missed, settledTo: until }: Settlement,
): Promise<boolean> {
  const { count } = await tx.briefing.updateMany({
    where: { id, cron, zone, settledTo, paused: false },
    data: { settledTo: dateOf(until) },
  });
  if (count === 0) return false;
  await tx.edition.createMany({
    data: missed.map((at) => ({ briefingId: id, beatAt: dateOf(at), state: 'missed' as const })),
    skipDuplicates: true,
  });
  return true;
}

/** Brings a briefing up to now: sends what is due, once, and writes down what was missed. */
export async function settleBriefing(
  { db, publications, now, unsaid }: ClockParts,
  id: string,
): Promise<void> {
  const briefing = await findBriefing(db, { id });
  if (!briefing || briefing.paused || briefing.cron === '') return;
  const instant = Temporal.Instant.fromEpochMilliseconds(now());
  const plan = settlement({
    cron: briefing.cron,
    zone: briefing.zone,
    settledTo: briefing.settledTo.toTemporalInstant(),
    now: instant,
    graceMinutes: briefing.graceMinutes,
  });
  if (!plan) return;
  const also = (tx: Transaction) => settleRows(tx, briefing, plan);
  if (plan.send) {
    await publishEdition(
      { db, publications, now: instant, ...(unsaid ? { unsaid } : {}) },
      briefing,
      plan.send,
      { also },
    );
  } else await db.$transaction(also);
}

/** What the clock needs to know of briefings. */
export const briefingClock = (parts: ClockParts): TimedSource => ({
  name: 'briefing',
  list: () => schedules(parts.db),
  settle: (id) => settleBriefing(parts, id),
});
