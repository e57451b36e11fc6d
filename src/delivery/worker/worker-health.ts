/** Who hears how the rounds of the workers end. */
export interface WorkerHealthRecorder {
  /** With what a round failed, or that it did not. */
  recordRun(worker: string, error?: unknown): void;
  /** Something failed where nothing tells of success. */
  recordFailure(worker: string, error: unknown): void;
}

/** Nobody hears it. */
export const noWorkerHealth: WorkerHealthRecorder = {
  recordRun: () => undefined,
  recordFailure: () => undefined,
};
