import type { Logger } from 'pino';
import type { ModuleServices, SubjectModule } from '../../context/modules/subject-module.ts';
import { createQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import { retentionJob } from '../../schedule/retention.ts';
import { createRunLock } from '../../schedule/run-lock.ts';
import {
  createScheduler,
  type Scheduler,
  type SchedulerOptions,
} from '../../schedule/scheduler.ts';
import { retentionRulesOf } from '../modules.ts';

/** Skips rows of the modules that failed, and logs each. */
export const loggedQuarantine = (log: Logger, now: () => number): Quarantine =>
  createQuarantine({
    now,
    report: ({ error, ...row }) =>
      log.error(
        { event: 'quarantine.row_skipped', err: error, ...row },
        'row failed and is skipped for a while',
      ),
  });

/** Runs the jobs and schedules of all modules, and deletes what they keep for some time only. */
export const createAppSchedule = (
  modules: readonly SubjectModule[],
  services: ModuleServices,
  onRun: NonNullable<SchedulerOptions['onRun']>,
): Scheduler =>
  createScheduler({
    sources: modules.flatMap((module) => module.schedules?.(services) ?? []),
    jobs: [
      ...modules.flatMap((module) => module.jobs?.(services) ?? []),
      retentionJob(services.db, retentionRulesOf(modules), services.now),
    ],
    runLock: createRunLock(services.db, services.now),
    log: services.log.child({ component: 'schedule' }),
    onRun,
  });
