import type { CalendarItem, CalendarSource } from '../../context/modules/calendar-source.ts';
import type { Event } from '../../database/generated/client.ts';
import { locales } from '../../language/locale.ts';
import { translatedFields } from '../../language/translations.ts';
import { eventCalendarEntry } from './entry-view.ts';

const toItem = (event: Event): CalendarItem => ({
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
      // As long as all other texts together, and not shown.
      omit: { searchText: true },
    });
    return events.map((event) => toItem({ ...event, searchText: '' }));
  },
  async ofPerson(db, { personId, from, limit }) {
    const events = await db.event.findMany({
      where: { endsAt: { gte: from }, rsvps: { some: { personId, state: 'going' } } },
      orderBy: byStart,
      take: limit,
    });
    return events.map(toItem);
  },
  dependencies: (communityId) => [`Event:${communityId}`],
};
