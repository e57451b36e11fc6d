import type { CommandContext } from '../context/command-context.ts';
import type { WithZoneNote } from '../context/display-settings.ts';
import type { Event } from '../database/generated/client.ts';
import { formatInstant, formatPeriod, formatTimeRange } from '../language/format-date.ts';
import type { Locale } from '../language/locale.ts';
import { translatedFields } from '../language/translations.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import {
  bold,
  button,
  type Content,
  fields,
  heading,
  message,
  paragraph,
} from '../message/build.ts';
import { hostLink } from '../message/links/web-link.ts';
import type { Block, Button, Message } from '../message/message.ts';
import { hasEnded } from './lifetime.ts';

/** What showing an event needs to know of the reader. */
export type EventReader = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>;

/** Hours with the zone that they are of, where whoever reads has other clocks. */
const withZoneNote = (event: Event, when: string, { zoneNote }: Partial<WithZoneNote>): string =>
  zoneNote === undefined || event.allDay ? when : `${when} · ${zoneNote}`;

/** An event's words for a reader. */
export const localizedEvent = (event: Event, locale: Locale) =>
  translatedFields(
    { title: event.title, summary: event.summary, place: event.place, topic: event.topic },
    event.translations,
    locale,
  );

/** The event's days in its own zone, `until` exclusive. @param elsewhere the zone where its own is none */
function eventDays({ startsAt, endsAt, zone: own }: Event, elsewhere: string) {
  const zone = firstValidZone(elsewhere, own);
  const dayOf = (date: Date) => date.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();
  return { from: dayOf(startsAt), until: dayOf(endsAt) };
}

/** Whether both ends are dates that JavaScript holds. */
export const hasValidTimes = ({ startsAt, endsAt }: Pick<Event, 'startsAt' | 'endsAt'>): boolean =>
  !Number.isNaN(startsAt.getTime()) && !Number.isNaN(endsAt.getTime());

/** Whole days in the event's own zone, hours in the reader's; only the start where no end is known. */
export function formatEventTimes(
  event: Event,
  { locale, zone, now }: Omit<EventReader, 't'>,
): string {
  if (event.allDay && hasValidTimes(event)) {
    const today = now.toZonedDateTimeISO(firstValidZone(zone, event.zone)).toPlainDate();
    return formatPeriod(eventDays(event, zone), locale, today);
  }
  if (!hasValidTimes(event)) return '?';
  const start = event.startsAt.toTemporalInstant();
  const end = event.endsAt.toTemporalInstant();
  return start.equals(end)
    ? formatInstant(start, zone, locale, now)
    : formatTimeRange({ start, end, zone }, locale, now);
}

/** When it is; a postponed event has no new date yet. */
export const formatEventWhen = (event: Event, reader: EventReader): string =>
  event.state === 'postponed'
    ? reader.t('events.toBeAnnounced', { was: formatEventTimes(event, reader) })
    : formatEventTimes(event, reader);

/** The mark of an event that is not as it was announced, or is over. */
export function eventStateLabel(event: Event, { t, now }: Pick<EventReader, 't' | 'now'>): string {
  if (event.state !== 'scheduled') return `${t(`events.state.${event.state}`)} `;
  return hasEnded(event, now) ? `${t('events.ended')} ` : '';
}

/** Title, time and place, for lists and briefings; `number` stands before the title. */
export function eventSummaryBlocks(event: Event, reader: EventReader, number?: number): Block[] {
  const { title, place } = localizedEvent(event, reader.locale);
  const mark = number === undefined ? '' : `${number}. `;
  return [
    paragraph([
      bold(`${mark}${eventStateLabel(event, reader)}${title}`),
      `\n${formatEventWhen(event, reader)}`,
      place === '' ? '' : `\n${place}`,
    ]),
  ];
}

export interface EventView {
  /** When it is, where it is said otherwise than for one reader. */
  when?: Content;
  /** How many go; left out where it would grow old. */
  going?: number;
}

/** The whole of an event, without buttons. */
export function eventBlocks(event: Event, reader: EventReader, view: EventView = {}): Block[] {
  const { t, locale } = reader;
  const { title, summary, place, topic } = localizedEvent(event, locale);
  return [
    heading(`${eventStateLabel(event, reader)}${title}`),
    ...(summary === '' ? [] : [paragraph(summary)]),
    fields([
      [t('events.when'), view.when ?? formatEventWhen(event, reader)],
      ...(place === '' ? [] : [[t('events.place'), place] as const]),
      ...(topic === '' ? [] : [[t('events.topic'), topic] as const]),
      ...(event.sourceUrl === null
        ? []
        : [[t('events.source'), hostLink(event.sourceUrl)] as const]),
      ...(event.linkUrl === null ? [] : [[t('events.link'), hostLink(event.linkUrl)] as const]),
      ...(view.going === undefined ? [] : [[t('events.goingCount'), String(view.going)] as const]),
    ]),
  ];
}

/** Whether people can still say that they go. */
export const canRsvp = (event: Event, now: Temporal.Instant): boolean =>
  event.state !== 'cancelled' && !hasEnded(event, now);

/** Whether it has a place in a calendar: not where it has no date, or will not be. */
export const hasDate = ({ state }: Event): boolean => state === 'scheduled';

/** Colour and mark of a message about an event. */
export const eventTone = ({ state }: Event) => (state === 'scheduled' ? 'plain' : 'warning');

/** The whole of an event with its buttons. `going` is how many said so. */
export function eventMessage(
  event: Event,
  going: number,
  reader: EventReader & Partial<WithZoneNote>,
): Message {
  const { t, locale, zone, now } = reader;
  // Others may press too: the message stays in the language and the zone of whoever asked for it.
  const args = { event: `id:${event.id}`, locale, zone };
  const act = (step: string, answer: 'reply' | 'update') => ({
    command: 'event show',
    step,
    args,
    answer,
  });
  const isOpen = canRsvp(event, now);
  const buttons: Button[] = [
    ...(isOpen ? [button(t('events.going'), act('going', 'update'), 'success')] : []),
    ...(isOpen ? [button(t('events.notGoing'), act('not_going', 'update'))] : []),
    ...(hasDate(event) ? [button(t('events.calendar'), act('calendar', 'reply'))] : []),
  ];
  const when = withZoneNote(event, formatEventWhen(event, reader), reader);
  return message(eventBlocks(event, reader, { going, when }), {
    tone: eventTone(event),
    buttons: [buttons],
  });
}
