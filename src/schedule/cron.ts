import { createTask, type ParsedFields, parse } from 'node-cron';

/** Why a cron is refused: it cannot be read, it fires more often than once an hour, or no day fits it. */
export type CronError = 'unreadable' | 'tooOften' | 'never';

export type ParsedCron = { ok: true; cron: string } | { ok: false; fault: CronError };

/** What five fields are made of; names of months and weekdays count. */
const fiveFields = /^(?:[\dA-Za-z*?,/#-]+ ){4}[\dA-Za-z*?,/#-]+$/;

/** Whether a text means to be a cron, so that its own error is said and not that of words. */
export const looksLikeCron = (text: string): boolean =>
  /^[\d*?,/-]+(?:\s+[\dA-Za-z*?,/#-]+){4}$/.test(text.trim());

/** Node-cron's own reading of the fields, or nothing when it refuses them. */
export function cronFields(cron: string): ParsedFields | undefined {
  try {
    return parse(cron);
  } catch {
    return undefined;
  }
}

/**
 * A cron of five fields as node-cron reads it: with a day of the month and a weekday, both must hold.
 * The month may be named, and so may the weekday; `L`, `W` and `#` are node-cron's.
 */
export function parseCron(text: string): ParsedCron {
  const cron = text.trim().replace(/\s+/g, ' ');
  const fields = fiveFields.test(cron) ? cronFields(cron) : undefined;
  if (!fields) return { ok: false, fault: 'unreadable' };
  if (fields.minute.length > 1) return { ok: false, fault: 'tooOften' };
  return { ok: true, cron };
}

/** Whether node-cron fires at this very instant. The task never runs: it is made to be asked. */
export function cronMatcher(cron: string, zone: string): (at: Temporal.Instant) => boolean {
  const task = createTask(cron, () => undefined, { timezone: zone });
  task.destroy();
  return (at) => task.match(new Date(at.epochMilliseconds));
}
