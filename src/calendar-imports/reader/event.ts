import { createHash } from 'node:crypto';
import { maxLinkLength, parseWebLink } from '../../message/links/web-link.ts';
import { type Component, findProperty, listProperties } from './components.ts';
import { type Property, splitTexts, unescapeText } from './content-line.ts';
import { eventText } from './event-text.ts';
import { readerLimits } from './limits.ts';
import { readDuration, readTime } from './local-time.ts';
import { type EventZone, instantOf, type ZoneReader } from './zones.ts';

/** A day, or a moment with the zone in which it was written. */
export interface Moment {
  isDate: boolean;
  /** Of a day its beginning. */
  local: Temporal.PlainDateTime;
  zone: EventZone;
}

export const momentInstant = ({ local, zone }: Moment): Temporal.Instant => instantOf(zone, local);

/** How long something takes: days of the calendar, or time that passes. */
export type Length = { days: number } | { ms: number };

/** What an event says of itself, empty where it does not. */
export interface EventTexts {
  title: string;
  place: string;
  summary: string;
  topic: string;
  url: string | null;
}

/** One component of a calendar: an event, the beginning of one that repeats, or a changed date of one. */
export interface ReadEvent {
  uid: string;
  sequence: number;
  start: Moment;
  length: Length;
  isCancelled: boolean;
  texts: EventTexts;
  /** Which date of the event with this UID it replaces. */
  replaces?: { moment: Moment; isFollowing: boolean } | undefined;
  rules: readonly string[];
  exclusionRules: readonly string[];
  /** Further dates, some with a length of their own. */
  extra: readonly { moment: Moment; length: Length | undefined }[];
  excluded: readonly Moment[];
}

/** One value of a property; undefined when it is no time. */
function readMoment(written: string, property: Property, zones: ZoneReader): Moment | undefined {
  const time = readTime(written);
  if (!time) return undefined;
  const { local, isDate, offset } = time;
  if (offset === undefined) return { isDate, local, zone: zones.zoneOf(property) };
  const id = offset.toUpperCase() === 'Z' ? 'UTC' : offset;
  return { isDate: false, local, zone: { kind: 'named', id } };
}

const dayMs = 24 * 3_600_000;

/** What a duration is: of a day event whole days; of others days on the clock only where it has no hours. */
function lengthOf(duration: Temporal.Duration, isDate: boolean): Length {
  const { weeks, days, hours, minutes, seconds } = duration;
  const wholeDays = weeks * 7 + days;
  const ms = (hours * 3600 + minutes * 60 + seconds) * 1000;
  if (isDate) return { days: Math.max(1, wholeDays + Math.ceil(ms / dayMs)) };
  return ms === 0 ? { days: wholeDays } : { ms: wholeDays * dayMs + ms };
}

/** From a start to an end; undefined when the end does not belong to it. */
function lengthBetween(start: Moment, end: Moment): Length | undefined {
  if (start.isDate !== end.isDate) return undefined;
  if (start.isDate) {
    const { days } = start.local.toPlainDate().until(end.local.toPlainDate());
    // The end is the day after the last; some write the last day itself.
    return days < 0 ? undefined : { days: Math.max(days, 1) };
  }
  const ms = momentInstant(end).epochMilliseconds - momentInstant(start).epochMilliseconds;
  return ms < 0 ? undefined : { ms };
}

/** Without an end or a duration a day event takes its day, and others no time. */
function readLength(component: Component, start: Moment, zones: ZoneReader): Length {
  const written = findProperty(component, 'DTEND');
  const end = written && readMoment(written.value, written, zones);
  const length = end && lengthBetween(start, end);
  if (length) return length;
  const duration = readDuration(findProperty(component, 'DURATION')?.value ?? '');
  if (duration) return lengthOf(duration, start.isDate);
  return start.isDate ? { days: 1 } : { ms: 0 };
}

