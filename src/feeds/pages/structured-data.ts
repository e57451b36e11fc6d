import type { CalendarEntry, CalendarStatus } from '../../context/modules/calendar-source.ts';
import type { Locale } from '../../language/locale.ts';
import { timeInZone } from '../calendar/time-value.ts';
import { entryDays } from '../days/entry-days.ts';
import { attendanceOf } from './attendance.ts';

/** Where an entry and its community are read. */
export interface EventPlacement {
  url: string;
  /** Of the entry's picture; undefined where there is none. */
  image: string | undefined;
  organizer: { name: string; url: string };
  locale: Locale;
}

const vocabulary = 'https://schema.org';

/** What is tentative in a community's calendar is postponed, and its date the one before. Source: schema.org, EventStatusType. */
const statuses: Readonly<Record<CalendarStatus, string>> = {
  confirmed: 'EventScheduled',
  tentative: 'EventPostponed',
  cancelled: 'EventCancelled',
};

const modes = {
  offline: 'OfflineEventAttendanceMode',
  online: 'OnlineEventAttendanceMode',
  mixed: 'MixedEventAttendanceMode',
} as const;

/** A day alone for whole days, else a time with its offset. */
const dateValue = (date: Date, { isAllDay, zone }: CalendarEntry): string => {
  const time = timeInZone(date, zone);
  return isAllDay
    ? time.toPlainDate().toString()
    : time.toString({ smallestUnit: 'second', timeZoneName: 'never' });
};

const endValue = (entry: CalendarEntry): string =>
  // Days of schema.org are inclusive.
  entry.isAllDay ? entryDays(entry).last.toString() : dateValue(entry.endsAt, entry);

function locationOf({ place, url: link }: CalendarEntry, { url }: EventPlacement) {
  const attendance = attendanceOf(place);
  if (attendance === undefined) return {};
  const there = { '@type': 'Place', name: place, address: place };
  const anywhere = {
    '@type': 'VirtualLocation',
    url: link !== undefined && /^https?:/.test(link) ? link : url,
  };
  return {
    eventAttendanceMode: `${vocabulary}/${modes[attendance]}`,
    location: { offline: there, online: anywhere, mixed: [there, anywhere] }[attendance],
  };
}

/**
 * An entry as schema.org describes an event. A series is left out: each of its dates is an event of its own, and a rule
 * by the lunar calendar has no words there. Source: schema.org/Event; Google, "Event structured data".
 */
export function eventStructuredData(entry: CalendarEntry, placement: EventPlacement) {
  const { status, previousStartsAt, startsAt, endsAt, name, about } = entry;
  const { url, image, organizer, locale } = placement;
  const isMoved = status === 'confirmed' && previousStartsAt !== undefined;
  return {
    '@context': vocabulary,
    '@type': 'Event',
    '@id': url,
    ...{ url, name, inLanguage: locale },
    ...(about === '' ? {} : { description: about }),
    startDate: dateValue(startsAt, entry),
    ...(endsAt > startsAt ? { endDate: endValue(entry) } : {}),
    eventStatus: `${vocabulary}/${isMoved ? 'EventRescheduled' : statuses[status]}`,
    ...(isMoved ? { previousStartDate: dateValue(previousStartsAt, entry) } : {}),
    ...locationOf(entry, placement),
    ...(image === undefined ? {} : { image: [image] }),
    organizer: { '@type': 'Organization', ...organizer },
  };
}

/** The pages of what is coming, for a page that lists it. Source: schema.org/ItemList. */
export const listStructuredData = (urls: readonly string[]) => ({
  '@context': vocabulary,
  '@type': 'ItemList',
  itemListElement: urls.map((url, index) => ({ '@type': 'ListItem', position: index + 1, url })),
});

/** JSON that can stand in a script element: no text in it ends the element or begins a comment. Source: HTML, 4.12.1.3. */
export const jsonInHtml = (data: unknown): string =>
  JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
