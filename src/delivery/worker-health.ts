/** Records whether background work succeeds, for health checks. */
export interface WorkerHealthRecorder {
  /** A run ended: with an error, or well. */
  recordRun(worker: string, error?: unknown): void;
  /** A failure of something that never reports success. */
  recordFailure(worker: string, error: unknown): void;
}

/** Records nothing. */
export const noWorkerHealth: WorkerHealthRecorder = {
  recordRun: () => undefined,
  recordFailure: () => undefined,
};
