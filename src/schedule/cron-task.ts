import { type ScheduledTask, schedule } from 'node-cron';
import type { Logger } from 'pino';
import type { CronSchedule } from './cron/occurrences.ts';

export interface CronTaskOptions extends CronSchedule {
  name: string;
  run(): Promise<void>;
  /** Whether this process runs the occurrence. */
  isDue(at: Date): Promise<boolean>;
  log: Pick<Logger, 'debug' | 'warn' | 'error'>;
}

/** A node-cron task of whose occurrences each is run by one process. @throws when node-cron refuses cron or zone */
export function createCronTask({
  name,
  cron,
  zone,
  run,
  isDue,
  log,
}: CronTaskOptions): ScheduledTask {
  const fields = { event: 'schedule.cron_message', task: name };
  return schedule(cron, run, {
    name,
    timezone: zone,
    distributed: true,
    // node-cron's key is `<name>:<time>`.
    runCoordinator: { shouldRun: (key) => isDue(new Date(key.slice(name.length + 1))) },
    logger: {
      info: (text) => log.debug(fields, text),
      debug: (text) => log.debug(fields, String(text)),
      warn: (text) => log.warn(fields, text),
      error: (text, error) =>
        log.error({ ...fields, err: error ?? text }, 'node-cron reported an error'),
    },
  });
}
