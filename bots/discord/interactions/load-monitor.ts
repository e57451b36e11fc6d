/** Milliseconds of work ahead from which answers are deferred at once. */
const overloadThresholdMs = 400;
/** Assumed duration of an answer before any was measured, in milliseconds. */
const initialDurationMs = 25;
/** Weights of the moving average: slower answers count fast, so that a rush is noticed early and not forgotten at once. */
const smoothing = { slower: 0.2, faster: 0.02 } as const;

/** Tells whether so many interactions are in progress that a new one waits long for its turn. */
export interface LoadMonitor {
  start(): void;
  finish(): void;
  isOverloaded(): boolean;
}

/** @param now milliseconds of a monotonic clock */
export function createLoadMonitor(now: () => number): LoadMonitor {
  let inProgress = 0;
  let averageMs = initialDurationMs;
  let lastAt = 0;
  return {
    start() {
      if (inProgress === 0) lastAt = now();
      inProgress += 1;
    },
    finish() {
      inProgress -= 1;
      const finishedAt = now();
      const tookMs = finishedAt - lastAt;
      lastAt = finishedAt;
      averageMs +=
        (tookMs - averageMs) * (tookMs > averageMs ? smoothing.slower : smoothing.faster);
    },
    isOverloaded: () => inProgress * averageMs > overloadThresholdMs,
  };
}
