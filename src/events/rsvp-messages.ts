import type { WithZoneNote } from '../context/display-settings.ts';
import type { Event } from '../database/generated/client.ts';
import { button, message, paragraph, textMessage } from '../message/build.ts';
import type { Button, Message } from '../message/message.ts';
import { canRsvp, hasDate } from './lifetime.ts';
import {
  type EventReader,
  eventBlocks,
  eventTone,
  formatEventWhen,
  localizedEvent,
} from './messages.ts';

/** Adds the zone of the hours, where readers may have other clocks. */
const withZoneNote = (event: Event, when: string, { zoneNote }: Partial<WithZoneNote>): string =>
  zoneNote === undefined || event.allDay ? when : `${when} · ${zoneNote}`;

/** The whole event with its buttons. @param going how many people are going */
export function eventMessage(
  event: Event,
  going: number,
  reader: EventReader & Partial<WithZoneNote>,
): Message {
  const { t, locale, zone, now } = reader;
  // Others may press too: the message keeps the language and the zone that it was written for.
  const args = { event: `id:${event.id}`, locale, zone };
  const action = (step: string, answer: 'reply' | 'update') => ({
    command: 'event show',
    step,
    args,
    answer,
  });
  const isOpen = canRsvp(event, now);
  const buttons: Button[] = [
    ...(isOpen ? [button(t('events.going'), action('going', 'update'), 'success')] : []),
    ...(isOpen ? [button(t('events.notGoing'), action('not_going', 'update'))] : []),
    ...(hasDate(event) ? [button(t('events.calendar'), action('calendar', 'reply'))] : []),
  ];
  const when = withZoneNote(event, formatEventWhen(event, reader), reader);
  return message(eventBlocks(event, reader, { going, when }), {
    tone: eventTone(event),
    buttons: [buttons],
  });
}

/** Confirms an RSVP to the person alone. */
export const rsvpMessage = (event: Event, going: boolean, { t, locale }: EventReader): Message =>
  textMessage(
    t(going ? 'events.youGoTo' : 'events.youDoNotGo', {
      title: localizedEvent(event, locale).title,
    }),
  );

/** Confirms an RSVP from an announcement, together with the event. @param going how many people are going */
export function announcementRsvpMessage(event: Event, going: number, reader: EventReader): Message {
  const shown = eventMessage(event, going, reader);
  return {
    ...shown,
    tone: 'success',
    blocks: [paragraph(reader.t('events.youGo')), ...shown.blocks],
  };
}
