import { type CronSchedule, occurrencesAfter } from './cron/occurrences.ts';

/** Milliseconds after its time that an occurrence counts as on time. */
export const onTimeMs = 2 * 60_000;
/** Missed occurrences that are recorded at once. */
export const maxMissed = 50;

export interface CatchUpInput extends CronSchedule {
  /** Occurrences up to here are done. */
  caughtUpTo: Temporal.Instant;
  now: Temporal.Instant;
  /** Minutes after its time that an occurrence may still be sent. */
  graceMinutes: number;
}

/** What to do about the occurrences between `caughtUpTo` and now. */
export interface CatchUpPlan {
  /** The occurrence that is sent, if any. */
  send?: { at: Temporal.Instant; late: boolean };
  /** Occurrences that are recorded as missed, the oldest first. */
  missed: Temporal.Instant[];
  caughtUpTo: Temporal.Instant;
}

/** Occurrences that are enumerated forward before the search starts from now instead. */
const maxForward = 1_000;
/** Hours that the backward search covers, and its growth each time that this was too little. */
const lookBackHours = { first: 24, factor: 8 } as const;

/**
 * The last occurrences up to now, the oldest first, at most one more than is recorded.
 * @returns undefined when there were more than `max`
 */
function latestOccurrences(
  schedule: CronSchedule,
  from: Temporal.Instant,
  now: Temporal.Instant,
  max = Infinity,
) {
  const latest: Temporal.Instant[] = [];
  let count = 0;
  for (const occurrence of occurrencesAfter(schedule, from)) {
    if (Temporal.Instant.compare(occurrence, now) > 0) break;
    if (count === max) return undefined;
    count += 1;
    latest.push(occurrence);
    if (latest.length > maxMissed + 1) latest.shift();
  }
  return latest;
}

/** The same, searched backward: after an implausible `caughtUpTo` there are too many to enumerate. */
function latestOccurrencesBackward(
  schedule: CronSchedule,
  now: Temporal.Instant,
): Temporal.Instant[] {
  for (let hours: number = lookBackHours.first; ; hours *= lookBackHours.factor) {
    const latest = latestOccurrences(schedule, now.subtract({ hours }), now) ?? [];
    if (latest.length > maxMissed) return latest;
  }
}

/**
 * Plans the occurrences since `caughtUpTo`. Only the newest is sent, if it is within the grace period: readers want the
 * current state once, not every edition that was missed.
 * @returns undefined when there was no occurrence
 */
export function planCatchUp({
  caughtUpTo,
  now,
  graceMinutes,
  ...schedule
}: CatchUpInput): CatchUpPlan | undefined {
  const latest =
    latestOccurrences(schedule, caughtUpTo, now, maxForward) ??
    latestOccurrencesBackward(schedule, now);
  const newest = latest.at(-1);
  if (!newest) return undefined;
  const lateBy = now.epochMilliseconds - newest.epochMilliseconds;
  const isSent = lateBy <= Math.max(onTimeMs, graceMinutes * 60_000);
  return {
    ...(isSent ? { send: { at: newest, late: lateBy > onTimeMs } } : {}),
    missed: (isSent ? latest.slice(0, -1) : latest).slice(-maxMissed),
    caughtUpTo: newest,
  };
}
