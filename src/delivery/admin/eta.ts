/** One platform's share of a publication. */
export interface PlatformWorkload {
  /** Requests that are left, those of parts that wait for a later time not counted. */
  remaining: number;
  /** Requests of other publications that go before them. */
  queuedAhead: number;
  /** Requests a second that the limits allow. */
  limitPerSecond: number;
  /** Requests that were answered, and the seconds in which they were. */
  observed: { count: number; seconds: number };
  /** Seconds for which the platform has asked to be left alone. */
  pausedSeconds: number;
}

/** What is seen counts from so many answers, and from so many seconds on. */
const minSample = { count: 20, seconds: 3 } as const;

/** Requests a second, as seen of late, else as the limits allow. */
function sendRate({
  observed,
  limitPerSecond,
}: Pick<PlatformWorkload, 'observed' | 'limitPerSecond'>): number {
  const isSeen = observed.count >= minSample.count && observed.seconds >= minSample.seconds;
  return isSeen ? observed.count / observed.seconds : limitPerSecond;
}

/** Seconds until the last copy has left: the platforms go on beside each other. */
export function etaSeconds(shares: readonly PlatformWorkload[]): number {
  return shares.reduce((longest, share) => {
    if (share.remaining === 0) return longest;
    // While others go before, what is seen tells of them and not of how fast this will go.
    const perSecond = share.queuedAhead > 0 ? share.limitPerSecond : sendRate(share);
    return Math.max(
      longest,
      share.pausedSeconds + (share.remaining + share.queuedAhead) / perSecond,
    );
  }, 0);
}
