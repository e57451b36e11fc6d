import { failure, readWith } from './choose.ts';
import { isEndOfDay, timeOf } from './clock.ts';
import { readInstant, type SaidZone, zoneIn } from './own-zone.ts';
import { anyPeriod } from './period-grammar.ts';
import { resolve, writePeriod } from './resolve.ts';
import {
  type Moment,
  type Outcome,
  type Period,
  type Reading,
  refused,
  understood,
} from './result.ts';
import { alt, map, type Rule } from './rule.ts';
import type { Part } from './spec.ts';
import { moment, type Said, timedDay, timeOfDay } from './time-grammar.ts';

export { readDuration } from './duration.ts';
export { writePeriod } from './resolve.ts';
export {
  type Failure,
  type Moment,
  type Period,
  type Reading,
  type ReadingError,
  readingErrors,
} from './result.ts';

type Date = Temporal.PlainDate;

const writeTime = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });

function single(outcome: Outcome<Period>): Outcome<Date> {
  if (!outcome.ok) return outcome;
  const { from, until } = outcome.value;
  return from.add({ days: 1 }).equals(until) ? understood(from) : refused('dates.errors.several');
}

/** The day of a moment. */
function dayIn(said: readonly Said[], today: Date): Outcome<Period> {
  const parts = sort(said);
  const time = timeIn(parts);
  if (!time.ok) return time;
  return parts.days ? resolve(parts.days.spec, today) : refused('dates.errors.unreadable');
}

const periodWords: Rule<(today: Date) => Outcome<Period>> = alt(
  map(anyPeriod, (spec) => (today: Date) => resolve(spec, today)),
  map(timedDay, (said) => (today: Date) => dayIn(said, today)),
);

/**
 * Days in words of English or Vietnamese: `this weekend`, `tháng 12`, `21-25/11`, `from Friday to Sunday`.
 * Of a day with a time of day the day counts. The day comes before the month; what has no year is the next that is not over; weeks begin on Monday.
 * Never throws, and refuses rather than guesses.
 * @param options.today the reader's day, in the reader's zone
 */
export function readPeriod(text: string, { today }: { readonly today: Date }): Reading<Period> {
  return readWith(text, {
    rule: periodWords,
    resolve: (days) => days(today),
    write: writePeriod,
    unreadable: 'dates.errors.unreadable',
    ambiguous: 'dates.errors.ambiguous',
  });
}

/** One day, in the words that {@link readPeriod} reads; several days are refused. */
export function readDate(text: string, { today }: { readonly today: Date }): Reading<Date> {
  return readWith(text, {
    rule: anyPeriod,
    resolve: (spec) => single(resolve(spec, today)),
    write: (date) => writePeriod({ from: date, until: date.add({ days: 1 }) }),
    unreadable: 'dates.errors.unreadableDay',
    ambiguous: 'dates.errors.ambiguous',
  });
}

interface Parts {
  readonly days?: Said & { kind: 'days' };
  readonly part?: Said & { kind: 'part' };
  readonly clock?: Said & { kind: 'clock' };
}

function sort(said: readonly Said[]): Parts {
  return Object.fromEntries(said.map((one) => [one.kind, one]));
}

const noon = { hour: 12, minute: 0 } as const;

const isLate = (part: Part) => part === 'night' || part === 'evening';

const endsDay = ({ clock }: Parts) => clock !== undefined && isEndOfDay(clock.clock);

/** The time that was said, if one was. Noon is one by itself; the evening is not. */
function timeIn({ clock, part, days }: Parts): Outcome<Temporal.PlainTime | undefined> {
  if (clock && isEndOfDay(clock.clock) && (!part || isLate(part.part)))
    return understood(Temporal.PlainTime.from({ hour: 0 }));
  if (clock) return timeOf(clock.clock, part?.part, days !== undefined);
  return understood(part?.part === 'noon' ? Temporal.PlainTime.from(noon) : undefined);
}

function resolveMoment(said: readonly Said[], now: Temporal.ZonedDateTime): Outcome<Moment> {
  const fromNow = said.find((one) => one.kind === 'fromNow');
  if (fromNow) {
    const then = now.add(fromNow.length).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
    return understood({ date: then.toPlainDate(), time: then.toPlainTime() });
  }
  const parts = sort(said);
  const today = now.toPlainDate();
  const time = timeIn(parts);
  if (!time.ok) return time;
  if (parts.days) {
    const date = single(resolve(parts.days.spec, today));
    if (!date.ok) return date;
    if (time.value && endsDay(parts))
      return understood({ date: date.value.add({ days: 1 }), time: time.value });
    return understood({ date: date.value, ...(time.value ? { time: time.value } : {}) });
  }
  if (!time.value) return refused('dates.errors.unreadable');
  const isOver = Temporal.PlainTime.compare(time.value, now.toPlainTime()) < 0;
  return understood({ date: today.add({ days: isOver ? 1 : 0 }), time: time.value });
}

