import type { Logger } from 'pino';

export interface TaskTracker {
  /**
   * Runs work, logs its failure, and reports the result as that of `worker`, if one is given. Never rejects; does
   * nothing once stopped.
   */
  track(name: string, run: () => Promise<void>, worker?: string): Promise<void>;
  isStopped(): boolean;
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
}

export interface TaskTrackerOptions {
  log: Pick<Logger, 'error'>;
  onRun(worker: string, error?: unknown): void;
}

export function createTaskTracker({ log, onRun }: TaskTrackerOptions): TaskTracker {
  const running = new Set<Promise<void>>();
  let isStopped = false;

  async function runAndReport(name: string, run: () => Promise<void>, worker?: string) {
    try {
      await run();
      if (worker !== undefined) onRun(worker);
    } catch (error) {
      if (worker !== undefined) onRun(worker, error);
      log.error({ event: 'schedule.run_failed', work: name, err: error }, 'scheduled work failed');
    }
  }

  return {
    track(name, run, worker) {
      if (isStopped) return Promise.resolve();
      const done = runAndReport(name, run, worker).finally(() => running.delete(done));
      running.add(done);
      return done;
    },
    isStopped: () => isStopped,
    async stop() {
      isStopped = true;
      await Promise.all(running);
    },
  };
}
