import type { ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import type { CronSchedule } from './cron/occurrences.ts';
import type { ScheduledItem } from './scheduled.ts';

/** The cron tasks of stored schedules, by `<source>:<id>`. */
export interface ScheduleRegistry {
  /** Creates or replaces the task of an item. One that node-cron refuses is logged once per reason. */
  register(source: string, item: ScheduledItem): void;
  /** Keys of a source that are known here. */
  keysOf(source: string): string[];
  remove(key: string): void;
  clear(): void;
}

export interface ScheduleRegistryOptions {
  createTask(key: string, item: ScheduledItem): ScheduledTask;
  log: Pick<Logger, 'error'>;
}

export function createScheduleRegistry({
  createTask,
  log,
}: ScheduleRegistryOptions): ScheduleRegistry {
  const tasks = new Map<string, CronSchedule & { task: ScheduledTask }>();
  /** Schedules that node-cron refused, and why, by key. */
  const rejected = new Map<string, { schedule: string; reason: string }>();

  function remove(key: string): void {
    tasks.get(key)?.task.destroy();
    tasks.delete(key);
    rejected.delete(key);
  }

  return {
    register(source, item) {
      const { cron, zone, id } = item;
      const key = `${source}:${id}`;
      const before = tasks.get(key);
      if (before?.cron === cron && before.zone === zone) return;
      const schedule = `${cron} ${zone}`;
      const refusal = rejected.get(key);
      if (refusal?.schedule === schedule) return;
      remove(key);
      try {
        tasks.set(key, { cron, zone, task: createTask(key, item) });
      } catch (error) {
        const reason = String(error);
        rejected.set(key, { schedule, reason });
        // A repaired zone changes the schedule, and nothing about a cron that is refused.
        if (refusal?.reason === reason) return;
        log.error(
          { event: 'quarantine.row_skipped', work: source, id, err: error },
          'schedule cannot be registered',
        );
      }
    },
    keysOf: (source) =>
      [...tasks.keys(), ...rejected.keys()].filter((key) => key.startsWith(`${source}:`)),
    remove,
    clear() {
      for (const key of [...tasks.keys()]) remove(key);
    },
  };
}
