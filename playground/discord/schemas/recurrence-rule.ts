import { z } from 'zod';
import { isoTime } from './iso-time.ts';
import { reportIssue } from './read-form.ts';

const frequency = { yearly: 0, monthly: 1, weekly: 2, daily: 3 } as const;

const weekday = z.literal([0, 1, 2, 3, 4, 5, 6]);

/** The weekdays on which a daily event can recur, sorted. */
const knownSets: ReadonlySet<string> = new Set(['01234', '12345', '01236', '45', '56', '06']);

const nothing = z.null().optional();

const shape = z.object({
  start: isoTime,
  end: nothing,
  count: nothing,
  by_year_day: nothing,
  frequency: z.literal([0, 1, 2, 3]),
  interval: z.int().min(1).nullish(),
  by_weekday: z.array(weekday).nullish(),
  by_n_weekday: z.array(z.object({ n: z.int().min(1).max(5), day: weekday })).nullish(),
  by_month: z.array(z.int().min(1).max(12)).nullish(),
  by_month_day: z.array(z.int().min(1).max(31)).nullish(),
});

type Given = z.output<typeof shape>;

/** What a frequency takes, and whether that is given. */
function fits(rule: Given): boolean {
  const { by_weekday: days, by_n_weekday: nth, by_month: months, by_month_day: dates } = rule;
  const isWithout = (...fields: unknown[]) => fields.every((one) => one == null);
  switch (rule.frequency) {
    case frequency.daily:
      return (
        isWithout(nth, months, dates) && (days == null || knownSets.has([...days].sort().join('')))
      );
    case frequency.weekly:
      return isWithout(nth, months, dates) && days?.length === 1;
    case frequency.monthly:
      return isWithout(days, months, dates) && nth?.length === 1;
    default:
      return isWithout(days, nth) && months?.length === 1 && dates?.length === 1;
  }
}

/**
 * How often a server's event recurs. Source: Discord, "Guild Scheduled Event Recurrence Rule Object", system
 * limitations. The codes that Discord gives here are not known.
 */
export const recurrenceRule = shape.superRefine((rule, ctx) => {
  const interval = rule.interval ?? 1;
  if (interval > 2 || (interval === 2 && rule.frequency !== frequency.weekly))
    reportIssue(ctx, 'BASE_TYPE_INVALID', 'Interval is not supported.', ['interval']);
  if (!fits(rule)) reportIssue(ctx, 'BASE_TYPE_INVALID', 'Recurrence rule is not supported.');
});

export type RecurrenceRule = z.output<typeof recurrenceRule>;
