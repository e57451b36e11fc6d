import type { Platform } from '../../platform.ts';

/** Seconds of one point of the chart, and how many points are kept. */
const bucketSeconds = 5;
const bucketCount = 120;

/** Requests that were answered of late, for a chart: ten minutes in points of five seconds. */
export interface RateSeries {
  record(platform: Platform): void;
  /** Requests a second by point, the oldest first; the point that is not over is left out. */
  rates(platform: Platform): number[];
}

/** Minutes that the chart shows. */
export const chartMinutes = (bucketSeconds * bucketCount) / 60;

/** @param now milliseconds of a clock that is never set */
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
      // Slots come in order: the first ones are the oldest.
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
