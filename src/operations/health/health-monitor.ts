import { statfs } from 'node:fs/promises';
import { type Clock, systemClock } from '../../delivery/clock.ts';
import { type AlarmOptions, createAlarm } from './alarm.ts';
import { createDatabaseMonitor, type DatabaseState } from './database-monitor.ts';
import { describeFailure } from './describe-failure.ts';
import { createDiskMonitor, type DiskSpace } from './disk-monitor.ts';
import {
  findProblems,
  type HealthReport,
  type HealthSources,
  reportHealth,
} from './health-report.ts';
import { createWorkerTracker, type FailingWorker, type WorkerTracker } from './worker-tracker.ts';

export interface HealthMonitorOptions {
  probe: { ping(): Promise<unknown>; tryWrite(): Promise<unknown> };
  /** The store answers again. */
  onDatabaseRecovered(): void;
  /** Where the embedded store is; nothing where the store is a server. */
  dataDir: string | undefined;
  bots: HealthSources['bots'];
  operators: readonly string[];
  notify: AlarmOptions['notify'];
  /** Failing work that keeps account of itself. */
  otherFailures?(): readonly FailingWorker[];
  /** What no reason may carry out. */
  secrets: readonly string[];
  now(): number;
  clock?: Pick<Clock, 'now' | 'sleep'>;
  statDisk?(folder: string): Promise<DiskSpace>;
}

/** Everything that looks after the program itself. */
export interface HealthMonitor {
  health(): Promise<HealthReport>;
  workers: WorkerTracker;
  /** Something failed: it may tell what is wrong. */
  recordError(error: unknown): void;
  /** As it was found last. */
  databaseState(): DatabaseState;
  isDatabaseDown(): boolean;
  /** Looks once, and tells the operators what is to be told. */
  check(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Wires what looks after the store, the disk, the workers and the bots. */
export function createHealthMonitor(options: HealthMonitorOptions): HealthMonitor {
  const { now, dataDir, bots, operators, notify, secrets } = options;
  const clock = options.clock ?? systemClock(now);
  const space = options.statDisk ?? ((of) => statfs(of));
  const reason = (error: unknown) => describeFailure(error, secrets);
  const store = createDatabaseMonitor({
    ping: options.probe.ping,
    describe: reason,
    onRecovered: options.onDatabaseRecovered,
    clock,
  });
  const disk = createDiskMonitor({
    ...(dataDir === undefined ? {} : { statDisk: () => space(dataDir) }),
    tryWrite: options.probe.tryWrite,
    describe: reason,
    now,
  });
  const own = createWorkerTracker(now, reason);
  const workers: WorkerTracker = {
    ...own,
    failing: () => [...own.failing(), ...(options.otherFailures?.() ?? [])],
    recordRun(worker, error) {
      if (error !== undefined) disk.recordError(error);
      own.recordRun(worker, error);
    },
    recordFailure(worker, error) {
      disk.recordError(error);
      own.recordFailure(worker, error);
    },
  };
  const health = { bots, database: store, disk, workers };
  const alarm = createAlarm({ findProblems: () => findProblems(health), operators, notify, clock });
  return {
    health: () => reportHealth(health),
    workers,
    recordError: disk.recordError,
    databaseState: store.state,
    isDatabaseDown: store.isDown,
    check: alarm.check,
    start() {
      store.start();
      if (operators.length > 0) alarm.start();
    },
    async stop() {
      await Promise.all([store.stop(), alarm.stop()]);
    },
  };
}
