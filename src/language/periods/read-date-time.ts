import { moment } from './grammar/time/moment.ts';
import type { LocalMoment } from './model/local-moment.ts';
import { readingFailure } from './model/reading-failure.ts';
import type { ReadingResult } from './model/result.ts';
import { readTime } from './read-time.ts';
import { readWithGrammar } from './read-with-grammar.ts';
import { formatMomentInput, resolveMoment } from './resolve/resolve-moment.ts';
import { parseInstant } from './zones/parse-instant.ts';
import { findStatedZone, type StatedZone } from './zones/stated-zone.ts';

type Date = Temporal.PlainDate;

/** Quotes around the whole text, which some people always type. */
const outerQuotes = /^[\s"“”]+|[\s"“”]+$/g;

/** Longer texts are not searched for a zone. */
const maxLengthWithZone = 120;

/** An instant on the clocks of a zone, to the minute. */
const momentAt = (instant: Temporal.Instant, zone: string): LocalMoment => {
  const local = instant.toZonedDateTimeISO(zone).round({
    smallestUnit: 'minute',
    roundingMode: 'floor',
  });
  return { date: local.toPlainDate(), time: local.toPlainTime() };
};

function readWithoutZone(text: string, now: Temporal.ZonedDateTime): ReadingResult<LocalMoment> {
  return readWithGrammar(text, {
    parser: moment,
    resolve: (parts) => resolveMoment(parts, now),
    format: formatMomentInput,
    unreadable: 'dates.errors.unreadableMoment',
    ambiguous: 'dates.errors.ambiguous',
  });
}

/**
 * Reads a time with a zone: `8pm EST`, `20h giờ Nhật mai`. Rejects it if the zone's name stands for another offset on
 * that day, or if only a word such as `tomorrow` names the day, which is another one there than here.
 * @param rest the text without the zone
 */
function readInZone(
  text: string,
  rest: string,
  { zone, offset }: StatedZone,
  now: Temporal.ZonedDateTime,
): ReadingResult<LocalMoment> {
  const there = now.withTimeZone(zone);
  const read = readWithoutZone(rest, there);
  if (!read.ok) return readingFailure(text, read);
  const { date, time } = read.value;
  if (!time) return readingFailure(text, { key: 'dates.errors.unreadableMoment' });
  const here = now.toPlainDate();
  const instantOf = (day: Date, timeZone: string) =>
    day.toZonedDateTime({ timeZone, plainTime: time }).toInstant();
  const instants = [
    instantOf(date, zone),
    ...(offset === undefined ? [] : [instantOf(date, offset)]),
  ];
  if (!there.toPlainDate().equals(here) && !readTime(rest).ok) {
    const fromHere = readWithoutZone(
      rest,
      here.toZonedDateTime({ timeZone: zone, plainTime: there.toPlainTime() }),
    );
    if (!fromHere.ok) return readingFailure(text, fromHere);
    instants.push(instantOf(fromHere.value.date, zone));
  }
  const [first, ...others] = instants.map((instant) => momentAt(instant, now.timeZoneId));
  if (!first) return readingFailure(text, { key: 'dates.errors.unreadableMoment' });
  const [firstInput, ...otherInputs] = [first, ...others].map(formatMomentInput);
  const second = otherInputs.find((input) => input !== firstInput);
  return firstInput !== undefined && second !== undefined
    ? readingFailure(text, {
        key: 'dates.errors.ambiguous',
        params: { first: firstInput, second },
        choices: [firstInput, second],
      })
    : { ok: true, value: { ...first, originalText: text.trim() } };
}

/**
 * Reads a day, with a time of day if given: `19h30 ngày mai`, `28/11 14h`, `tối nay`, `in 2 hours`. A time alone is the
 * next such time; `tối nay` is a day without a time. A text with its own zone (`8pm EST`, `<t:1764500000:F>`, ISO with
 * an offset) is converted to the reader's zone.
 * @param options.now the current time in the reader's zone
 */
export function readDateTime(
  text: string,
  { now }: { readonly now: Temporal.ZonedDateTime },
): ReadingResult<LocalMoment> {
  const unquoted = text.replace(outerQuotes, '');
  const instant = parseInstant(unquoted);
  if (instant) return { ok: true, value: momentAt(instant, now.timeZoneId) };
  const read = readWithoutZone(text, now);
  if (read.ok) return read;
  const zone = findStatedZone(unquoted.slice(0, maxLengthWithZone));
  if (zone.kind === 'none') return read;
  if (zone.kind === 'unclear') {
    const choices = zone.choices.filter((choice) => readDateTime(choice, { now }).ok);
    return readingFailure(text, { key: 'dates.errors.zone', choices });
  }
  const results = zone.rests.map((rest) => readInZone(text, rest, zone.zone, now));
  return results.find(({ ok }) => ok) ?? results[0] ?? read;
}
