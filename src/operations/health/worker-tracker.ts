/** Failures in a row, or milliseconds without a success, until a worker counts as failing. */
const unhealthy = { failures: 3, forMs: 300_000 } as const;
/** Milliseconds that a failure counts for workers that report failures only. */
const failureExpiryMs = 60_000;

export interface FailingWorker {
  worker: string;
  /** Milliseconds since the epoch. */
  since: number;
  reason: string;
}

export interface WorkerTracker {
  /** Records the result of a run; without an error it succeeded. */
  recordRun(worker: string, error?: unknown): void;
  /** Records a failure of a worker that does not report successes. */
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

/** Tracks the workers' results: one that keeps failing is reported, an occasional failure is not. */
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
      [...records].flatMap(([worker, { failures, since, last, reason, expires }]) => {
        if (expires && now() - last > failureExpiryMs) return [];
        const isBad = failures >= unhealthy.failures || now() - since >= unhealthy.forMs;
        return isBad ? [{ worker, since, reason }] : [];
      }),
  };
}
