import { z } from 'zod';
import type { Community, Event } from '../database/generated/client.ts';
import type { EventInput } from '../events/field-arguments.ts';
import { hasValidTimes } from '../events/lifetime.ts';
import type { DateValue } from '../kit/argument-types/dates/date.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import { lazy } from '../lazy.ts';
import type { CalendarItem } from './reader/read-calendar.ts';

/** What a calendar says of something, as it is stored. */
const contentSchema = lazy(() => {
  const time = z.union([z.iso.date(), z.iso.datetime()]);
  return z.object({
    title: z.string(),
    place: z.string(),
    topic: z.string(),
    summary: z.string(),
    /** A page about it. */
    source: z.string(),
    /** A day, or an instant in UTC. */
    start: time,
    /** The day after the last one, or an instant in UTC. */
    end: time,
  });
});

export type ItemContent = z.infer<ReturnType<typeof contentSchema>>;

/** Content that was stored; undefined when it cannot be read. */
export const readContent = (stored: unknown): ItemContent | undefined =>
  contentSchema().safeParse(stored).data;

/** @param untitled the title of what has none */
export function contentOf({ texts, start, end }: CalendarItem, untitled: string): ItemContent {
  const { title, place, topic, summary, url } = texts;
  return {
    ...{ title: title || place || untitled, place, topic, summary, source: url ?? '' },
    ...{ start, end },
  };
}

const isDay = (written: string): boolean => written.length === 10;

/** When it is. @param zone in which days begin */
export function timesOf({ start, end }: Pick<ItemContent, 'start' | 'end'>, zone: string) {
  const at = (written: string) =>
    new Date(
      isDay(written)
        ? Temporal.PlainDate.from(written).toZonedDateTime(zone).epochMilliseconds
        : Temporal.Instant.from(written).epochMilliseconds,
    );
  return { startsAt: at(start), endsAt: at(end), allDay: isDay(start) };
}

/** What an event says, as a calendar would; undefined when its times are none. */
export function contentOfEvent(
  event: Event,
  community: Pick<Community, 'zone'>,
): ItemContent | undefined {
  if (!hasValidTimes(event)) return undefined;
  const { title, place, topic, summary, sourceUrl, startsAt, endsAt, allDay } = event;
  const zone = firstValidZone(community.zone, event.zone);
  const written = (at: Date) => {
    const moment = at.toTemporalInstant();
    return allDay
      ? moment.toZonedDateTimeISO(zone).toPlainDate().toString()
      : moment.toString({ smallestUnit: 'second' });
  };
  return {
    ...{ title, place, topic, summary, source: sourceUrl ?? '' },
    ...{ start: written(startsAt), end: written(endsAt) },
  };
}

/** In which the times of {@link whenInput} are read. */
export const inputZone = 'UTC';

/** When it is, as organisers would enter it in {@link inputZone}. */
export function whenInput({
  start,
  end,
}: Pick<ItemContent, 'start' | 'end'>): Required<Pick<EventInput, 'until'>> & { when: DateValue } {
  if (isDay(start))
    return {
      when: { date: Temporal.PlainDate.from(start) },
      until: { date: Temporal.PlainDate.from(end).subtract({ days: 1 }) },
    };
  const momentOf = (written: string) => {
    const local = Temporal.Instant.from(written).toZonedDateTimeISO(inputZone);
    return { date: local.toPlainDate(), time: local.toPlainTime() };
  };
  return { when: momentOf(start), until: momentOf(end) };
}

/** A whole event, as organisers would enter it. */
export function newEventInput(content: ItemContent) {
  const { title, place, topic, summary, source } = content;
  return { title, ...whenInput(content), place, topic, summary, source };
}
