import type { Session } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';

/** When and how long; the length in minutes. */
export interface TimesInput {
  when?: DateValue | undefined;
  length?: number | undefined;
}

/**
 * The times of a session after a change: without a time of day the present one is kept, without a length that one.
 * @param zone in which `when` is read
 * @throws UserError for several days, a part of the day alone, or a time that has passed
 */
export function changedTimes(
  { startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>,
  { when, length }: TimesInput,
  { zone, now }: { zone: string; now: Temporal.Instant },
): Pick<Session, 'startsAt' | 'endsAt'> {
  if (when?.partOfDay || when?.lastDate)
    throw new UserError('courses.refused.noTime', {}, ['when']);
  const before = startsAt.toTemporalInstant().toZonedDateTimeISO(zone);
  const start = when
    ? when.date.toZonedDateTime({ timeZone: zone, plainTime: when.time ?? before.toPlainTime() })
    : before;
  if (when && start.epochMilliseconds <= now.epochMilliseconds)
    throw new UserError('courses.refused.past', {}, ['when']);
  const lasts = length === undefined ? endsAt.getTime() - startsAt.getTime() : length * 60_000;
  return {
    startsAt: new Date(start.epochMilliseconds),
    endsAt: new Date(start.epochMilliseconds + lasts),
  };
}
