/** Milliseconds of work ahead from which on answers are promised at once: the way to Discord takes its time too. */
const overloadThresholdMs = 400;
/** How long one answer is taken to need before any was seen, in milliseconds. */
const initialDurationMs = 25;
/** How fast slower and faster answers are believed: a rush shall be noticed early, and not forgotten at once. */
const smoothing = { slower: 0.2, faster: 0.02 } as const;

/** Knows whether so many interactions are under way that a new one waits long for its turn. */
export interface LoadMonitor {
  start(): void;
  finish(): void;
  isOverloaded(): boolean;
}

/** @param now milliseconds of any clock that runs evenly */
export function createLoadMonitor(now: () => number): LoadMonitor {
  let underWay = 0;
  let pace = initialDurationMs;
  let last = 0;
  return {
    start() {
      if (underWay === 0) last = now();
      underWay += 1;
    },
    finish() {
      underWay -= 1;
      const at = now();
      const took = at - last;
      last = at;
      pace += (took - pace) * (took > pace ? smoothing.slower : smoothing.faster);
    },
    isOverloaded: () => underWay * pace > overloadThresholdMs,
  };
}
