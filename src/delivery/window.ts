/** The second in which platforms count, and some more, in milliseconds: their clocks and ours are not cut the same. */
const secondMs = 1_005;
/** How late a platform may count a request, in milliseconds; of one that takes longer nothing is known. */
const latestMs = 250;
/** How long a request may stand in the platform's count, in milliseconds. */
export const heldMs = secondMs + latestMs;
/** Answers by which the quickest way is known. */
const remembered = 128;

/** Tells when a request's answer came, in milliseconds of the clock by which it left. */
export type Answered = (now: number) => void;

/**
 * The last sends of a bot, each as late as its platform may have counted it. A request that left in time may stand
 * in a line on its way: when its answer took longer than the quickest did, it was perhaps counted later by as much,
 * and a second that is full here may be overfull there.
 */
export interface Window {
  /** Counts a request that leaves at `now`. */
  take(now: number): Answered;
  /** Milliseconds until one more request is surely within the limit. */
  wait(now: number): number;
}

/** How long the quickest of the last requests took, in milliseconds. */
function createQuickest() {
  const durations = new Float64Array(remembered).fill(Infinity);
  let next = 0;
  let least = Infinity;
  return {
    add(duration: number) {
      const replaced = durations[next] ?? Infinity;
      durations[next] = duration;
      next = (next + 1) % remembered;
      if (duration <= least) least = duration;
      else if (replaced === least) least = Math.min(...durations);
    },
    least: () => (least === Infinity ? 0 : least),
  };
}

/** A window that holds at most `size` requests of any second; `Infinity` holds whatever comes. */
export function createWindow(size: number): Window {
  const quickest = createQuickest();
  if (size === Infinity) return { take: () => () => undefined, wait: () => 0 };
  const left = new Float64Array(size).fill(-Infinity);
  /** By when the platform has surely counted it; not a number while no answer has come. */
  const counted = new Float64Array(size).fill(-Infinity);
  let taken = 0;
  const latest = (at: number, answeredAt: number) =>
    at + Math.min(latestMs, Math.max(0, answeredAt - at - quickest.least()));
  return {
    take(now) {
      const own = taken;
      taken += 1;
      left[own % size] = now;
      counted[own % size] = Number.NaN;
      return (answeredAt) => {
        quickest.add(answeredAt - now);
        if (own < taken - size) return;
        counted[own % size] = latest(now, answeredAt);
      };
    },
    wait(now) {
      const place = taken % size;
      const at = left[place] ?? -Infinity;
      const known = counted[place] ?? -Infinity;
      const end = (Number.isNaN(known) ? latest(at, now) : known) + secondMs;
      // A clock that went back says nothing: what left later than now is taken for long ago.
      return end > now && at <= now ? Math.ceil(end - now) : 0;
    },
  };
}
