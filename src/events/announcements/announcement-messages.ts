import type { Event } from '../../database/generated/client.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { button, type Content, message, timeRange } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import { canRsvp, hasDate, hasValidTimes } from '../lifetime.ts';
import { type LunarReader, withLunarDay } from '../lunar-day-view.ts';
import { type EventReader, eventBlocks, eventTone, formatEventTimes } from '../messages.ts';
import { repeatFields } from '../repeats/messages.ts';
import type { Repeats } from '../repeats/queries.ts';

/** Composes a message once for each language, in the event's zone. */
export function composeInEveryLanguage(
  event: Pick<Event, 'zone'>,
  now: Temporal.Instant,
  compose: (reader: EventReader) => Message,
): Record<Locale, Message> {
  const zone = firstValidZone('UTC', event.zone);
  const reader = (locale: Locale) => ({ t: translators[locale].t, locale, zone, now });
  return { en: compose(reader('en')), vi: compose(reader('vi')) };
}

/** The time of an event for readers in several zones: the platform or the chat's zone decides about hours. */
export function sharedEventTime(event: Event, reader: EventReader): Content {
  const { t } = reader;
  if (event.state === 'postponed') {
    return t('events.toBeAnnounced', { was: formatEventTimes(event, reader) });
  }
  if (event.allDay || !hasValidTimes(event)) return formatEventTimes(event, reader);
  return timeRange({ ...event, zone: firstValidZone(reader.zone, event.zone) });
}

/** The buttons of an event in a chat with many readers: each person is answered alone. */
export function announcementButtons(event: Event, { t, now }: EventReader) {
  const action = (step: string) => ({
    command: 'event show',
    step,
    args: { event: `id:${event.id}` },
  });
  return [
    ...(canRsvp(event, now) ? [button(t('events.going'), action('join'), 'success')] : []),
    ...(hasDate(event) ? [button(t('calendar.add'), action('calendar'))] : []),
  ];
}

/** What an announcement says beside the event. */
export interface AnnouncementOptions {
  /** How it repeats, if it does. */
  repeats?: Repeats | undefined;
  /** That of the event. */
  community?: LunarReader['community'];
}

/** The announcement of an event, in each language. */
export const announcementMessages = (
  event: Event,
  now: Temporal.Instant,
  { repeats, community }: AnnouncementOptions = {},
): Record<Locale, Message> =>
  composeInEveryLanguage(event, now, (reader) =>
    message(
      eventBlocks(event, reader, {
        when: withLunarDay(event, sharedEventTime(event, reader), { ...reader, community }),
        ...(repeats ? { repeats: repeatFields({ ...repeats, next: [] }, reader) } : {}),
      }),
      {
        tone: eventTone(event),
        buttons: [announcementButtons(event, reader)],
        picture: pictureOf(event, reader.locale),
      },
    ),
  );
