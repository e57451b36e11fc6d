import type { ReadContext } from '../kind.ts';
import { clock } from './clock.ts';
import type { Asking, Offer, View } from './panel.ts';

/** Months that a calendar goes back and ahead of this one. */
const reach = { back: 1, ahead: 24 } as const;

const blank: Offer = { label: '·', tap: { look: {} } };

/** `28/11/2026`: what every kind of date reads, whoever's language it is. */
export const writeDay = (day: Temporal.PlainDate): string =>
  `${day.day}/${day.month}/${String(day.year).padStart(4, '0')}`;

/** The first day of the month that is looked at. */
function shownMonth({ month }: View, today: Temporal.PlainDate): Temporal.PlainDate {
  const first = today.with({ day: 1 });
  if (typeof month !== 'string' || !/^\d{4}-\d{2}$/.test(month)) return first;
  const [year = '', of = ''] = month.split('-');
  const wanted = Temporal.PlainDate.from(
    { year: Number(year), month: Math.max(1, Number(of)), day: 1 },
    { overflow: 'constrain' },
  );
  const [earliest, latest] = [
    first.subtract({ months: reach.back }),
    first.add({ months: reach.ahead }),
  ];
  if (Temporal.PlainDate.compare(wanted, earliest) < 0) return earliest;
  return Temporal.PlainDate.compare(wanted, latest) > 0 ? latest : wanted;
}

/** A month as rows of weeks, Monday first, each day made into a button by `offer`. */
function weeks(
  first: Temporal.PlainDate,
  offer: (day: Temporal.PlainDate) => Offer,
): readonly (readonly Offer[])[] {
  const cells: Offer[] = [
    ...Array.from({ length: first.dayOfWeek - 1 }, () => blank),
    ...Array.from({ length: first.daysInMonth }, (_, index) => offer(first.add({ days: index }))),
  ];
  while (cells.length % 7 !== 0) cells.push(blank);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}

function calendar(
  view: View,
  { t, now, zone }: ReadContext,
  offer: (day: Temporal.PlainDate) => Offer['tap'],
): readonly (readonly Offer[])[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const first = shownMonth(view, today);
  const turn = (months: number): Offer['tap'] => ({
    look: { month: first.add({ months }).toString().slice(0, 7) },
  });
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map(
    (day): Offer => ({ ...blank, label: t(`kit.weekdays.${day}`) }),
  );
  return [
    [
      { label: '‹', tap: turn(-1) },
      { ...blank, label: `${first.month}/${first.year}` },
      { label: '›', tap: turn(1) },
    ],
    weekdays,
    ...weeks(first, (day) => ({
      label: day.equals(today) ? `[${day.day}]` : String(day.day),
      tap: offer(day),
    })),
  ];
}

/** A day by a calendar, then a time of day, which may be left out unless it is needed. */
export const byCalendarAndClock =
  ({ timeNeeded }: { timeNeeded: boolean }): Asking<ReadContext> =>
  (view, context) => {
    const { day } = view;
    if (typeof day !== 'string' || day === '') {
      return {
        rows: calendar(view, context, (chosen) => ({ look: { day: writeDay(chosen) } })),
        takes: 'words',
      };
    }
    const { t } = context;
    return {
      rows: [
        ...clock(view, (time) => `${time} ${day}`),
        [
          { label: t('kit.otherDay'), tap: { look: { day: '', hour: '' } } },
          ...(timeNeeded ? [] : [{ label: t('kit.noTime'), tap: { give: day } }]),
        ],
      ],
      takes: 'words',
    };
  };
