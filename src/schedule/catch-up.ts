import { type CronSchedule, occurrencesAfter } from './occurrences.ts';

/** A beat that is sent this soon after its time is on time, in milliseconds. */
export const onTimeMs = 2 * 60_000;
/** Most missed beats that are written down at once. */
export const maxMissed = 50;

export interface CatchUpInput extends CronSchedule {
  /** Beats up to here are settled. */
  settledTo: Temporal.Instant;
  now: Temporal.Instant;
  /** How late a beat may still be sent, in minutes. */
  graceMinutes: number;
}

/** What has to happen with the beats between `settledTo` and now. */
export interface CatchUpPlan {
  /** The one beat that is sent, if any. */
  send?: { at: Temporal.Instant; late: boolean };
  /** Beats that are written down as missed, the oldest first. */
  missed: Temporal.Instant[];
  settledTo: Temporal.Instant;
}

/** Beats that are gone through, the oldest first, before it is looked from the end. */
const maxForward = 1_000;
/** How far back it is then looked at first, in hours, and how many times as far each time that this was too little. */
const lookBackHours = { first: 24, factor: 8 } as const;

/** The last beats up to now, the oldest first: one more than is ever written down; nothing if there were more than `most`. */
function latestOccurrences(
  rhythm: CronSchedule,
  from: Temporal.Instant,
  now: Temporal.Instant,
  most = Infinity,
) {
  const came: Temporal.Instant[] = [];
  let gone = 0;
  for (const beat of occurrencesAfter(rhythm, from)) {
    if (Temporal.Instant.compare(beat, now) > 0) break;
    if (gone === most) return undefined;
    gone += 1;
    came.push(beat);
    if (came.length > maxMissed + 1) came.shift();
  }
  return came;
}

/** The same from the end: since a time that can hardly be there are more than anybody could go through. */
function latestOccurrencesBackward(
  rhythm: CronSchedule,
  now: Temporal.Instant,
): Temporal.Instant[] {
  for (let hours: number = lookBackHours.first; ; hours *= lookBackHours.factor) {
    const came = latestOccurrences(rhythm, now.subtract({ hours }), now) ?? [];
    if (came.length > maxMissed) return came;
  }
}

/**
 * Decides over the beats that came since the last were settled. Only the newest is sent, while it is within
 * the grace: a reader wants the present state once, not each of the editions that failed to come.
 * @returns nothing when no beat came
 */
export function planCatchUp({
  settledTo,
  now,
  graceMinutes,
  ...rhythm
}: CatchUpInput): CatchUpPlan | undefined {
  const came =
    latestOccurrences(rhythm, settledTo, now, maxForward) ?? latestOccurrencesBackward(rhythm, now);
  const newest = came.at(-1);
  if (!newest) return undefined;
  const lateBy = now.epochMilliseconds - newest.epochMilliseconds;
  const isSent = lateBy <= Math.max(onTimeMs, graceMinutes * 60_000);
  return {
    ...(isSent ? { send: { at: newest, late: lateBy > onTimeMs } } : {}),
    missed: (isSent ? came.slice(0, -1) : came).slice(-maxMissed),
    settledTo: newest,
  };
}
