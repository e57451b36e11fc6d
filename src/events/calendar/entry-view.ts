import type { CalendarEntry, CalendarStatus } from '../../context/modules/calendar-source.ts';
import type { Event } from '../../database/generated/client.ts';
import { eventStartPayload } from '../links/start-payload.ts';
import { type EventReader, eventStateLabel, formatEventWhen, localizedEvent } from '../messages.ts';
import type { CalendarEvent } from './read-events.ts';

const statuses: Readonly<Record<Event['state'], CalendarStatus>> = {
  scheduled: 'confirmed',
  postponed: 'tentative',
  cancelled: 'cancelled',
};

/** An event as a calendar shows it. A calendar marks by itself what is over. */
export function eventCalendarEntry(event: CalendarEvent, reader: EventReader): CalendarEntry {
  const { t, locale } = reader;
  const { title, summary, place, topic } = localizedEvent(event, locale);
  const label = event.state === 'scheduled' ? '' : eventStateLabel(event, reader);
  return {
    uid: `${event.id}@callboard`,
    sequence: event.revision,
    createdAt: event.createdAt,
    changedAt: event.changedAt,
    status: statuses[event.state],
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    isAllDay: event.allDay,
    zone: event.zone,
    title: `${label}${title}`,
    ...{ name: title, about: summary, sourceUrl: event.sourceUrl ?? undefined },
    ...(event.previousStartsAt ? { previousStartsAt: event.previousStartsAt } : {}),
    description: [
      ...(event.state === 'postponed' ? [formatEventWhen(event, reader)] : []),
      summary,
      ...(event.sourceUrl === null ? [] : [`${t('events.source')}: ${event.sourceUrl}`]),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    place,
    topic,
    url: event.linkUrl ?? event.sourceUrl ?? undefined,
    startPayload: eventStartPayload(event.id),
  };
}
