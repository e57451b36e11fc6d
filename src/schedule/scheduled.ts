import type { CronSchedule } from './cron/occurrences.ts';

/** A stored row with its own schedule. */
export interface ScheduledItem extends CronSchedule {
  id: string;
}

/** Stored schedules of one kind, as those of briefings. */
export interface ScheduleSource {
  /** Part of the keys by which processes agree who runs what. */
  name: string;
  list(): Promise<readonly ScheduledItem[]>;
  /**
   * Brings one item up to date: runs what is due and records what was missed. It is called at every occurrence and at
   * other times, and does nothing when nothing is due.
   */
  catchUp(id: string): Promise<void>;
}

/** Regular work of the program itself, in UTC; one process runs each occurrence. */
export interface ScheduledJob {
  name: string;
  cron: string;
  /** Also runs once when the scheduler starts, in every process. */
  runAtStart?: boolean;
  /** Also runs once after the start, which does not wait for it: of a job that may take long. */
  runAfterStart?: boolean;
  run(): Promise<void>;
}
