import { type ScheduledTask, schedule } from 'node-cron';
import type { Logger } from 'pino';
import { createCronTask } from './cron-task.ts';
import { createJobRunner } from './job-runner.ts';
import { createKeyedRunner } from './keyed-runner.ts';
import type { RunLock } from './run-lock.ts';
import { runSequentially } from './run-sequentially.ts';
import { createScheduleRegistry } from './schedule-registry.ts';
import type { ScheduledJob, ScheduleSource } from './scheduled.ts';
import { createTaskTracker } from './task-tracker.ts';

export interface SchedulerOptions {
  sources: readonly ScheduleSource[];
  jobs: readonly ScheduledJob[];
  runLock: RunLock;
  log: Logger;
  /** Called with the result of each run of a worker; without an error it succeeded. */
  onRun?(worker: string, error?: unknown): void;
}

export interface Scheduler {
  /** Catches up on what was missed, then starts the cron tasks. */
  start(): Promise<void>;
  /** Stops the cron tasks and waits for what runs. */
  stop(): Promise<void>;
  /** Reads the stored schedules again, after one was changed. Never rejects: failures are logged. */
  reload(): Promise<void>;
}

/**
 * Once a minute, and not at second 0, when occurrences run. Finds schedules that other processes changed, occurrences
 * that this process slept through, and runs whose process died.
 */
const reconcileCron = '20 * * * * *';

/** Runs jobs and stored schedules by node-cron, one task for each schedule in its own zone. */
export function createScheduler({
  sources,
  jobs,
  runLock,
  log,
  onRun = () => undefined,
}: SchedulerOptions): Scheduler {
  const { track, isStopped, stop } = createTaskTracker({ log, onRun });
  const keyedRunner = createKeyedRunner(track);
  const ownTasks: ScheduledTask[] = [];
  let reloading: Promise<void> | undefined;
  let isRerunRequested = false;

  async function acquireRun(name: string, at: Date): Promise<boolean> {
    try {
      const isOurs = await runLock(name, at);
      onRun('schedule run lock');
      return isOurs;
    } catch (error) {
      onRun('schedule run lock', error);
      throw error;
    }
  }

  const jobRunner = createJobRunner({ acquireRun, track });
  const catchUp = (source: ScheduleSource, id: string) =>
    keyedRunner.run(`${source.name}:${id}`, () => source.catchUp(id));
  const registries = sources.map((source) => ({
    source,
    registry: createScheduleRegistry({
      log,
      createTask(key, { id, cron, zone }) {
        const run = () => catchUp(source, id);
        const isDue = (at: Date) => acquireRun(key, at);
        const task = createCronTask({ name: key, cron, zone, run, isDue, log });
        // The timer fired late; catching up decides what is still to be done.
        task.on('execution:missed', run);
        return task;
      },
    }),
  }));

  async function reconcile({ source, registry }: (typeof registries)[number]): Promise<void> {
    const items = await source.list();
    if (isStopped()) return;
    for (const item of items) registry.register(source.name, item);
    for (const { id } of items) await catchUp(source, id);
    const current = new Set(items.map(({ id }) => `${source.name}:${id}`));
    for (const key of [...registry.keysOf(source.name), ...keyedRunner.failedKeys()]) {
      if (!key.startsWith(`${source.name}:`) || current.has(key)) continue;
      registry.remove(key);
      keyedRunner.forget(key);
    }
  }

  /** One run at a time; a call meanwhile requests another run after it. */
  function reload(): Promise<void> {
    if (reloading) {
      isRerunRequested = true;
      return reloading;
    }
    reloading = (async () => {
      do {
        isRerunRequested = false;
        const all = () => runSequentially(...registries.map((one) => () => reconcile(one)));
        await track('reconcile', all, 'schedule');
        await jobRunner.retryPending();
      } while (isRerunRequested && !isStopped());
    })().finally(() => {
      reloading = undefined;
    });
    return reloading;
  }

  function startJob(job: ScheduledJob): void {
    const name = jobRunner.keyOf(job);
    const run = () => jobRunner.run(job);
    const isDue = (at: Date) => jobRunner.acquire(job, at);
    const task = createCronTask({ name, cron: job.cron, zone: 'UTC', run, isDue, log });
    // The timer fired late: the next reload runs it.
    task.on('execution:missed', ({ date }) => jobRunner.recordMissed(job, date));
    ownTasks.push(task);
  }

  return {
    async start() {
      for (const { name, run } of jobs.filter(({ runAtStart }) => runAtStart))
        await track(name, run);
      await reload();
      if (isStopped()) return;
      const reconcileTask = schedule(reconcileCron, reload, {
        timezone: 'UTC',
        suppressMissedWarning: true,
      });
      // After the machine slept: one reload stands for all that were missed.
      reconcileTask.on('execution:missed', () => void reload());
      ownTasks.push(reconcileTask);
      for (const job of jobs) startJob(job);
      for (const { name, run } of jobs.filter(({ runAfterStart }) => runAfterStart))
        void track(name, run);
    },
    async stop() {
      const stopped = stop();
      for (const task of ownTasks.splice(0)) task.destroy();
      for (const { registry } of registries) registry.clear();
      await stopped;
    },
    reload,
  };
}
