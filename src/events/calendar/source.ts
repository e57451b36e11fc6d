import type { CalendarItem, CalendarSource } from '../../context/modules/calendar-source.ts';
import { locales } from '../../language/locale.ts';
import { translatedFields } from '../../language/translations.ts';
import { type CalendarEvent, calendarColumns, eventCalendarEntry } from './entry-view.ts';

const toItem = (event: CalendarEvent): CalendarItem => ({
  topics: () =>
    locales.map(
      (locale) => translatedFields({ topic: event.topic }, event.translations, locale).topic,
    ),
  entry: (reader) => eventCalendarEntry(event, reader),
});

const byStart = [{ startsAt: 'asc' as const }, { id: 'asc' as const }];

/**
 * The events of a community, and those that a person is going to. Each date of a series is an event of its own: readers
 * differ in how they expand rules and replace single dates, and lunar rules cannot be written.
 */
export const eventsInCalendars: CalendarSource = {
  async ofCommunity(db, { communityId, from, limit }) {
    const events = await db.event.findMany({
      where: { communityId, endsAt: { gte: from } },
      orderBy: byStart,
      take: limit,
      select: calendarColumns,
    });
    return events.map(toItem);
  },
  async ofPerson(db, { personId, from, limit }) {
    const events = await db.event.findMany({
      where: { endsAt: { gte: from }, rsvps: { some: { personId, state: 'going' } } },
      orderBy: byStart,
      take: limit,
      select: calendarColumns,
    });
    return events.map(toItem);
  },
  dependencies: (communityId) => [`Event:${communityId}`],
};
