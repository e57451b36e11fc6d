import { runSequentially } from './run-sequentially.ts';
import type { ScheduledJob } from './scheduled.ts';

export interface JobRunnerOptions {
  /** Whether this process runs the occurrence. */
  acquireRun(name: string, at: Date): Promise<boolean>;
  /** Runs work, logs and reports its failure. Never rejects. */
  track(name: string, run: () => Promise<void>, worker: string): Promise<void>;
}

/** Runs the program's own jobs, and retries occurrences that failed or could not be claimed. */
export interface JobRunner {
  keyOf(job: ScheduledJob): string;
  /** Claims an occurrence; {@link JobRunner.retryPending} claims it later if that fails. */
  acquire(job: ScheduledJob, at: Date): Promise<boolean>;
  /** Notes an occurrence that this process slept through. */
  recordMissed(job: ScheduledJob, at: Date): void;
  run(job: ScheduledJob): Promise<void>;
  /** Runs jobs that failed, and occurrences that could not be claimed. */
  retryPending(): Promise<void>;
}

export function createJobRunner({ acquireRun, track }: JobRunnerOptions): JobRunner {
  /** Jobs whose last run failed. */
  const failed = new Set<ScheduledJob>();
  /** The last occurrence of each job that could not be claimed yet. */
  const unclaimed = new Map<ScheduledJob, Date>();
  const keyOf = ({ name }: ScheduledJob) => `job:${name}`;

  async function acquire(job: ScheduledJob, at: Date): Promise<boolean> {
    unclaimed.set(job, at);
    const isOurs = await acquireRun(keyOf(job), at);
    // Another occurrence may have come meanwhile.
    if (unclaimed.get(job) === at) unclaimed.delete(job);
    return isOurs;
  }

  function run(job: ScheduledJob): Promise<void> {
    failed.delete(job);
    const once = () =>
      job.run().catch((error: unknown) => {
        failed.add(job);
        throw error;
      });
    return track(job.name, once, keyOf(job));
  }

  return {
    keyOf,
    acquire,
    recordMissed: (job, at) => void unclaimed.set(job, at),
    run,
    async retryPending() {
      for (const job of [...failed]) await run(job);
      const claims = [...unclaimed].map(([job, at]) => async () => {
        if (await acquire(job, at)) await run(job);
      });
      // `acquireRun` reports its own failures.
      await runSequentially(...claims).catch(() => undefined);
    },
  };
}
