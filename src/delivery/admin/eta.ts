/** One platform's share of a publication. */
export interface PlatformWorkload {
  /** Remaining requests, without those that are due later than soon. */
  remaining: number;
  /** Requests of other publications that are sent first. */
  queuedAhead: number;
  /** Requests a second that the rate limits allow. */
  limitPerSecond: number;
  /** Recent successful requests, and the seconds in which they were made. */
  observed: { count: number; seconds: number };
  /** Seconds for which the whole bot is paused. */
  pausedSeconds: number;
}

/** The smallest sample from which a rate is estimated. */
const minSample = { count: 20, seconds: 3 } as const;

/** Requests a second: the observed rate if there is a sample, else the limit. */
function sendRate({
  observed,
  limitPerSecond,
}: Pick<PlatformWorkload, 'observed' | 'limitPerSecond'>): number {
  const isSample = observed.count >= minSample.count && observed.seconds >= minSample.seconds;
  return isSample ? observed.count / observed.seconds : limitPerSecond;
}

/** Seconds until the last delivery is sent. The platforms send in parallel. */
export function etaSeconds(workloads: readonly PlatformWorkload[]): number {
  return workloads.reduce((longest, workload) => {
    if (workload.remaining === 0) return longest;
    // While other publications are sent first, the observed rate is low only for that reason.
    const perSecond = workload.queuedAhead > 0 ? workload.limitPerSecond : sendRate(workload);
    return Math.max(
      longest,
      workload.pausedSeconds + (workload.remaining + workload.queuedAhead) / perSecond,
    );
  }, 0);
}
