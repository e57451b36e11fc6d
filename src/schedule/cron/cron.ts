import { createTask, type ParsedFields, parse } from 'node-cron';

/** Why a cron expression is rejected: unreadable, more often than hourly, or no day matches it. */
export type CronError = 'unreadable' | 'tooOften' | 'never';

export type ParsedCron = { ok: true; cron: string } | { ok: false; fault: CronError };

/** Five fields; months and weekdays may be named. */
const fiveFields = /^(?:[\dA-Za-z*?,/#-]+ ){4}[\dA-Za-z*?,/#-]+$/;

/** Whether a text is meant as a cron expression, so that the error is about cron and not about words. */
export const looksLikeCron = (text: string): boolean =>
  /^[\d*?,/-]+(?:\s+[\dA-Za-z*?,/#-]+){4}$/.test(text.trim());

/** The fields as node-cron reads them, or undefined when it rejects them. */
export function cronFields(cron: string): ParsedFields | undefined {
  try {
    return parse(cron);
  } catch {
    return undefined;
  }
}

/**
 * Parses five cron fields with node-cron's meaning: a day of the month and a weekday must both match. `L`, `W` and `#`
 * are node-cron's own.
 */
export function parseCron(text: string): ParsedCron {
  const cron = text.trim().replace(/\s+/g, ' ');
  const fields = fiveFields.test(cron) ? cronFields(cron) : undefined;
  if (!fields) return { ok: false, fault: 'unreadable' };
  if (fields.minute.length > 1) return { ok: false, fault: 'tooOften' };
  return { ok: true, cron };
}

/** Whether node-cron fires at an instant. The task behind it never runs. */
export function cronMatcher(cron: string, zone: string): (at: Temporal.Instant) => boolean {
  const task = createTask(cron, () => undefined, { timezone: zone });
  task.destroy();
  return (at) => task.match(new Date(at.epochMilliseconds));
}
