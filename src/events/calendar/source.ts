import type { CalendarItem, CalendarSource } from '../../context/modules/calendar-source.ts';
import { Prisma } from '../../database/generated/client.ts';
import { locales } from '../../language/locale.ts';
import { translatedFields } from '../../language/translations.ts';
import { eventCalendarEntry } from './entry-view.ts';
import { type CalendarEvent, readCalendarEvents } from './read-events.ts';

const toItem = (event: CalendarEvent): CalendarItem => ({
  topics: () =>
    locales.map(
      (locale) => translatedFields({ topic: event.topic }, event.translations, locale).topic,
    ),
  entry: (reader) => eventCalendarEntry(event, reader),
});

/**
 * The events of a community, and those that a person is going to. Each date of a series is an event of its own: readers
 * differ in how they expand rules and replace single dates, and lunar rules cannot be written.
 */
export const eventsInCalendars: CalendarSource = {
  async ofCommunity(db, { communityId, ...span }) {
    const ofCommunity = Prisma.sql`e."communityId" = ${communityId}::uuid`;
    return (await readCalendarEvents(db, ofCommunity, span)).map(toItem);
  },
  async ofPerson(db, { personId, ...span }) {
    const isGoing = Prisma.sql`EXISTS (
      SELECT FROM "Rsvp" r WHERE r."eventId" = e."id" AND r."personId" = ${personId}::uuid AND r."state" = 'going'
    )`;
    return (await readCalendarEvents(db, isGoing, span)).map(toItem);
  },
  dependencies: (communityId) => [`Event:${communityId}`],
};
