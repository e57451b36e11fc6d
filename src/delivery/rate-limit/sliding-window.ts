/** The second in which platforms count, plus a margin for their different clock, in milliseconds. */
const windowMs = 1_005;
/** The longest delay that is assumed between sending a request and the platform counting it, in milliseconds. */
const maxTransitMs = 1_000;
/** The longest time after sending in which a request may count, in milliseconds. */
export const maxWindowMs = windowMs + maxTransitMs;
/** Responses per block, and blocks, over which the minimum latency is taken. */
const latencySamples = { perBlock: 128, blocks: 10 } as const;

/** Records when a request was answered, in milliseconds of the same clock. */
export type AnsweredAtCallback = (now: number) => void;

/**
 * The recent requests of a bot, each counted as late as its platform may have counted it. Requests can be delayed in
 * transit: one answered later than the quickest may have been counted later by that difference, so that a second that
 * is full here may exceed the limit there.
 */
export interface SlidingWindow {
  /** Counts a request that is sent at `now`. */
  record(now: number): AnsweredAtCallback;
  /** Milliseconds until one more request is certainly within the limit. */
  waitMs(now: number): number;
}

/**
 * The latency of the quickest recent response, in milliseconds. 0 until there are enough samples: the first requests
 * also open connections.
 */
function createMinLatency() {
  let count = 0;
  let blocks: number[] = [];
  let minimum = 0;
  return {
    add(latency: number) {
      if (count % latencySamples.perBlock === 0)
        blocks = [Infinity, ...blocks.slice(0, latencySamples.blocks - 1)];
      count += 1;
      blocks[0] = Math.min(blocks[0] ?? Infinity, latency);
      if (count >= latencySamples.perBlock) minimum = Math.min(...blocks);
    },
    ms: () => minimum,
  };
}

interface WindowEntry {
  sentAt: number;
  answeredAt?: number;
}

/** A window for at most `size` requests in any second; `Infinity` means no limit. */
export function createSlidingWindow(size: number): SlidingWindow {
  if (size === Infinity) return { record: () => () => undefined, waitMs: () => 0 };
  const minLatency = createMinLatency();
  let entries: WindowEntry[] = [];
  /** When the request has left the platform's window for certain, as far as is known at `now`. */
  const endOf = ({ sentAt, answeredAt }: WindowEntry, now: number) =>
    sentAt +
    windowMs +
    Math.min(maxTransitMs, Math.max(0, (answeredAt ?? now) - sentAt - minLatency.ms()));

  // A request dated later than now comes from before the clock went back: treat it as old.
  const isCounted = (entry: WindowEntry, now: number) =>
    entry.sentAt <= now && endOf(entry, now) > now;

  return {
    record(now) {
      // Without deliveries nothing calls waitMs, and answers to commands alone would accumulate.
      if (entries.length >= 2 * size) {
        const first = entries.findIndex((entry) => isCounted(entry, now));
        entries.splice(0, first === -1 ? entries.length : first);
      }
      const entry: WindowEntry = { sentAt: now };
      entries.push(entry);
      return (answeredAt) => {
        minLatency.add(answeredAt - now);
        entry.answeredAt = answeredAt;
      };
    },
    waitMs(now) {
      if (entries.length < size) return 0;
      entries = entries.filter((entry) => isCounted(entry, now));
      if (entries.length < size) return 0;
      const ends = entries.map((entry) => endOf(entry, now)).sort((a, b) => a - b);
      return Math.ceil((ends[entries.length - size] ?? now) - now);
    },
  };
}