/** Quotes around all of it, which some people write everywhere. Those inside words are left. */
const aroundQuotes = /^[\s"“”]+|[\s"“”]+$/g;

/** Longer texts name no zone beside a time. */
const longestWithZone = 120;

/** How a moment is written where two readings disagree. */
const writeMoment = ({ date, time }: Moment): string =>
  `${time ? `${writeTime(time)} ` : ''}${writePeriod({ from: date, until: date.add({ days: 1 }) })}`;

/** A moment as the clocks of a zone show it, to the minute. */
const momentAt = (instant: Temporal.Instant, zone: string): Moment => {
  const local = instant.toZonedDateTimeISO(zone).round({
    smallestUnit: 'minute',
    roundingMode: 'floor',
  });
  return { date: local.toPlainDate(), time: local.toPlainTime() };
};

function readWords(text: string, now: Temporal.ZonedDateTime): Reading<Moment> {
  return readWith(text, {
    rule: moment,
    resolve: (said) => resolveMoment(said, now),
    write: writeMoment,
    unreadable: 'dates.errors.unreadableMoment',
    ambiguous: 'dates.errors.ambiguous',
  });
}

/**
 * A time that says its zone: `8pm EST`, `20h giờ Nhật mai`. Refused where the zone’s name stands for another
 * offset then, and where the day is another one there and here and only a word such as `tomorrow` tells which.
 */
function readInZone(
  text: string,
  rest: string,
  { zone, offset }: SaidZone,
  now: Temporal.ZonedDateTime,
): Reading<Moment> {
  const there = now.withTimeZone(zone);
  const read = readWords(rest, there);
  if (!read.ok) return failure(text, read);
  const { date, time } = read.value;
  if (!time) return failure(text, { key: 'dates.errors.unreadableMoment' });
  const here = now.toPlainDate();
  const instantOf = (day: Date, in_: string) =>
    day.toZonedDateTime({ timeZone: in_, plainTime: time }).toInstant();
  const instants = [
    instantOf(date, zone),
    ...(offset === undefined ? [] : [instantOf(date, offset)]),
  ];
  if (!there.toPlainDate().equals(here) && !readTime(rest).ok) {
    const asHere = readWords(
      rest,
      here.toZonedDateTime({ timeZone: zone, plainTime: there.toPlainTime() }),
    );
    if (!asHere.ok) return failure(text, asHere);
    instants.push(instantOf(asHere.value.date, zone));
  }
  const [first, ...others] = instants.map((instant) => momentAt(instant, now.timeZoneId));
  if (!first) return failure(text, { key: 'dates.errors.unreadableMoment' });
  const other = others.find((one) => writeMoment(one) !== writeMoment(first));
  return other
    ? failure(text, {
        key: 'dates.errors.ambiguous',
        params: { first: writeMoment(first), second: writeMoment(other) },
      })
    : { ok: true, value: first };
}

/**
 * A day with a time of day where one is said: `19h30 ngày mai`, `28/11 14h`, `tối nay`, `in 2 hours`.
 * A time alone is the next such time to come; `tối nay` is a day without a time. What says its own zone
 * (`8pm EST`, `<t:1764500000:F>`, ISO with an offset) is given as the reader's clocks show it then.
 * @param options.now the reader's time, in the reader's zone
 */
export function readDateTime(
  text: string,
  { now }: { readonly now: Temporal.ZonedDateTime },
): Reading<Moment> {
  const said = text.replace(aroundQuotes, '');
  const instant = readInstant(said);
  if (instant) return { ok: true, value: momentAt(instant, now.timeZoneId) };
  const read = readWords(text, now);
  if (read.ok) return read;
  const zone = zoneIn(said.slice(0, longestWithZone));
  if (zone.kind === 'none') return read;
  if (zone.kind === 'one') return readInZone(text, zone.rest, zone.said, now);
  return failure(text, { key: 'dates.errors.zone' });
}

/**
 * A time of day: `19:30`, `7pm`, `19h30`, `7h tối`, `trưa`. An hour without a part of the day is of 24.
 * @param options.isEnd whether something ends then: `24h` is the midnight with which a day ends
 */
export function readTime(
  text: string,
  { isEnd = false }: { readonly isEnd?: boolean } = {},
): Reading<Temporal.PlainTime> {
  return readWith(text, {
    rule: timeOfDay,
    resolve: (said) => {
      const parts = sort(said);
      if (endsDay(parts) && !isEnd) return refused('dates.errors.impossibleTime');
      const time = timeIn(parts);
      if (!time.ok) return time;
      return time.value ? understood(time.value) : refused('dates.errors.unreadable');
    },
    write: writeTime,
    unreadable: 'dates.errors.unreadableTime',
    ambiguous: 'dates.errors.ambiguousTime',
  });
}
