import { inTurn } from './aside.ts';
import type { Job } from './schedule.ts';

export interface OwnJobsParts {
  /** Whether a beat is this process's to run. */
  isOurs(name: string, at: Date): Promise<boolean>;
  /** Keeps account of work; a failure is logged and told. */
  work(name: string, run: () => Promise<void>, worker: string): Promise<void>;
}

/** The program's own jobs: a beat that came to nothing is made up for. */
export interface OwnJobs {
  keyOf(job: Job): string;
  /** Claims a beat; one that cannot be claimed now is claimed by {@link OwnJobs.makeUp}. */
  isOurs(job: Job, at: Date): Promise<boolean>;
  /** A beat that was slept through. */
  missed(job: Job, at: Date): void;
  run(job: Job): Promise<void>;
  /** Runs what failed, and what was due while nobody could be asked whose it was. */
  makeUp(): Promise<void>;
}

export function createOwnJobs({ isOurs, work }: OwnJobsParts): OwnJobs {
  /** Jobs that failed when they ran last. */
  const failed = new Set<Job>();
  /** The last beat of each job of which it is not known whose it is. */
  const unclaimed = new Map<Job, Date>();
  const keyOf = ({ name }: Job) => `job:${name}`;

  async function claim(job: Job, at: Date): Promise<boolean> {
    unclaimed.set(job, at);
    const ours = await isOurs(keyOf(job), at);
    // Another beat may have come meanwhile.
    if (unclaimed.get(job) === at) unclaimed.delete(job);
    return ours;
  }

  function run(job: Job): Promise<void> {
    failed.delete(job);
    const once = () =>
      job.run().catch((error: unknown) => {
        failed.add(job);
        throw error;
      });
    return work(job.name, once, keyOf(job));
  }

  return {
    keyOf,
    isOurs: claim,
    missed: (job, at) => void unclaimed.set(job, at),
    run,
    async makeUp() {
      for (const job of [...failed]) await run(job);
      const claims = [...unclaimed].map(([job, at]) => async () => {
        if (await claim(job, at)) await run(job);
      });
      // Who asks whose beat it is tells when that fails.
      await inTurn(...claims).catch(() => undefined);
    },
  };
}
