/** The second in which platforms count, and some more, in milliseconds: their clocks and ours are not cut the same. */
const secondMs = 1_005;
/** How late a platform may count a request, in milliseconds; of one that takes longer nothing is known. */
const latestMs = 1_000;
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

/** A request, and when the platform has surely counted it; nothing while no answer has come. */
interface Sent {
  left: number;
  counted?: number;
}

/** A window that holds at most `size` requests of any second; `Infinity` holds whatever comes. */
export function createWindow(size: number): Window {
  if (size === Infinity) return { take: () => () => undefined, wait: () => 0 };
  const quickest = createQuickest();
  let sent: Sent[] = [];
  const latest = (left: number, answeredAt: number) =>
    left + Math.min(latestMs, Math.max(0, answeredAt - left - quickest.least()));
  /** When the platform has surely forgotten it, as far as is known now. */
  const endOf = ({ left, counted }: Sent, now: number) => (counted ?? latest(left, now)) + secondMs;

  // A clock that went back says nothing: what left later than now is taken for long ago.
  const isHeld = (one: Sent, now: number) => one.left <= now && endOf(one, now) > now;

  return {
    take(now) {
      // Where nobody asks how long to wait, nothing is delivered, and answers alone would pile up.
      if (sent.length >= 2 * size) sent = sent.filter((one) => isHeld(one, now));
      const one: Sent = { left: now };
      sent.push(one);
      return (answeredAt) => {
        quickest.add(answeredAt - now);
        one.counted = latest(now, answeredAt);
      };
    },
    wait(now) {
      if (sent.length < size) return 0;
      sent = sent.filter((one) => isHeld(one, now));
      if (sent.length < size) return 0;
      const ends = sent.map((one) => endOf(one, now)).sort((a, b) => a - b);
      return Math.ceil((ends[sent.length - size] ?? now) - now);
    },
  };
}
