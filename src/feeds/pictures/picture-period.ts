import { UserError } from '../../kit/define/user-error.ts';

/** What a picture can show. */
export type PicturePeriod =
  | { kind: 'month'; month: Temporal.PlainYearMonth }
  | { kind: 'week'; from: Temporal.PlainDate; until: Temporal.PlainDate };

interface Days {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
}

/**
 * The week or month that somebody means by a period, this month without one: up to seven days are drawn as a week, from
 * its Monday where they lie in one; what lies in a month as that month.
 * @throws UserError about the argument `when` when it is longer
 */
export function picturePeriod(when: Days | undefined, today: Temporal.PlainDate): PicturePeriod {
  if (!when) return { kind: 'month', month: today.toPlainYearMonth() };
  const { from, until } = when;
  if (from.until(until, { largestUnit: 'days' }).days <= 7) {
    const monday = from.subtract({ days: from.dayOfWeek - 1 });
    const isOneWeek = Temporal.PlainDate.compare(until, monday.add({ days: 7 })) <= 0;
    const first = isOneWeek ? monday : from;
    return { kind: 'week', from: first, until: first.add({ days: 7 }) };
  }
  const month = from.toPlainYearMonth();
  if (!until.subtract({ days: 1 }).toPlainYearMonth().equals(month))
    throw new UserError('calendar.picture.tooLong', {}, ['when']);
  return { kind: 'month', month };
}
