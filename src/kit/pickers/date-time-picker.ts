import { formatDayInput } from '../../language/periods/index.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { Picker, PickerButton, PickerState } from '../define/picker.ts';
import { clockRows } from './time-picker.ts';

/** Months before and after the current one that the calendar shows. */
const monthsShown = { back: 1, ahead: 24 } as const;

const blank: PickerButton = { label: '·', effect: { navigate: {} } };

/** The first day of the month shown. */
function shownMonth({ month }: PickerState, today: Temporal.PlainDate): Temporal.PlainDate {
  const first = today.with({ day: 1 });
  if (typeof month !== 'string' || !/^\d{4}-\d{2}$/.test(month)) return first;
  const [year = '', of = ''] = month.split('-');
  const wanted = Temporal.PlainDate.from(
    { year: Number(year), month: Math.max(1, Number(of)), day: 1 },
    { overflow: 'constrain' },
  );
  const [earliest, latest] = [
    first.subtract({ months: monthsShown.back }),
    first.add({ months: monthsShown.ahead }),
  ];
  if (Temporal.PlainDate.compare(wanted, earliest) < 0) return earliest;
  return Temporal.PlainDate.compare(wanted, latest) > 0 ? latest : wanted;
}

/** A month as rows of weeks, Monday first; `offer` creates the button of a day. */
function weeks(
  first: Temporal.PlainDate,
  offer: (day: Temporal.PlainDate) => PickerButton,
): readonly (readonly PickerButton[])[] {
  const cells: PickerButton[] = [
    ...Array.from({ length: first.dayOfWeek - 1 }, () => blank),
    ...Array.from({ length: first.daysInMonth }, (_, index) => offer(first.add({ days: index }))),
  ];
  while (cells.length % 7 !== 0) cells.push(blank);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}

function calendarRows(
  view: PickerState,
  { t, now, zone }: ParseContext,
  offer: (day: Temporal.PlainDate) => PickerButton['effect'],
): readonly (readonly PickerButton[])[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const first = shownMonth(view, today);
  const turn = (months: number): PickerButton['effect'] => ({
    navigate: { month: first.add({ months }).toString().slice(0, 7) },
  });
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map(
    (day): PickerButton => ({ ...blank, label: t(`kit.weekdays.${day}`) }),
  );
  return [
    [
      { label: '‹', effect: turn(-1) },
      { ...blank, label: `${first.month}/${first.year}` },
      { label: '›', effect: turn(1) },
    ],
    weekdays,
    ...weeks(first, (day) => ({
      label: day.equals(today) ? `[${day.day}]` : String(day.day),
      effect: offer(day),
    })),
  ];
}

/** A day on a calendar, then a time of day, which can be skipped unless `timeNeeded`. */
export const dateTimePicker =
  ({ timeNeeded }: { timeNeeded: boolean }): Picker<ParseContext> =>
  (view, context) => {
    const { day } = view;
    if (typeof day !== 'string' || day === '') {
      return {
        rows: calendarRows(view, context, (chosen) => ({
          navigate: { day: formatDayInput(chosen) },
        })),
        accepts: 'words',
      };
    }
    const { t } = context;
    return {
      rows: [
        ...clockRows(view, (time) => `${time} ${day}`),
        [
          { label: t('kit.otherDay'), effect: { navigate: { day: '', hour: '' } } },
          ...(timeNeeded ? [] : [{ label: t('kit.noTime'), effect: { submit: day } }]),
        ],
      ],
      accepts: 'words',
    };
  };
