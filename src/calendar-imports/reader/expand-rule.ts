import { type Moment, momentInstant } from './event.ts';
import { readerLimits } from './limits.ts';
import { readTime } from './local-time.ts';
import { localTimeOf } from './zones.ts';

/** Which starts of a rule are wanted, and how many at most. */
export interface StartRange {
  from: Temporal.Instant;
  before: Temporal.Instant;
  most: number;
  /** Whether too much time was spent on rules. */
  isSpent(): boolean;
}

/** Nothing on a calendar of a community is every hour, and such a rule has more dates than anybody reads. */
const frequencies = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);
/** Parts of a rule that are passed on; others, such as X- parts, say nothing that is needed. */
const passed =
  /^(?:FREQ|INTERVAL|COUNT|BY(?:MONTH|WEEKNO|YEARDAY|MONTHDAY|DAY|HOUR|MINUTE|SECOND|SETPOS)|WKST)$/;

/** The clock by which a rule is expanded: its zone, or for days and zones that only the file describes none. */
const clockOf = ({ isDate, zone }: Moment): string =>
  isDate || zone.kind === 'described' ? 'UTC' : zone.id;

/** The last local time of a rule. Some write a day, or a local time; of days, what is written beside the day is nothing. */
function lastTime(written: string, { isDate, zone }: Moment): Temporal.PlainDateTime {
  const until = readTime(written);
  if (!until) throw new RangeError('The end of a rule cannot be read');
  const { local, offset } = until;
  if (until.isDate || isDate) return local.toPlainDate().toPlainDateTime('23:59:59');
  if (offset === undefined) return local;
  const said = offset.toUpperCase() === 'Z' ? 'UTC' : offset;
  return localTimeOf(zone, local.toZonedDateTime(said).toInstant());
}

/** The end of a rule on its clock, as RFC 5545 writes it in UTC. */
const untilOf = (written: string, start: Moment): string =>
  lastTime(written, start)
    .toZonedDateTime(clockOf(start))
    .toInstant()
    .toString({ smallestUnit: 'second' })
    .replaceAll(/[-:]/g, '');

/** On how many times of a day a rule is. */
const timesPerDay = (parts: ReadonlyMap<string, string>): number =>
  ['BYHOUR', 'BYMINUTE', 'BYSECOND']
    .map((name) => new Set((parts.get(name) ?? '').split(',')).size)
    .reduce((product, size) => product * size, 1);

/** @throws RangeError for a rule that is not expanded */
function ruleOn(written: string, start: Moment): string {
  if (written.length > readerLimits.ruleLength) throw new RangeError('The rule is too long');
  const pairs = written
    .trim()
    .toUpperCase()
    .split(';')
    .map((part): [string, string] => {
      const equals = part.indexOf('=');
      return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
    });
  const parts = new Map(pairs);
  if (!frequencies.has(parts.get('FREQ') ?? '')) throw new RangeError('The frequency is not read');
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN')
    throw new RangeError('The calendar of a rule is not read');
  if (timesPerDay(parts) > readerLimits.timesPerDay)
    throw new RangeError('The rule has too many times of day');
  const until = parts.get('UNTIL');
  return [
    ...[...parts].filter(([name]) => passed.test(name)).map(([name, value]) => `${name}=${value}`),
    ...(until === undefined || until === '' ? [] : [`UNTIL=${untilOf(until, start)}`]),
  ].join(';');
}

/**
 * The starts of a rule, its first included, in local time. A time that a clock change skips is left out.
 * @throws anything for a rule that cannot be expanded, or not with a bounded effort
 */
export async function expandRule(
  written: string,
  start: Moment,
  { from, before, most, isSpent }: StartRange,
): Promise<Moment[]> {
  const { RRuleTemporal } = await import('rrule-temporal');
  const clock = clockOf(start);
  const dates = new RRuleTemporal({
    temporal: Temporal,
    rruleString: `RRULE:${ruleOn(written, start)}`,
    dtstart: start.local.toZonedDateTime(clock),
  });
  // A day or two more on both sides: the clock may not be that of the zone.
  const first = from.subtract({ hours: 48 }).toZonedDateTimeISO(clock);
  const end = before.add({ hours: 48 });
  const found: Moment[] = [];
  for (let date = dates.next(first, true); date && found.length < most; date = dates.next(date)) {
    if (Temporal.Instant.compare(date.toInstant(), end) > 0) break;
    if (isSpent()) throw new RangeError('Rules take too long');
    found.push({ ...start, local: date.toPlainDateTime() });
  }
  return found.filter((moment) => {
    const at = momentInstant(moment);
    return Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, before) < 0;
  });
}
