import { type ScheduledTask, schedule as scheduleTask, type TaskOptions } from 'node-cron';
import type { Logger } from 'pino';
import { createJobRunner } from './job-runner.ts';
import { createKeyedRunner } from './keyed-runner.ts';
import type { CronSchedule } from './occurrences.ts';
import type { RunLock } from './run-lock.ts';
import { runSequentially } from './run-sequentially.ts';

/** Something that has a rhythm of its own, kept in the database. */
export interface ScheduledItem extends CronSchedule {
  id: string;
}

/** What the clock is wound up for, and what is done when it strikes. */
export interface ScheduleSource {
  /** The name of the sort of thing: part of the key by which processes agree. */
  name: string;
  /** Everything that has a rhythm now. */
  list(): Promise<readonly ScheduledItem[]>;
  /**
   * Brings one up to the present: does what is due, writes down what was missed. It is called at every
   * beat, and at other times too; it does nothing when nothing is due.
   */
  catchUp(id: string): Promise<void>;
}

/** Regular work of the program itself, in UTC; one process does it. */
export interface ScheduledJob {
  name: string;
  cron: string;
  /** Also once when the clock is wound up, in every process. */
  runAtStart?: boolean;
  run(): Promise<void>;
}

export interface SchedulerOptions {
  sources: readonly ScheduleSource[];
  jobs: readonly ScheduledJob[];
  runLock: RunLock;
  log: Logger;
  /** Told with what a round of the schedule or of a job failed, or that it did not; for an operator. */
  onRun?(worker: string, error?: unknown): void;
}

export interface Scheduler {
  /** Makes up for what was missed, and winds the clock up. */
  start(): Promise<void>;
  /** Stops the clock and waits for what runs. */
  stop(): Promise<void>;
  /** Reads the rhythms afresh: call it when one was changed. Never fails: what goes wrong is logged. */
  reload(): Promise<void>;
}

/**
 * Every minute, and not at the full minute, when beats strike: it finds rhythms that other processes changed,
 * beats that this process slept through, and beats whose process died over them.
 */
const reconcileCron = '20 * * * * *';

interface RegisteredTask extends CronSchedule {
  task: ScheduledTask;
}