/** Whole days that Outlook writes from midnight to midnight. */
function asWholeDays(component: Component, start: Moment, length: Length): [Moment, Length] {
  const says = findProperty(component, 'X-MICROSOFT-CDO-ALLDAYEVENT')?.value.trim().toUpperCase();
  const isMidnight = Temporal.PlainTime.compare(start.local.toPlainTime(), '00:00') === 0;
  if (says !== 'TRUE' || start.isDate || !isMidnight) return [start, length];
  const days = 'days' in length ? length.days : Math.round(length.ms / dayMs);
  return [{ ...start, isDate: true }, { days: Math.max(days, 1) }];
}

/** The dates of RDATE or EXDATE, the last ones of many; those of periods with their lengths. */
function readDates(component: Component, name: string, zones: ZoneReader): ReadEvent['extra'] {
  const all = listProperties(component, name).flatMap((property) =>
    property.value.split(',').map((written) => ({ property, written })),
  );
  return all.slice(-readerLimits.writtenDates).flatMap(({ property, written }) => {
    const [first = '', last = ''] = written.split('/');
    const moment = readMoment(first, property, zones);
    if (!moment) return [];
    const duration = readDuration(last);
    const end = duration ? undefined : readMoment(last, property, zones);
    const length = duration ? lengthOf(duration, moment.isDate) : end && lengthBetween(moment, end);
    return [{ moment, length }];
  });
}

function readTexts(component: Component): EventTexts {
  const textOf = (name: string) => unescapeText(findProperty(component, name)?.value ?? '');
  const categories = listProperties(component, 'CATEGORIES').flatMap(({ value }) =>
    splitTexts(value),
  );
  const link = parseWebLink(findProperty(component, 'URL')?.value ?? '', maxLinkLength);
  return {
    title: eventText(textOf('SUMMARY'), { max: 200 }),
    place: eventText(textOf('LOCATION'), { max: 200 }),
    summary: eventText(textOf('DESCRIPTION'), { max: 1500, isMultiline: true }),
    topic: eventText(categories[0] ?? '', { max: 60 }),
    url: link.ok ? link.href : null,
  };
}

/**
 * Longest UID that is kept as it is, in UTF-16 units. A hash stands for others, for those with control characters, of
 * which PostgreSQL stores no NUL, and for that of events without one.
 */
const longestUid = 200;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function uidOf(component: Component, start: Moment): string {
  const uid = findProperty(component, 'UID')?.value.trim() ?? '';
  if (uid !== '' && uid.length <= longestUid && !/\p{Cc}/u.test(uid)) return uid.toWellFormed();
  const title = findProperty(component, 'SUMMARY')?.value ?? '';
  return `sha256:${hashOf(uid === '' ? `${start.local.toString()} ${title}` : uid)}`;
}

/** Whether it is meant for its owner alone. */
export const isPrivate = (component: Component): boolean =>
  /^\s*(?:PRIVATE|CONFIDENTIAL)\s*$/i.test(findProperty(component, 'CLASS')?.value ?? '');

/** Reads one event; undefined when it has no start that can be read. */
export function readEvent(component: Component, zones: ZoneReader): ReadEvent | undefined {
  const written = findProperty(component, 'DTSTART');
  const read = written && readMoment(written.value, written, zones);
  if (!read) return undefined;
  const [start, length] = asWholeDays(component, read, readLength(component, read, zones));
  const replaced = findProperty(component, 'RECURRENCE-ID');
  const moment = replaced && readMoment(replaced.value, replaced, zones);
  const rulesOf = (name: string) => listProperties(component, name).map(({ value }) => value);
  return {
    ...{ start, length, uid: uidOf(component, start), texts: readTexts(component) },
    sequence: Number(/^\d{1,9}/.exec(findProperty(component, 'SEQUENCE')?.value ?? '')?.[0] ?? 0),
    isCancelled: /^\s*CANCELL?ED\s*$/i.test(findProperty(component, 'STATUS')?.value ?? ''),
    replaces: moment && {
      moment,
      isFollowing: replaced?.params.RANGE?.toUpperCase() === 'THISANDFUTURE',
    },
    rules: rulesOf('RRULE'),
    exclusionRules: rulesOf('EXRULE'),
    extra: readDates(component, 'RDATE', zones),
    excluded: readDates(component, 'EXDATE', zones).map((date) => date.moment),
  };
}
