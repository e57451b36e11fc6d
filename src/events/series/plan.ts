import type { Community } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  firstOccurrence,
  occurrencesOf,
  type Recurring,
} from '../../language/recurrence/occurrences.ts';
import {
  completeRule,
  type Recurrence,
  type RecurrenceRule,
} from '../../language/recurrence/rule.ts';
import type { EditTime } from '../editing/changed-fields.ts';
import { type EventContent, newEventContent } from '../editing/content.ts';
import type { EventInput } from '../field-arguments.ts';
import { occurrenceTimes } from '../repeats/rule.ts';

/** What organisers say of an event that repeats. */
export type SeriesInput = EventInput & { title: string; when: DateValue };

/** How many dates are shown before a series is made. */
const shownDates = 5;

/** A series before it is made. */
export interface SeriesPlan {
  /** The content of its first date. */
  content: EventContent;
  recurring: Recurring;
  /** The next dates, exactly as they will be, and whether there are others. */
  starts: readonly Temporal.Instant[];
  hasMore: boolean;
  /** Whether the day that was given is none of the rule's, so that it begins later. */
  beginsLater: boolean;
}

const dayIn = (at: Date, zone: string): Temporal.PlainDate =>
  at.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();

/** The day and time of the first date. @throws UserError when two different times were given */
export function firstMoment(when: DateValue, { time }: Recurrence): DateValue {
  if (!time) return when;
  if (when.time && !when.time.equals(time))
    throw new UserError('events.series.refused.twoTimes', {}, ['when', 'repeats']);
  const { partOfDay: _, ...day } = when;
  return { ...day, time };
}

const refused = (reason: string): UserError =>
  new UserError(`events.series.refused.${reason}`, {}, ['repeats']);

/**
 * The first dates of something that repeats.
 * @throws UserError when it has fewer than `least`
 */
export async function planDates(recurring: Recurring, least = 2) {
  const starts = await occurrencesOf(recurring, { most: shownDates + 1 });
  if (starts.length === 0) throw refused('endsBefore');
  if (starts.length < least) throw refused('once');
  return { starts: starts.slice(0, shownDates), hasMore: starts.length > shownDates };
}

/**
 * The content of the first date of a series, on the day that was given.
 * @throws UserError when times contradict each other or are past, or the day is another one in the community's zone
 */
export function seriesContent(
  { zone, now }: EditTime,
  community: Community,
  input: SeriesInput,
  repeats: Recurrence,
): EventContent {
  const when = firstMoment(input.when, repeats);
  const zones = { asker: zone, event: community.zone };
  const content = newEventContent({ ...input, when }, community, { zones, now });
  requireDayOf(content, when, community.zone);
  return content;
}

/** @throws UserError when the day is another one in the zone of the event, of which the weekdays of a rule are */
export function requireDayOf(
  { startsAt }: Pick<EventContent, 'startsAt'>,
  { date }: Pick<DateValue, 'date'>,
  zone: string,
): void {
  if (!dayIn(startsAt, zone).equals(date)) throw refused('otherDay');
}

/**
 * What a new series would be.
 * @param content that of its first date, on the day that was given
 * @param zone that of the event
 * @throws UserError when the rule lacks its day, or has fewer than two dates
 */
export async function planSeries(
  content: EventContent,
  zone: string,
  repeats: RecurrenceRule,
): Promise<SeriesPlan> {
  const from = content.startsAt.toTemporalInstant().toZonedDateTimeISO(zone);
  const rule = completeRule(repeats, from.toPlainDate());
  if (!rule) throw refused(repeats.isLunar ? 'noDay' : 'monthEnd');
  const first = await firstOccurrence(rule, from, content.allDay);
  if (!first) throw refused('endsBefore');
  const recurring = { rule, first, allDay: content.allDay };
  const dates = await planDates(recurring);
  const times = occurrenceTimes({ ...content, zone }, first.toInstant());
  return {
    content: { ...content, ...times },
    recurring,
    ...dates,
    beginsLater: !first.equals(from),
  };
}
