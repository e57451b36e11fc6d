import { readingFailure, readWithGrammar } from './grammar/read-with-grammar.ts';
import { type MomentPart, moment, timeOfDay } from './grammar/time.ts';
import {
  type LocalMoment,
  type ReadingResult,
  type Resolution,
  resolved,
  unresolved,
} from './model/result.ts';
import { phrase } from './parser/combinators.ts';
import { tokenize } from './parser/tokenizer.ts';
import {
  groupByKind,
  isAtEndOfDay,
  type MomentParts,
  requireSingleDay,
  resolveTimeOfDay,
} from './resolve/moment-parts.ts';
import { formatPeriodInput, resolveExpression } from './resolve/resolve-expression.ts';
import { findStatedZone, parseInstant, type StatedZone } from './stated-zone.ts';
import { phrasesFor } from './vocabulary/phrases.ts';

type Date = Temporal.PlainDate;

const writeTime = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });

function resolveMoment(
  said: readonly MomentPart[],
  now: Temporal.ZonedDateTime,
): Resolution<LocalMoment> {
  const fromNow = said.find((one) => one.kind === 'fromNow');
  if (fromNow) {
    const then = now.add(fromNow.length).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
    return resolved({ date: then.toPlainDate(), time: then.toPlainTime() });
  }
  const parts = groupByKind(said);
  const time = resolveTimeOfDay(parts);
  if (time.ok) return momentOf(parts, time.value, now);
  // Each of the times that could be meant, with the day that was said.
  const choices = time.reason.choices?.flatMap((choice) => {
    const meant = momentOf(parts, Temporal.PlainTime.from(choice.padStart(5, '0')), now);
    return meant.ok ? [writeMoment(meant.value)] : [];
  });
  return choices ? { ok: false, reason: { ...time.reason, choices } } : time;
}

function momentOf(
  parts: MomentParts,
  time: Temporal.PlainTime | undefined,
  now: Temporal.ZonedDateTime,
): Resolution<LocalMoment> {
  const today = now.toPlainDate();
  if (parts.days) {
    const date = requireSingleDay(resolveExpression(parts.days.spec, today));
    if (!date.ok) return date;
    if (time && isAtEndOfDay(parts)) return resolved({ date: date.value.add({ days: 1 }), time });
    const { part } = parts.part ?? {};
    return resolved({
      date: date.value,
      ...(time ? { time } : {}),
      ...(part && !time ? { part } : {}),
    });
  }
  if (!time) return unresolved('dates.errors.unreadable');
  const isOver = Temporal.PlainTime.compare(time, now.toPlainTime()) < 0;
  return resolved({ date: today.add({ days: isOver ? 1 : 0 }), time });
}

/** How a moment is written where two readings disagree. */
const writeMoment = ({ date, time }: LocalMoment): string =>
  `${time ? `${writeTime(time)} ` : ''}${formatPeriodInput({ from: date, until: date.add({ days: 1 }) })}`;

/** Quotes around all of it, which some people write everywhere. Those inside words are left. */
const aroundQuotes = /^[\s"“”]+|[\s"“”]+$/g;

/** Longer texts name no zone beside a time. */
const longestWithZone = 120;

/** A moment as the clocks of a zone show it, to the minute. */
const momentAt = (instant: Temporal.Instant, zone: string): LocalMoment => {
  const local = instant.toZonedDateTimeISO(zone).round({
    smallestUnit: 'minute',
    roundingMode: 'floor',
  });
  return { date: local.toPlainDate(), time: local.toPlainTime() };
};

function readWords(text: string, now: Temporal.ZonedDateTime): ReadingResult<LocalMoment> {
  return readWithGrammar(text, {
    parser: moment,
    resolve: (said) => resolveMoment(said, now),
    format: writeMoment,
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
  { zone, offset }: StatedZone,
  now: Temporal.ZonedDateTime,
): ReadingResult<LocalMoment> {
  const there = now.withTimeZone(zone);
  const read = readWords(rest, there);
  if (!read.ok) return readingFailure(text, read);
  const { date, time } = read.value;
  if (!time) return readingFailure(text, { key: 'dates.errors.unreadableMoment' });
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
    if (!asHere.ok) return readingFailure(text, asHere);
    instants.push(instantOf(asHere.value.date, zone));
  }
  const [first, ...others] = instants.map((instant) => momentAt(instant, now.timeZoneId));
  if (!first) return readingFailure(text, { key: 'dates.errors.unreadableMoment' });
  const other = others.find((one) => writeMoment(one) !== writeMoment(first));
  return other
    ? readingFailure(text, {
        key: 'dates.errors.ambiguous',
        params: { first: writeMoment(first), second: writeMoment(other) },
        choices: [writeMoment(first), writeMoment(other)],
      })
    : { ok: true, value: { ...first, typed: text.trim() } };
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
): ReadingResult<LocalMoment> {
  const said = text.replace(aroundQuotes, '');
  const instant = parseInstant(said);
  if (instant) return { ok: true, value: momentAt(instant, now.timeZoneId) };
  const read = readWords(text, now);
  if (read.ok) return read;
  const zone = findStatedZone(said.slice(0, longestWithZone));
  if (zone.kind === 'none') return read;
  if (zone.kind === 'unclear') {
    const choices = zone.choices.filter((choice) => readDateTime(choice, { now }).ok);
    return readingFailure(text, { key: 'dates.errors.zone', choices });
  }
  const [first, ...others] = zone.rests.map((rest) => readInZone(text, rest, zone.said, now));
  return [first, ...others].find((one) => one?.ok) ?? first ?? read;
}

/**
 * A time of day: `19:30`, `7pm`, `19h30`, `7h tối`, `trưa`. An hour without a part of the day is of 24.
 * @param options.isEnd whether something ends then: `24h` is the midnight with which a day ends
 */
export function readTime(
  text: string,
  { isEnd = false }: { readonly isEnd?: boolean } = {},
): ReadingResult<Temporal.PlainTime> {
  return readWithGrammar(text, {
    parser: timeOfDay,
    resolve: (said) => {
      const parts = groupByKind(said);
      if (isAtEndOfDay(parts) && !isEnd) return unresolved('dates.errors.impossibleTime');
      const time = resolveTimeOfDay(parts);
      if (!time.ok) return time;
      return time.value ? resolved(time.value) : unresolved('dates.errors.unreadable');
    },
    format: writeTime,
    unreadable: 'dates.errors.unreadableTime',
    ambiguous: 'dates.errors.ambiguousTime',
  });
}

const hourWords = phrase(phrasesFor('hours'));

/** Whether a text is a time of day and nothing else, in figures or words; not by a name that many titles have: noon. */
export function isOnlyTime(text: string): boolean {
  const time = readTime(text, { isEnd: true });
  if (!time.ok && time.key !== 'dates.errors.ambiguousTime') return false;
  const tokens = tokenize(text) ?? [];
  return !hourWords(tokens, 0).some(({ at }) => at === tokens.length);
}
