/** The second in which platforms count, and some more, in milliseconds: their clocks and ours are not cut the same. */
const secondMs = 1_005;
/** How late a platform may count a request, in milliseconds; of one that takes longer nothing is known. */
const latestMs = 1_000;
/** How long a request may stand in the platform's count, in milliseconds. */
export const heldMs = secondMs + latestMs;
/** Answers by which the quickest way is known, and how many times as many are remembered for it. */
const known = { answers: 128, times: 10 } as const;

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

/**
 * How long the quickest of the last requests took, in milliseconds; 0 until enough have been answered: the first
 * ones open connections, and are no measure for those that follow.
 */
function createQuickest() {
  let answers = 0;
  let blocks: number[] = [];
  let least = 0;
  return {
    add(duration: number) {
      if (answers % known.answers === 0) blocks = [Infinity, ...blocks.slice(0, known.times - 1)];
      answers += 1;
      blocks[0] = Math.min(blocks[0] ?? Infinity, duration);
      if (answers >= known.answers) least = Math.min(...blocks);
    },
    least: () => least,
  };
}

/** A request, and when its answer came; nothing while none has come. */
interface Sent {
  left: number;
  answered?: number;
}

/** A window that holds at most `size` requests of any second; `Infinity` holds whatever comes. */
export function createWindow(size: number): Window {
  if (size === Infinity) return { take: () => () => undefined, wait: () => 0 };
  const quickest = createQuickest();
  let sent: Sent[] = [];
  /** When the platform has surely forgotten it, as far as is known now. */
  const endOf = ({ left, answered }: Sent, now: number) =>
    left + secondMs + Math.min(latestMs, Math.max(0, (answered ?? now) - left - quickest.least()));

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
        one.answered = answeredAt;
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
