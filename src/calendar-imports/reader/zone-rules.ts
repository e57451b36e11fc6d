import { type Component, findProperty } from './components.ts';
import { readerLimits } from './limits.ts';
import { readTime } from './local-time.ts';

/** The offsets of a zone that only a file describes. */
export interface ZoneRules {
  /** Seconds by which a local time is ahead of UTC. */
  offsetAt(local: Temporal.PlainDateTime): number;
}

/** A part of a zone: from when on which offset holds, in every year or once. */
interface Observance {
  start: Temporal.PlainDateTime;
  offset: number;
  /** In every year from the start on: the month, the weekday (Monday is 1) and which of the month, 1 to 5 or -1. */
  yearly?: Yearly | undefined;
}

interface Yearly {
  month: number;
  weekday: number;
  nth: number;
  lastYear: number;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** `+0700`, `-033000` in seconds. */
function readOffset(written: string | undefined): number | undefined {
  const [, sign, hours, minutes, seconds = '0'] =
    /^([+-])(\d\d):?(\d\d)(\d\d)?$/.exec(written?.trim() ?? '') ?? [];
  if (hours === undefined) return undefined;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}

/** The rules of clock changes that zones have: the nth weekday of a month in every year. Others are not read. */
function readYearly(rule: string, start: Temporal.PlainDateTime): Yearly | undefined {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']),
  );
  if (parts.get('FREQ') !== 'YEARLY' || (parts.get('INTERVAL') ?? '1') !== '1') return undefined;
  const [, nth, day] = /^([+-]?\d)(MO|TU|WE|TH|FR|SA|SU)$/.exec(parts.get('BYDAY') ?? '') ?? [];
  const until = /^\d{4}/.exec(parts.get('UNTIL') ?? '')?.[0];
  const count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
  // BYMONTHDAY=8,9,…,14 with a weekday is its second.
  const firstDay = Number(/^\d+/.exec(parts.get('BYMONTHDAY') ?? '')?.[0] ?? Number.NaN);
  const weekday = day ?? /^(MO|TU|WE|TH|FR|SA|SU)$/.exec(parts.get('BYDAY') ?? '')?.[1];
  const position = nth ?? (Number.isNaN(firstDay) ? undefined : Math.ceil(firstDay / 7));
  if (weekday === undefined || position === undefined) return undefined;
  return {
    month: Number(/^\d+/.exec(parts.get('BYMONTH') ?? '')?.[0] ?? start.month),
    weekday: weekdays.indexOf(weekday) + 1,
    nth: Number(position),
    lastYear: Math.min(Number(until ?? 9999), start.year + count - 1),
  };
}

interface ReadObservance extends Observance {
  beginning?: ((year: number) => Temporal.PlainDateTime) | undefined;
}

function readObservance(component: Component): ReadObservance | undefined {
  const offset = readOffset(findProperty(component, 'TZOFFSETTO')?.value);
  const start = readTime(findProperty(component, 'DTSTART')?.value ?? '')?.local;
  if (offset === undefined || !start) return undefined;
  const rule = findProperty(component, 'RRULE')?.value;
  const yearly = rule === undefined ? undefined : readYearly(rule, start);
  return { start, offset, yearly, beginning: yearly && beginningsOf(yearly, start) };
}

function nthWeekday(year: number, { month, weekday, nth }: Yearly): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const ahead = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  const found = ahead.add({ weeks: nth > 0 ? nth - 1 : 4 });
  return found.month === month ? found : found.subtract({ weeks: 1 });
}

/** When an observance begins in a year, computed once. */
function beginningsOf(yearly: Yearly, start: Temporal.PlainDateTime) {
  const known = new Map<number, Temporal.PlainDateTime>();
  return (year: number): Temporal.PlainDateTime => {
    const began = known.get(year) ?? nthWeekday(year, yearly).toPlainDateTime(start.toPlainTime());
    known.set(year, began);
    return began;
  };
}

/** When an observance last began at or before a local time. */
function lastBeginning(
  { start, yearly, beginning }: ReadObservance,
  local: Temporal.PlainDateTime,
): Temporal.PlainDateTime | undefined {
  if (Temporal.PlainDateTime.compare(start, local) > 0) return undefined;
  if (!yearly || !beginning) return start;
  for (const year of [local.year, local.year - 1, yearly.lastYear]) {
    if (year < start.year || year > yearly.lastYear) continue;
    const began = beginning(year);
    if (Temporal.PlainDateTime.compare(began, local) <= 0) return began;
  }
  return start;
}

/** The rules of a zone as a calendar describes it; undefined when it does not. Source: RFC 5545, 3.6.5. */
export function zoneRulesOf({ children }: Component): ZoneRules | undefined {
  const observances = children.slice(-readerLimits.observances).flatMap((child) => {
    try {
      return readObservance(child) ?? [];
    } catch {
      return [];
    }
  });
  const [first] = observances.toSorted((one, other) =>
    Temporal.PlainDateTime.compare(one.start, other.start),
  );
  if (!first) return undefined;
  return {
    offsetAt(local) {
      let latest: { began: Temporal.PlainDateTime; offset: number } | undefined;
      for (const observance of observances) {
        const began = lastBeginning(observance, local);
        if (began && (!latest || Temporal.PlainDateTime.compare(began, latest.began) > 0))
          latest = { began, offset: observance.offset };
      }
      return latest?.offset ?? first.offset;
    },
  };
}