/** The clock: node-cron, one task for each rhythm in its own zone. */
export function createScheduler({
  sources,
  jobs,
  runLock,
  log,
  onRun = () => undefined,
}: SchedulerOptions): Scheduler {
  const registered = new Map<string, RegisteredTask>();
  /** Rhythms that cannot be wound up, so that each is reported once. */
  const rejected = new Map<string, string>();
  const ownTasks: ScheduledTask[] = [];
  const running = new Set<Promise<void>>();
  let reconciling: Promise<void> | undefined;
  let isRerunRequested = false;
  let isStopped = false;

  /** Keeps account of work, so that stopping can wait for it; a failure is logged and tried again by the next round. */
  function track(name: string, run: () => Promise<void>, worker?: string): Promise<void> {
    if (isStopped) return Promise.resolve();
    const done = run()
      .then(
        () => worker !== undefined && onRun(worker),
        (error: unknown) => {
          if (worker !== undefined) onRun(worker, error);
          log.error({ err: error, work: name }, 'scheduled work failed');
        },
      )
      .then(() => undefined)
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  const keyedRunner = createKeyedRunner(track);
  const catchUp = (source: ScheduleSource, id: string) =>
    keyedRunner.run(`${source.name}:${id}`, () => source.catchUp(id));

  /** Whether a beat is this process's to run. */
  async function acquireRun(name: string, at: Date): Promise<boolean> {
    try {
      const ours = await runLock(name, at);
      onRun('schedule claims');
      return ours;
    } catch (error) {
      onRun('schedule claims', error);
      throw error;
    }
  }

  const jobRunner = createJobRunner({ acquireRun, track });

  /** A node-cron task of which one process runs each beat. Keys are `<name>:<time>`. */
  function createCronTask(
    { name, cron, zone }: CronSchedule & { name: string },
    run: () => Promise<void>,
    isDue: (at: Date) => Promise<boolean>,
  ) {
    const options: TaskOptions = {
      name,
      timezone: zone,
      distributed: true,
      runCoordinator: {
        shouldRun: (key) => isDue(new Date(key.slice(name.length + 1))),
      },
      logger: {
        info: (text) => log.debug({ task: name }, text),
        debug: (text) => log.debug({ task: name }, String(text)),
        warn: (text) => log.warn({ task: name }, text),
        error: (text, error) => log.error({ task: name, err: error ?? text }, 'node-cron'),
      },
    };
    return scheduleTask(cron, run, options);
  }

  function register(source: ScheduleSource, item: ScheduledItem): void {
    const key = `${source.name}:${item.id}`;
    const { cron, zone } = item;
    const before = registered.get(key);
    if (before?.cron === cron && before.zone === zone) return;
    before?.task.destroy();
    registered.delete(key);
    try {
      const task = createCronTask(
        { name: key, cron, zone },
        () => catchUp(source, item.id),
        (at) => acquireRun(key, at),
      );
      // The timer came late: what is still to be done is decided like everything else.
      task.on('execution:missed', () => catchUp(source, item.id));
      registered.set(key, { cron, zone, task });
      rejected.delete(key);
    } catch (error) {
      const rhythm = `${cron} ${zone}`;
      if (rejected.get(key) === rhythm) return;
      rejected.set(key, rhythm);
      log.error(
        { event: 'row set aside', err: error, work: source.name, id: item.id },
        'a rhythm cannot be wound up',
      );
    }
  }

  async function reconcile(): Promise<void> {
    await runSequentially(...sources.map((source) => () => reconcileSource(source)));
  }

  async function reconcileSource(source: ScheduleSource): Promise<void> {
    const all = await source.list();
    const keys = new Set(all.map(({ id }) => `${source.name}:${id}`));
    for (const timed of all) {
      if (isStopped) return;
      register(source, timed);
    }
    for (const { id } of all) await catchUp(source, id);
    for (const key of [...registered.keys(), ...rejected.keys(), ...keyedRunner.failedKeys()]) {
      if (!key.startsWith(`${source.name}:`) || keys.has(key)) continue;
      registered.get(key)?.task.destroy();
      for (const known of [registered, rejected]) known.delete(key);
      keyedRunner.forget(key);
    }
  }

  /** One round at a time; whoever asks meanwhile gets another one behind it. */
  function reload(): Promise<void> {
    if (reconciling) {
      isRerunRequested = true;
      return reconciling;
    }
    reconciling = (async () => {
      do {
        isRerunRequested = false;
        await track('round', reconcile, 'schedule');
        await jobRunner.retryPending();
      } while (isRerunRequested && !isStopped);
    })().finally(() => {
      reconciling = undefined;
    });
    return reconciling;
  }

  return {
    async start() {
      for (const { name, run } of jobs.filter(({ runAtStart }) => runAtStart))
        await track(name, run);
      await reload();
      if (isStopped) return;
      const reconcileTask = scheduleTask(reconcileCron, reload, {
        timezone: 'UTC',
        suppressMissedWarning: true,
      });
      // After a sleep of the machine: one round stands for all that were missed.
      reconcileTask.on('execution:missed', () => void reload());
      ownTasks.push(reconcileTask);
      for (const job of jobs) {
        const task = createCronTask(
          { name: jobRunner.keyOf(job), cron: job.cron, zone: 'UTC' },
          () => jobRunner.run(job),
          (at) => jobRunner.acquire(job, at),
        );
        // The timer came late: it is done all the same, a little later.
        task.on('execution:missed', ({ date }) => jobRunner.recordMissed(job, date));
        ownTasks.push(task);
      }
    },
    async stop() {
      isStopped = true;
      for (const task of ownTasks.splice(0)) task.destroy();
      for (const { task } of registered.values()) task.destroy();
      registered.clear();
      await Promise.all(running);
    },
    reload,
  };
}
