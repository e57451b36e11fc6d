import { maxCount, type RecurrenceRule } from '../rule.ts';
import type { PartOf, RecurrencePart } from './parts.ts';

const frequencies = { day: 'daily', week: 'weekly', month: 'monthly', year: 'yearly' } as const;

type DayPart = PartOf<'days' | 'monthDays' | 'nth' | 'yearDay'>;
type Pattern = Omit<RecurrenceRule, 'count' | 'until'>;

/** The only part of a kind; undefined where there is none, null where there are several. */
function only<Kind extends RecurrencePart['kind']>(
  parts: readonly RecurrencePart[],
  kind: Kind,
): PartOf<Kind> | undefined | null {
  const found = parts.filter((part): part is PartOf<Kind> => part.kind === kind);
  return found.length > 1 ? null : found[0];
}

function weekly(part: PartOf<'days'>, cadence: PartOf<'cadence'> | undefined): Pattern[] {
  const { every, weekdays } = part;
  if (cadence ? cadence.unit !== 'week' || cadence.isLunar : every === undefined) return [];
  // Every other Friday of every two weeks is unclear.
  if (cadence && every !== undefined && every > 1) return [];
  return [
    { isLunar: false, frequency: 'weekly', interval: cadence?.interval ?? every ?? 1, weekdays },
  ];
}

function nth(part: PartOf<'nth'>, cadence: PartOf<'cadence'> | undefined): Pattern[] {
  const { nth: positions, weekdays, isEvery, isOfMonth, month } = part;
  if (cadence?.isLunar) return [];
  const days = { isLunar: false, weekdays, nth: positions };
  if (month !== undefined)
    return cadence?.unit === 'year' || (!cadence && isEvery)
      ? [{ ...days, frequency: 'yearly', interval: cadence?.interval ?? 1, months: [month] }]
      : [];
  // The second one, without a month, may be of anything.
  const isClear = isOfMonth || positions.every((position) => position === 1 || position === -1);
  return cadence?.unit === 'month' || (!cadence && isEvery && isClear)
    ? [{ ...days, frequency: 'monthly', interval: cadence?.interval ?? 1 }]
    : [];
}

/** Where not every month has the days, the last day of the month may be meant. */
function monthly(
  part: PartOf<'monthDays'>,
  cadence: PartOf<'cadence'> | undefined,
  isExact: boolean,
): Pattern[] {
  const isLunar = part.isLunar || cadence?.isLunar === true;
  if (cadence ? cadence.unit !== 'month' : !part.isEvery) return [];
  const days = part.days;
  const rule = { isLunar, frequency: 'monthly', interval: cadence?.interval ?? 1 } as const;
  const longest = isLunar ? 30 : 31;
  const safe = isLunar ? 29 : 28;
  if (days.some((day) => day > longest)) return [];
  if (isExact || days.every((day) => day <= safe)) return [{ ...rule, monthDays: days }];
  return [
    { ...rule, monthDays: days },
    { ...rule, monthDays: [...new Set(days.map((day) => (day > safe ? -1 : day)))] },
  ];
}

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function yearly(
  part: PartOf<'yearDay'>,
  cadence: PartOf<'cadence'> | undefined,
  isExact: boolean,
): Pattern[] {
  const { day, month, isLunar, isEvery } = part;
  if (cadence ? cadence.unit !== 'year' : !isEvery) return [];
  const rule = {
    isLunar,
    frequency: 'yearly',
    interval: cadence?.interval ?? 1,
    months: [month],
  } as const;
  if (month < 1 || month > 12 || day > (isLunar ? 30 : (lengths[month - 1] ?? 0))) return [];
  const isRare = isLunar ? day === 30 : day === 29 && month === 2;
  return isRare && !isExact
    ? [
        { ...rule, monthDays: [day] },
        { ...rule, monthDays: [-1] },
      ]
    : [{ ...rule, monthDays: [day] }];
}

function patternsOf(parts: readonly RecurrencePart[]): Pattern[] {
  const cadence = only(parts, 'cadence');
  if (cadence === null) return [];
  const dayParts = parts.filter(
    (part): part is DayPart =>
      part.kind === 'days' ||
      part.kind === 'monthDays' ||
      part.kind === 'nth' ||
      part.kind === 'yearDay',
  );
  const [day, ...others] = dayParts;
  if (others.length > 0) return [];
  const isExact = parts.some(({ kind }) => kind === 'whereItIs');
  switch (day?.kind) {
    case 'days':
      return weekly(day, cadence);
    case 'nth':
      return nth(day, cadence);
    case 'monthDays':
      return monthly(day, cadence, isExact);
    case 'yearDay':
      return yearly(day, cadence, isExact);
    default:
      return cadence
        ? [
            {
              isLunar: cadence.isLunar,
              frequency: frequencies[cadence.unit],
              interval: cadence.interval,
            },
          ]
        : [];
  }
}

/** Ten times a week is no ten times in all: a count beside `every week` has to say what it counts. */
const isPerPeriod = (parts: readonly RecurrencePart[]): boolean =>
  parts.some(
    (part, at) =>
      part.kind === 'count' &&
      !part.isTotal &&
      [parts[at - 1], parts[at + 1]].some((beside) => beside?.kind === 'cadence'),
  );

/** Monday to Friday, each week, are days and no Monday with an end on Friday. */
const endsInWeek = (parts: readonly RecurrencePart[], end: PartOf<'until'> | undefined): boolean =>
  end?.end.kind === 'weekday' &&
  end.end.which === 'coming' &&
  parts.some(({ kind }) => kind === 'days');

/** A rule without the last day, which depends on today. */
export interface Combined {
  readonly pattern: Pattern;
  readonly count?: number;
  readonly until?: PartOf<'until'>;
  readonly times: PartOf<'time'>['parts'];
}

/** What the parts can mean together: nothing, or several things that a person has to choose from. */
export function combineParts(parts: readonly RecurrencePart[]): Combined[] {
  const count = only(parts, 'count');
  const until = only(parts, 'until');
  if (count === null || until === null || (count && until)) return [];
  if (isPerPeriod(parts) || endsInWeek(parts, until)) return [];
  if (count && (count.count < 2 || count.count > maxCount)) return [];
  const times = parts.flatMap((part) => (part.kind === 'time' ? part.parts : []));
  if (new Set(times.map(({ kind }) => kind)).size < times.length) return [];
  return patternsOf(parts).map((pattern) => ({
    pattern,
    times,
    ...(count ? { count: count.count } : {}),
    ...(until ? { until } : {}),
  }));
}
