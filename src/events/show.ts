import type { Call } from '../communities/call.ts';
import type { Stood } from '../communities/standing.ts';
import type { Event } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { sayInstant, sayPeriod, sayRange } from '../language/say-date.ts';
import { inLanguage } from '../language/translations.ts';
import { zoneOf } from '../language/zone.ts';
import {
  bold,
  button,
  type Content,
  fields,
  heading,
  message,
  paragraph,
} from '../message/build.ts';
import { hostLink } from '../message/links.ts';
import type { Block, Button, Message } from '../message/message.ts';
import { isOver } from './over.ts';

/** What showing an event needs to know of the reader. */
export type EventReader = Pick<Call, 't' | 'locale' | 'zone' | 'now'>;

/** Hours with the zone that they are of, where whoever reads has other clocks. */
const ofZone = (event: Event, when: string, { otherZone }: Partial<Stood>): string =>
  otherZone === undefined || event.allDay ? when : `${when} · ${otherZone}`;

/** An event's words for a reader. */
export const eventWords = (event: Event, locale: Locale) =>
  inLanguage(
    { title: event.title, summary: event.summary, place: event.place, topic: event.topic },
    event.translations,
    locale,
  );

/** The event's days in its own zone, `until` exclusive. @param elsewhere the zone where its own is none */
function eventDays({ startsAt, endsAt, zone: own }: Event, elsewhere: string) {
  const zone = zoneOf(elsewhere, own);
  const dayOf = (date: Date) => date.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();
  return { from: dayOf(startsAt), until: dayOf(endsAt) };
}

/** Whether both ends are dates that JavaScript holds. */
export const isTimed = ({ startsAt, endsAt }: Pick<Event, 'startsAt' | 'endsAt'>): boolean =>
  !Number.isNaN(startsAt.getTime()) && !Number.isNaN(endsAt.getTime());

/** Whole days in the event's own zone, hours in the reader's; only the start where no end is known. */
export function eventTimes(event: Event, { locale, zone, now }: Omit<EventReader, 't'>): string {
  if (event.allDay && isTimed(event)) {
    const today = now.toZonedDateTimeISO(zoneOf(zone, event.zone)).toPlainDate();
    return sayPeriod(eventDays(event, zone), locale, today);
  }
  if (!isTimed(event)) return '?';
  const start = event.startsAt.toTemporalInstant();
  const end = event.endsAt.toTemporalInstant();
  return start.equals(end)
    ? sayInstant(start, zone, locale, now)
    : sayRange({ start, end, zone }, locale, now);
}

/** When it is; a postponed event has no new date yet. */
export const eventWhen = (event: Event, reader: EventReader): string =>
  event.state === 'postponed'
    ? reader.t('events.toBeAnnounced', { was: eventTimes(event, reader) })
    : eventTimes(event, reader);

/** The mark of an event that is not as it was announced, or is over. */
export function eventState(event: Event, { t, now }: Pick<EventReader, 't' | 'now'>): string {
  if (event.state !== 'scheduled') return `${t(`events.state.${event.state}`)} `;
  return isOver(event, now) ? `${t('events.ended')} ` : '';
}

/** Title, time and place, for lists and briefings; `number` stands before the title. */
export function eventLines(event: Event, reader: EventReader, number?: number): Block[] {
  const { title, place } = eventWords(event, reader.locale);
  const mark = number === undefined ? '' : `${number}. `;
  return [
    paragraph([
      bold(`${mark}${eventState(event, reader)}${title}`),
      `\n${eventWhen(event, reader)}`,
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
  const { title, summary, place, topic } = eventWords(event, locale);
  return [
    heading(`${eventState(event, reader)}${title}`),
    ...(summary === '' ? [] : [paragraph(summary)]),
    fields([
      [t('events.when'), view.when ?? eventWhen(event, reader)],
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
export const canGo = (event: Event, now: Temporal.Instant): boolean =>
  event.state !== 'cancelled' && !isOver(event, now);

/** Whether it has a place in a calendar: not where it has no date, or will not be. */
export const hasDate = ({ state }: Event): boolean => state === 'scheduled';

/** Colour and mark of a message about an event. */
export const eventTone = ({ state }: Event) => (state === 'scheduled' ? 'plain' : 'warning');

/** The whole of an event with its buttons. `going` is how many said so. */
export function showEvent(
  event: Event,
  going: number,
  reader: EventReader & Partial<Stood>,
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
  const isOpen = canGo(event, now);
  const buttons: Button[] = [
    ...(isOpen ? [button(t('events.going'), act('going', 'update'), 'success')] : []),
    ...(isOpen ? [button(t('events.notGoing'), act('not_going', 'update'))] : []),
    ...(hasDate(event) ? [button(t('events.calendar'), act('calendar', 'reply'))] : []),
  ];
  const when = ofZone(event, eventWhen(event, reader), reader);
  return message(eventBlocks(event, reader, { going, when }), {
    tone: eventTone(event),
    buttons: [buttons],
  });
}
