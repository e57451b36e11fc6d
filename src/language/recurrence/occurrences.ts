import { lunarDates } from './lunar-dates.ts';
import { type RecurrenceRule, withoutEnd } from './rule.ts';
import { formatRule } from './rule-text.ts';

type Instant = Temporal.Instant;

/** Something that repeats from its first date on, which is one of the rule's. */
export interface Recurring {
  readonly rule: RecurrenceRule;
  /** The first start; of whole days, the beginning of the day. */
  readonly first: Temporal.ZonedDateTime;
  /** Whether it is days, which have no time that a clock change could skip. */
  readonly allDay: boolean;
}

/** Which starts are wanted. */
export interface OccurrenceRange {
  /** Not this one. */
  readonly after?: Instant;
  /** Not this one either. */
  readonly before?: Instant;
  /** How many at most. */
  readonly most: number;
}

const isAfter = (one: Instant, other: Instant | undefined) =>
  other === undefined || Temporal.Instant.compare(one, other) > 0;

function lunarStarts({ rule, first }: Recurring, { after, before, most }: OccurrenceRange) {
  const found: Instant[] = [];
  const zone = first.timeZoneId;
  const time = first.toPlainTime();
  for (const date of lunarDates(rule, first.toPlainDate())) {
    const start = date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
    if (found.length >= most || (before && !isAfter(before, start))) break;
    if (isAfter(start, after)) found.push(start);
  }
  return found;
}

async function solarStarts(
  { rule, first, allDay }: Recurring,
  { after, before, most }: OccurrenceRange,
): Promise<Instant[]> {
  // With a Temporal of its own: loaded when something repeats and not before.
  const { RRuleTemporal } = await import('rrule-temporal');
  const zone = first.timeZoneId;
  // Days are counted where no clock ever changes: a midnight that is skipped would cost the day.
  const clock = allDay ? 'UTC' : zone;
  const moved = (at: Temporal.ZonedDateTime, to: string) =>
    at.toPlainDateTime().toZonedDateTime(to);
  const dates = new RRuleTemporal({
    temporal: Temporal,
    rruleString: `RRULE:${formatRule(rule, clock)}`,
    dtstart: allDay ? moved(first, clock) : first,
  });
  const startOf = (date: Temporal.ZonedDateTime): Instant =>
    (allDay ? date.toPlainDate().toZonedDateTime(zone) : date).toInstant();
  const at = (instant: Instant) => {
    const local = instant.toZonedDateTimeISO(zone);
    return allDay ? moved(local, clock) : local;
  };
  const found: Instant[] = [];
  let date = after ? dates.next(at(after)) : dates.next(dates.options().dtstart, true);
  while (date && found.length < most) {
    const start = startOf(date);
    if (before && !isAfter(before, start)) break;
    if (isAfter(start, after)) found.push(start);
    date = dates.next(date);
  }
  return found;
}

/**
 * The starts of something that repeats, in order. A local time that a clock change skips is left out and not counted, as
 * RFC 5545 has it; of whole days none is left out.
 */
export const occurrencesOf = async (
  recurring: Recurring,
  range: OccurrenceRange,
): Promise<Instant[]> =>
  recurring.rule.isLunar ? lunarStarts(recurring, range) : solarStarts(recurring, range);

/** The first date of a rule from a moment on, whichever interval it has; undefined when it never is. */
export async function firstOccurrence(
  rule: RecurrenceRule,
  from: Temporal.ZonedDateTime,
  allDay: boolean,
): Promise<Temporal.ZonedDateTime | undefined> {
  const every = { ...withoutEnd(rule), interval: 1 };
  const [start] = await occurrencesOf({ rule: every, first: from, allDay }, { most: 1 });
  return start?.toZonedDateTimeISO(from.timeZoneId);
}
