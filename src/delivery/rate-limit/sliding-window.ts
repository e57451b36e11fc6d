/** The second in which platforms count, and some more, in milliseconds: their clocks and ours are not cut the same. */
const windowMs = 1_005;
/** How late a platform may count a request, in milliseconds; of one that takes longer nothing is known. */
const maxTransitMs = 1_000;
/** How long a request may stand in the platform's count, in milliseconds. */
export const maxWindowMs = windowMs + maxTransitMs;
/** Answers by which the quickest way is known, and how many times as many are remembered for it. */
const latencySamples = { perBlock: 128, blocks: 10 } as const;

/** Tells when a request's answer came, in milliseconds of the clock by which it left. */
export type AnsweredAtCallback = (now: number) => void;

/**
 * The last sends of a bot, each as late as its platform may have counted it. A request that left in time may stand
 * in a line on its way: when its answer took longer than the quickest did, it was perhaps counted later by as much,
 * and a second that is full here may be overfull there.
 */
export interface SlidingWindow {
  /** Counts a request that leaves at `now`. */
  record(now: number): AnsweredAtCallback;
  /** Milliseconds until one more request is surely within the limit. */
  waitMs(now: number): number;
}

/**
 * How long the quickest of the last requests took, in milliseconds; 0 until enough have been answered: the first
 * ones open connections, and are no measure for those that follow.
 */
function createMinLatency() {
  let answers = 0;
  let blocks: number[] = [];
  let least = 0;
  return {
    add(duration: number) {
      if (answers % latencySamples.perBlock === 0)
        blocks = [Infinity, ...blocks.slice(0, latencySamples.blocks - 1)];
      answers += 1;
      blocks[0] = Math.min(blocks[0] ?? Infinity, duration);
      if (answers >= latencySamples.perBlock) least = Math.min(...blocks);
    },
    ms: () => least,
  };
}

/** A request, and when its answer came; nothing while none has come. */
interface WindowEntry {
  leftAt: number;
  answeredAt?: number;
}

/** A window that holds at most `size` requests of any second; `Infinity` holds whatever comes. */
export function createSlidingWindow(size: number): SlidingWindow {
  if (size === Infinity) return { record: () => () => undefined, waitMs: () => 0 };
  const minLatency = createMinLatency();
  let entries: WindowEntry[] = [];
  /** When the platform has surely forgotten it, as far as is known now. */
  const endOf = ({ leftAt, answeredAt: answered }: WindowEntry, now: number) =>
    leftAt +
    windowMs +
    Math.min(maxTransitMs, Math.max(0, (answered ?? now) - leftAt - minLatency.ms()));

  // A clock that went back says nothing: what left later than now is taken for long ago.
  const isHeld = (one: WindowEntry, now: number) => one.leftAt <= now && endOf(one, now) > now;

  return {
    record(now) {
      // Where nobody asks how long to wait, nothing is delivered, and answers alone would pile up.
      if (entries.length >= 2 * size) entries = entries.filter((one) => isHeld(one, now));
      const one: WindowEntry = { leftAt: now };
      entries.push(one);
      return (answeredAt) => {
        minLatency.add(answeredAt - now);
        one.answeredAt = answeredAt;
      };
    },
    waitMs(now) {
      if (entries.length < size) return 0;
      entries = entries.filter((one) => isHeld(one, now));
      if (entries.length < size) return 0;
      const ends = entries.map((one) => endOf(one, now)).sort((a, b) => a - b);
      return Math.ceil((ends[entries.length - size] ?? now) - now);
    },
  };
}
