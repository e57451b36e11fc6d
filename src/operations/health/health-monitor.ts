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
  onDatabaseRecovered(): void;
  /** The folder of the embedded database; undefined with a server. */
  dataDir: string | undefined;
  bots: HealthSources['bots'];
  operators: readonly string[];
  notify: AlarmOptions['notify'];
  /** Failing workers that the tracker does not know. */
  otherFailures?(): readonly FailingWorker[];
  /** Strings that are removed from every reason. */
  secrets: readonly string[];
  now(): number;
  clock?: Pick<Clock, 'now' | 'sleep'>;
  statDisk?(folder: string): Promise<DiskSpace>;
}

export interface HealthMonitor {
  health(): Promise<HealthReport>;
  workers: WorkerTracker;
  /** Takes any error that may show what is wrong. */
  recordError(error: unknown): void;
  /** The result of the last check. */
  databaseState(): DatabaseState;
  isDatabaseDown(): boolean;
  /** Checks once and notifies the operators if needed. */
  check(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Wires the monitors of the database, the disk, the workers and the bots. */
export function createHealthMonitor(options: HealthMonitorOptions): HealthMonitor {
  const { now, dataDir, bots, operators, notify, secrets } = options;
  const clock = options.clock ?? systemClock(now);
  const statDisk = options.statDisk ?? ((folder) => statfs(folder));
  const describe = (error: unknown) => describeFailure(error, secrets);
  const database = createDatabaseMonitor({
    ping: options.probe.ping,
    describe,
    onRecovered: options.onDatabaseRecovered,
    clock,
  });
  const disk = createDiskMonitor({
    ...(dataDir === undefined ? {} : { statDisk: () => statDisk(dataDir) }),
    tryWrite: options.probe.tryWrite,
    describe,
    now,
  });
  const own = createWorkerTracker(now, describe);
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
  const sources = { bots, database, disk, workers };
  const alarm = createAlarm({
    findProblems: () => findProblems(sources),
    operators,
    notify,
    clock,
  });
  return {
    health: () => reportHealth(sources),
    workers,
    recordError: disk.recordError,
    databaseState: database.state,
    isDatabaseDown: database.isDown,
    check: alarm.check,
    start() {
      database.start();
      if (operators.length > 0) alarm.start();
    },
    async stop() {
      await Promise.all([database.stop(), alarm.stop()]);
    },
  };
}
