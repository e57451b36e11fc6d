/** Failures in a row from which on something is wrong, and how long one may stand without a success, in milliseconds. */
const unhealthy = { failures: 3, forMs: 300_000 } as const;
/** How long a failure counts of a worker that tells of failures alone, in milliseconds. */
const failureExpiryMs = 60_000;

/** A worker whose rounds keep failing. */
export interface FailingWorker {
  worker: string;
  /** Milliseconds since the epoch. */
  since: number;
  reason: string;
}

export interface WorkerTracker {
  /** How a round ended: with what it failed, or well. */
  recordRun(worker: string, error?: unknown): void;
  /** Something failed where nothing tells of success. */
  recordFailure(worker: string, error: unknown): void;
  failing(): FailingWorker[];
}

interface WorkerRecord {
  failures: number;
  since: number;
  last: number;
  reason: string;
  expires: boolean;
}

/** Keeps account of the workers' rounds. One that fails now and then is well, one that keeps failing is not. */
export function createWorkerTracker(
  now: () => number,
  reasonOf: (error: unknown) => string,
): WorkerTracker {
  const records = new Map<string, WorkerRecord>();

  function fail(worker: string, error: unknown, expires: boolean): void {
    const before = records.get(worker);
    const isOver = before?.expires && now() - before.last > failureExpiryMs;
    const { failures, since } = (!isOver && before) || { failures: 0, since: now() };
    const reason = reasonOf(error);
    records.set(worker, { failures: failures + 1, since, last: now(), reason, expires });
  }

  return {
    recordRun(worker, error) {
      if (error === undefined) records.delete(worker);
      else fail(worker, error, false);
    },
    recordFailure: (worker, error) => fail(worker, error, true),
    failing: () =>
      [...records].flatMap(([worker, { failures, since, last, reason, expires: fades }]) => {
        if (fades && now() - last > failureExpiryMs) return [];
        const isBad = failures >= unhealthy.failures || now() - since >= unhealthy.forMs;
        return isBad ? [{ worker, since, reason }] : [];
      }),
  };
}
