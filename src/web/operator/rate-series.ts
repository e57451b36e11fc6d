import type { Platform } from '../../platform.ts';

/** Seconds per point of the chart, and number of points. */
const bucketSeconds = 5;
const bucketCount = 120;

/** Recent answered requests for the chart: ten minutes in points of five seconds. */
export interface RateSeries {
  record(platform: Platform): void;
  /** Requests a second for each point, oldest first, without the current incomplete one. */
  rates(platform: Platform): number[];
}

/** Time span of the chart, in minutes. */
export const chartMinutes = (bucketSeconds * bucketCount) / 60;

/** @param now monotonic milliseconds */
export function createRateSeries(now: () => number): RateSeries {
  const counts: Record<Platform, Map<number, number>> = {
    discord: new Map(),
    telegram: new Map(),
  };
  const slot = () => Math.floor(now() / (bucketSeconds * 1000));
  return {
    record(platform) {
      const at = slot();
      const own = counts[platform];
      own.set(at, (own.get(at) ?? 0) + 1);
      // Buckets are inserted in order: the first ones are the oldest.
      for (const old of own.keys()) {
        if (old >= at - bucketCount) break;
        own.delete(old);
      }
    },
    rates(platform) {
      const last = slot();
      return Array.from(
        { length: bucketCount },
        (_, index) => (counts[platform].get(last - bucketCount + index) ?? 0) / bucketSeconds,
      );
    },
  };
}
