import { z } from 'zod';
import { lazy } from '../../lazy.ts';
import {
  type Frequency,
  maxCount,
  maxInterval,
  type Recurrence,
  type RecurrenceRule,
  weekdayCodes,
} from './rule.ts';

const frequencies: Readonly<Record<string, Frequency>> = {
  DAILY: 'daily',
  WEEKLY: 'weekly',
  MONTHLY: 'monthly',
  YEARLY: 'yearly',
};

const codeOf = (weekday: number): string => weekdayCodes[weekday - 1] ?? '';

function byDay({ weekdays = [], nth }: RecurrenceRule): Record<string, string> {
  if (weekdays.length === 0) return {};
  const [only] = weekdays;
  if (nth && weekdays.length === 1 && only !== undefined)
    return { BYDAY: nth.map((position) => `${position}${codeOf(only)}`).join(',') };
  return {
    BYDAY: weekdays.map(codeOf).join(','),
    ...(nth ? { BYSETPOS: nth.join(',') } : {}),
  };
}

/** The end of a day in a zone as RFC 5545 writes it in UTC. Readers lose the last day of a bare date. */
function untilInstant(until: Temporal.PlainDate, zone: string): string {
  const end = until.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 });
  return end.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
}

/**
 * A rule as RFC 5545 writes it: `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`. That it is lunar is not part of it.
 * @param zone the zone of the event, to write UNTIL as an instant; without it UNTIL is a date
 */
export function formatRule(rule: RecurrenceRule, zone?: string): string {
  const { frequency, interval, monthDays, months, count, until } = rule;
  const parts = {
    FREQ: frequency.toUpperCase(),
    ...(interval === 1 ? {} : { INTERVAL: String(interval) }),
    ...(months ? { BYMONTH: months.join(',') } : {}),
    ...(monthDays ? { BYMONTHDAY: monthDays.join(',') } : {}),
    ...byDay(rule),
    ...(count === undefined ? {} : { COUNT: String(count) }),
    ...(until
      ? {
          UNTIL:
            zone === undefined ? until.toString().replaceAll('-', '') : untilInstant(until, zone),
        }
      : {}),
  };
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}

const integers = (least: number, most: number, special: readonly number[] = []) =>
  z
    .string()
    .regex(/^-?\d{1,3}(,-?\d{1,3})*$/)
    .transform((text) => text.split(',').map(Number))
    .refine((list) =>
      list.every((value) => (value >= least && value <= most) || special.includes(value)),
    )
    .optional();

const partsSchema = lazy(() =>
  z.strictObject({
    FREQ: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
    INTERVAL: integers(1, maxInterval),
    BYMONTH: integers(1, 12),
    BYMONTHDAY: integers(1, 31, [-1]),
    BYDAY: z
      .string()
      .regex(/^(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$/)
      .optional(),
    BYSETPOS: integers(1, 5, [-1]),
    COUNT: integers(1, maxCount),
    UNTIL: z
      .string()
      .regex(/^\d{8}(T\d{6}Z)?$/)
      .optional(),
    WKST: z.literal('MO').optional(),
  }),
);

function readByDay(text: string | undefined, positions: number[] | undefined) {
  if (text === undefined) return positions ? undefined : {};
  const days = text.split(',').map((day) => ({
    weekday: weekdayCodes.indexOf(day.slice(-2)) + 1,
    nth: day.length > 2 ? Number(day.slice(0, -2)) : undefined,
  }));
  const weekdays = [...new Set(days.map(({ weekday }) => weekday))];
  const nth = days.flatMap((day) => day.nth ?? []);
  if (nth.length === 0) return { weekdays, ...(positions ? { nth: positions } : {}) };
  // 1TU,3TU; what mixes days is none of our rules.
  return nth.length === days.length && weekdays.length === 1 && !positions
    ? { weekdays, nth }
    : undefined;
}

function readUntil(text: string, zone: string): Temporal.PlainDate {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  if (text.length === 8) return Temporal.PlainDate.from(iso);
  const instant = iso.replace(/T(\d\d)(\d\d)(\d\d)Z$/, 'T$1:$2:$3Z');
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
}

const longestMonth = (months: readonly number[], isLunar: boolean): number =>
  isLunar
    ? 30
    : Math.max(
        ...months.map((month) => ([4, 6, 9, 11].includes(month) ? 30 : month === 2 ? 29 : 31)),
      );

/** Whether the parts belong together, and the days exist. */
function isSound({ frequency, isLunar, weekdays, nth, monthDays, months }: RecurrenceRule) {
  if (isLunar && (weekdays || (frequency !== 'monthly' && frequency !== 'yearly'))) return false;
  if (frequency === 'daily') return !weekdays && !nth && !monthDays && !months;
  if (frequency === 'weekly') return !nth && !monthDays && !months;
  if (weekdays && (monthDays || !nth)) return false;
  const isPossible = (day: number) => day <= longestMonth(months ?? [1], isLunar);
  if (monthDays && !monthDays.every(isPossible)) return false;
  if (frequency === 'monthly') return !months;
  return (months === undefined) === (weekdays === undefined && monthDays === undefined);
}

/**
 * Reads a rule that {@link formatRule} wrote, or another of the same parts; undefined for any other.
 * @param zone the zone of the event, in which UNTIL ends a day
 */
export function parseRule(
  text: string,
  { isLunar, zone }: { isLunar: boolean; zone: string },
): RecurrenceRule | undefined {
  const pairs = text.split(';').map((part) => part.split('='));
  const read = partsSchema().safeParse(
    Object.fromEntries(pairs.map(([name = '', ...value]) => [name, value.join('=')])),
  );
  if (!read.success || new Set(pairs.map(([name]) => name)).size < pairs.length) return undefined;
  const { FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, COUNT, UNTIL } = read.data;
  const days = readByDay(BYDAY, BYSETPOS);
  const frequency = frequencies[FREQ];
  if (!days || !frequency || (COUNT && UNTIL !== undefined)) return undefined;
  try {
    const rule: RecurrenceRule = {
      isLunar,
      frequency,
      interval: INTERVAL?.[0] ?? 1,
      ...days,
      ...(BYMONTHDAY ? { monthDays: BYMONTHDAY } : {}),
      ...(BYMONTH ? { months: BYMONTH } : {}),
      ...(COUNT?.[0] === undefined ? {} : { count: COUNT[0] }),
      ...(UNTIL === undefined ? {} : { until: readUntil(UNTIL, zone) }),
    };
    return isSound(rule) ? rule : undefined;
  } catch {
    return undefined;
  }
}

const lunarPrefix = 'LUNAR;';
const timePart = /;TIME=(\d\d:\d\d)$/;

/** A recurrence as one text with no other meaning, for buttons: `FREQ=WEEKLY;BYDAY=TU;TIME=19:00`. */
export const formatRecurrence = ({ rule, time }: Recurrence): string =>
  `${rule.isLunar ? lunarPrefix : ''}${formatRule(rule)}${time ? `;TIME=${time.toString({ smallestUnit: 'minute' })}` : ''}`;

/** Reads what {@link formatRecurrence} wrote; undefined for any other text. */
export function parseRecurrence(text: string): Recurrence | undefined {
  const isLunar = text.startsWith(lunarPrefix);
  const whole = isLunar ? text.slice(lunarPrefix.length) : text;
  const time = timePart.exec(whole)?.[1];
  const rule = parseRule(whole.replace(timePart, ''), { isLunar, zone: 'UTC' });
  if (!rule) return undefined;
  try {
    return { rule, ...(time === undefined ? {} : { time: Temporal.PlainTime.from(time) }) };
  } catch {
    return undefined;
  }
}
