/** Records whether background work succeeds, for health checks. */
export interface WorkerHealthRecorder {
  /** Records the result of a run; without an error it succeeded. */
  recordRun(worker: string, error?: unknown): void;
  /** Records a failure of work that never reports success. */
  recordFailure(worker: string, error: unknown): void;
}

/** Records nothing. */
export const noWorkerHealth: WorkerHealthRecorder = {
  recordRun: () => undefined,
  recordFailure: () => undefined,
};
