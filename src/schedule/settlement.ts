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

/** Beats that are gone through, the oldest first, before it is looked from the end. */
const mostGone = 1_000;
/** How far back it is then looked at first, in hours, and how many times as far each time that this was too little. */
const lookBack = { first: 24, times: 8 } as const;

/** The last beats up to now, the oldest first: one more than is ever written down; nothing if there were more than `most`. */
function lastBeats(rhythm: Rhythm, from: Temporal.Instant, now: Temporal.Instant, most = Infinity) {
  const came: Temporal.Instant[] = [];
  let gone = 0;
  for (const beat of beatsAfter(rhythm, from)) {
    if (Temporal.Instant.compare(beat, now) > 0) break;
    if (gone === most) return undefined;
    gone += 1;
    came.push(beat);
    if (came.length > mostMissed + 1) came.shift();
  }
  return came;
}

/** The same from the end: since a time that can hardly be there are more than anybody could go through. */
function lastBeatsBack(rhythm: Rhythm, now: Temporal.Instant): Temporal.Instant[] {
  for (let hours: number = lookBack.first; ; hours *= lookBack.times) {
    const came = lastBeats(rhythm, now.subtract({ hours }), now) ?? [];
    if (came.length > mostMissed) return came;
  }
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
  const came = lastBeats(rhythm, settledTo, now, mostGone) ?? lastBeatsBack(rhythm, now);
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
