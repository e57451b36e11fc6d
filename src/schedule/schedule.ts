import { type ScheduledTask, schedule as scheduleTask, type TaskOptions } from 'node-cron';
import type { Logger } from 'pino';
import { inTurn } from './aside.ts';
import type { Rhythm } from './beats.ts';
import type { Claim } from './claim.ts';
import { createOwnJobs } from './own-jobs.ts';
import { createSettling } from './settling.ts';

/** Something that has a rhythm of its own, kept in the database. */
export interface Timed extends Rhythm {
  id: string;
}

/** What the clock is wound up for, and what is done when it strikes. */
export interface TimedSource {
  /** The name of the sort of thing: part of the key by which processes agree. */
  name: string;
  /** Everything that has a rhythm now. */
  list(): Promise<readonly Timed[]>;
  /**
   * Brings one up to the present: does what is due, writes down what was missed. It is called at every
   * beat, and at other times too; it does nothing when nothing is due.
   */
  settle(id: string): Promise<void>;
}

/** Regular work of the program itself, in UTC; one process does it. */
export interface Job {
  name: string;
  cron: string;
  /** Also once when the clock is wound up, in every process. */
  atStart?: boolean;
  run(): Promise<void>;
}

export interface ScheduleParts {
  sources: readonly TimedSource[];
  jobs: readonly Job[];
  claim: Claim;
  log: Logger;
  /** Told with what a round of the schedule or of a job failed, or that it did not; for an operator. */
  onRound?(worker: string, error?: unknown): void;
}

export interface Schedule {
  /** Makes up for what was missed, and winds the clock up. */
  start(): Promise<void>;
  /** Stops the clock and waits for what runs. */
  stop(): Promise<void>;
  /** Reads the rhythms afresh: call it when one was changed. Never fails: what goes wrong is logged. */
  refresh(): Promise<void>;
}

/**
 * Every minute, and not at the full minute, when beats strike: it finds rhythms that other processes changed,
 * beats that this process slept through, and beats whose process died over them.
 */
const roundsCron = '20 * * * * *';

interface Wound extends Rhythm {
  task: ScheduledTask;
}

/** The clock: node-cron, one task for each rhythm in its own zone. */
export function createSchedule({
  sources,
  jobs,
  claim,
  log,
  onRound = () => undefined,
}: ScheduleParts): Schedule {
  const wound = new Map<string, Wound>();
  /** Rhythms that cannot be wound up, so that each is reported once. */
  const unfit = new Map<string, string>();
  const own: ScheduledTask[] = [];
  const running = new Set<Promise<void>>();
  let round: Promise<void> | undefined;
  let isAskedAgain = false;
  let isStopped = false;

  /** Keeps account of work, so that stopping can wait for it; a failure is logged and tried again by the next round. */
  function work(name: string, run: () => Promise<void>, worker?: string): Promise<void> {
    if (isStopped) return Promise.resolve();
    const done = run()
      .then(
        () => worker !== undefined && onRound(worker),
        (error: unknown) => {
          if (worker !== undefined) onRound(worker, error);
          log.error({ err: error, work: name }, 'scheduled work failed');
        },
      )
      .then(() => undefined)
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  const settling = createSettling(work);
  const settle = (source: TimedSource, id: string) =>
    settling.settle(`${source.name}:${id}`, () => source.settle(id));

  /** Whether a beat is this process's to run. */
  async function isOurs(name: string, at: Date): Promise<boolean> {
    try {
      const ours = await claim(name, at);
      onRound('schedule claims');
      return ours;
    } catch (error) {
      onRound('schedule claims', error);
      throw error;
    }
  }

  const ownJobs = createOwnJobs({ isOurs, work });

  /** A node-cron task of which one process runs each beat. Keys are `<name>:<time>`. */
  function taskOf(
    { name, cron, zone }: Rhythm & { name: string },
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

  function wind(source: TimedSource, timed: Timed): void {
    const key = `${source.name}:${timed.id}`;
    const { cron, zone } = timed;
    const before = wound.get(key);
    if (before?.cron === cron && before.zone === zone) return;
    before?.task.destroy();
    wound.delete(key);
    try {
      const task = taskOf(
        { name: key, cron, zone },
        () => settle(source, timed.id),
        (at) => isOurs(key, at),
      );
      // The timer came late: what is still to be done is decided like everything else.
      task.on('execution:missed', () => settle(source, timed.id));
      wound.set(key, { cron, zone, task });
      unfit.delete(key);
    } catch (error) {
      const rhythm = `${cron} ${zone}`;
      if (unfit.get(key) === rhythm) return;
      unfit.set(key, rhythm);
      log.error(
        { event: 'row set aside', err: error, work: source.name, id: timed.id },
        'a rhythm cannot be wound up',
      );
    }
  }

  async function goRound(): Promise<void> {
    await inTurn(...sources.map((source) => () => goThrough(source)));
  }

  async function goThrough(source: TimedSource): Promise<void> {
    const all = await source.list();
    const keys = new Set(all.map(({ id }) => `${source.name}:${id}`));
    for (const timed of all) {
      if (isStopped) return;
      wind(source, timed);
    }
    for (const { id } of all) await settle(source, id);
    for (const key of [...wound.keys(), ...unfit.keys(), ...settling.keys()]) {
      if (!key.startsWith(`${source.name}:`) || keys.has(key)) continue;
      wound.get(key)?.task.destroy();
      for (const known of [wound, unfit]) known.delete(key);
      settling.forget(key);
    }
  }

  /** One round at a time; whoever asks meanwhile gets another one behind it. */
  function refresh(): Promise<void> {
    if (round) {
      isAskedAgain = true;
      return round;
    }
    round = (async () => {
      do {
        isAskedAgain = false;
        await work('round', goRound, 'schedule');
        await ownJobs.makeUp();
      } while (isAskedAgain && !isStopped);
    })().finally(() => {
      round = undefined;
    });
    return round;
  }

  return {
    async start() {
      for (const { name, run } of jobs.filter(({ atStart }) => atStart)) await work(name, run);
      await refresh();
      if (isStopped) return;
      const rounds = scheduleTask(roundsCron, refresh, {
        timezone: 'UTC',
        suppressMissedWarning: true,
      });
      // After a sleep of the machine: one round stands for all that were missed.
      rounds.on('execution:missed', () => void refresh());
      own.push(rounds);
      for (const job of jobs) {
        const task = taskOf(
          { name: ownJobs.keyOf(job), cron: job.cron, zone: 'UTC' },
          () => ownJobs.run(job),
          (at) => ownJobs.isOurs(job, at),
        );
        // The timer came late: it is done all the same, a little later.
        task.on('execution:missed', ({ date }) => ownJobs.missed(job, date));
        own.push(task);
      }
    },
    async stop() {
      isStopped = true;
      for (const task of own.splice(0)) task.destroy();
      for (const { task } of wound.values()) task.destroy();
      wound.clear();
      await Promise.all(running);
    },
    refresh,
  };
}
