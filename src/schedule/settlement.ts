import { beatsAfter, type Rhythm } from './beats.ts';

/** A beat that is sent this soon after its time is on time, in milliseconds. */
export const promptMs = 2 * 60_000;
/** Most missed beats that are written down at once. */
export const mostMissed = 50;

export interface Unsettled extends Rhythm {
  /** Beats up to here are settled. */
  settledTo: Temporal.Instant;
  now: Temporal.Instant;
  /** How late a beat may still be sent, in minutes. */
  graceMinutes: number;
}

/** What has to happen with the beats between `settledTo` and now. */
export interface Settlement {
  /** The one beat that is sent, if any. */
  send?: { at: Temporal.Instant; late: boolean };
  /** Beats that are written down as missed, the oldest first. */
  missed: Temporal.Instant[];
  settledTo: Temporal.Instant;
}

/**
 * Decides over the beats that came since the last were settled. Only the newest is sent, while it is within
 * the grace: a reader wants the present state once, not each of the editions that failed to come.
 * @returns nothing when no beat came
 */
export function settlement({
  settledTo,
  now,
  graceMinutes,
  ...rhythm
}: Unsettled): Settlement | undefined {
  const came: Temporal.Instant[] = [];
  for (const beat of beatsAfter(rhythm, settledTo)) {
    if (Temporal.Instant.compare(beat, now) > 0) break;
    came.push(beat);
    if (came.length > mostMissed + 1) came.shift();
  }
  const newest = came.at(-1);
  if (!newest) return undefined;
  const lateBy = now.epochMilliseconds - newest.epochMilliseconds;
  const isSent = lateBy <= Math.max(promptMs, graceMinutes * 60_000);
  return {
    ...(isSent ? { send: { at: newest, late: lateBy > promptMs } } : {}),
    missed: (isSent ? came.slice(0, -1) : came).slice(-mostMissed),
    settledTo: newest,
  };
}
