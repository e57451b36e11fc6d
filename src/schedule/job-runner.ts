import { runSequentially } from './run-sequentially.ts';
import type { ScheduledJob } from './scheduled.ts';

export interface JobRunnerOptions {
  /** Whether a beat is this process's to run. */
  acquireRun(name: string, at: Date): Promise<boolean>;
  /** Keeps account of work; a failure is logged and told. */
  track(name: string, run: () => Promise<void>, worker: string): Promise<void>;
}

/** The program's own jobs: a beat that came to nothing is made up for. */
export interface JobRunner {
  keyOf(job: ScheduledJob): string;
  /** Claims a beat; one that cannot be claimed now is claimed by {@link JobRunner.retryPending}. */
  acquire(job: ScheduledJob, at: Date): Promise<boolean>;
  /** A beat that was slept through. */
  recordMissed(job: ScheduledJob, at: Date): void;
  run(job: ScheduledJob): Promise<void>;
  /** Runs what failed, and what was due while nobody could be asked whose it was. */
  retryPending(): Promise<void>;
}

export function createJobRunner({ acquireRun, track }: JobRunnerOptions): JobRunner {
  /** Jobs that failed when they ran last. */
  const failed = new Set<ScheduledJob>();
  /** The last beat of each job of which it is not known whose it is. */
  const unclaimed = new Map<ScheduledJob, Date>();
  const keyOf = ({ name }: ScheduledJob) => `job:${name}`;

  async function claim(job: ScheduledJob, at: Date): Promise<boolean> {
    unclaimed.set(job, at);
    const ours = await acquireRun(keyOf(job), at);
    // Another beat may have come meanwhile.
    if (unclaimed.get(job) === at) unclaimed.delete(job);
    return ours;
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
    acquire: claim,
    recordMissed: (job, at) => void unclaimed.set(job, at),
    run,
    async retryPending() {
      for (const job of [...failed]) await run(job);
      const claims = [...unclaimed].map(([job, at]) => async () => {
        if (await claim(job, at)) await run(job);
      });
      // Who asks whose beat it is tells when that fails.
      await runSequentially(...claims).catch(() => undefined);
    },
  };
}
