import type { Event } from '../database/generated/client.ts';
import { writeCalendar } from '../feeds/ical-writer.ts';
import { fold } from '../language/text/fold.ts';
import { message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { type EventReader, localizedEvent } from './messages.ts';

/** The event as a file for the reader's own calendar. */
export function calendarFileMessage(event: Event, { t, locale, now }: EventReader): Message {
  const { title, summary, place } = localizedEvent(event, locale);
  const name = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return message([paragraph(t('events.calendarHere', { title }))], {
    files: [
      {
        name: `${name || 'event'}.ics`,
        contentType: 'text/calendar; charset=utf-8',
        content: writeCalendar([{ event, title, summary, place }], new Date(now.epochMilliseconds)),
      },
    ],
  });
}
