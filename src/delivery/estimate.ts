/** One platform's share of a publication. */
export interface Share {
  /** Requests that are left, those of parts that wait for a later time not counted. */
  left: number;
  /** Requests of other publications that go before them. */
  ahead: number;
  /** Requests a second that the limits allow. */
  allowed: number;
  /** Requests that were answered, and the seconds in which they were. */
  seen: { count: number; seconds: number };
  /** Seconds for which the platform has asked to be left alone. */
  waitSeconds: number;
}

/** What is seen counts from so many answers, and from so many seconds on. */
const trusted = { count: 20, seconds: 3 } as const;

/** Requests a second, as seen of late, else as the limits allow. */
function rateOf({ seen, allowed }: Pick<Share, 'seen' | 'allowed'>): number {
  const isSeen = seen.count >= trusted.count && seen.seconds >= trusted.seconds;
  return isSeen ? seen.count / seen.seconds : allowed;
}

/** Seconds until the last copy has left: the platforms go on beside each other. */
export function remainingSeconds(shares: readonly Share[]): number {
  return shares.reduce((longest, share) => {
    if (share.left === 0) return longest;
    // While others go before, what is seen tells of them and not of how fast this will go.
    const perSecond = share.ahead > 0 ? share.allowed : rateOf(share);
    return Math.max(longest, share.waitSeconds + (share.left + share.ahead) / perSecond);
  }, 0);
}
