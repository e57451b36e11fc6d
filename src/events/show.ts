import type { Call } from '../communities/call.ts';
import type { Event } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { sayPeriod, sayRange } from '../language/say-date.ts';
import { inLanguage } from '../language/translations.ts';
import { bold, button, fields, heading, link, message, paragraph } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';

/** What showing an event needs to know of the reader. */
export type EventReader = Pick<Call, 't' | 'locale' | 'zone' | 'now'>;

/** An event's words for a reader. */
export const eventWords = (event: Event, locale: Locale) =>
  inLanguage(
    { title: event.title, summary: event.summary, place: event.place },
    event.translations,
    locale,
  );

/** When it is: whole days in the event's own zone, hours in the reader's. */
export function eventWhen(event: Event, { locale, zone, now }: Omit<EventReader, 't'>): string {
  const start = event.startsAt.toTemporalInstant();
  const end = event.endsAt.toTemporalInstant();
  if (!event.allDay) return sayRange({ start, end, zone }, locale, now);
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(event.zone).toPlainDate();
  return sayPeriod({ from: dayOf(start), until: dayOf(end) }, locale, dayOf(now));
}

/** The mark of an event that is not as it was announced. */
export function eventState({ state }: Event, { t }: Pick<EventReader, 't'>): string {
  return state === 'scheduled' ? '' : `${t(`events.state.${state}`)} `;
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

/** The whole of an event with its buttons. `going` is how many said so. */
export function showEvent(event: Event, going: number, reader: EventReader): Message {
  const { t, locale } = reader;
  const { title, summary, place } = eventWords(event, locale);
  const act = (step: string) => ({
    command: 'event show',
    step,
    args: { event: `id:${event.id}` },
  });
  return message(
    [
      heading(`${eventState(event, reader)}${title}`),
      ...(summary === '' ? [] : [paragraph(summary)]),
      fields([
        [t('events.when'), eventWhen(event, reader)],
        ...(place === '' ? [] : [[t('events.place'), place] as const]),
        ...(event.topic === '' ? [] : [[t('events.topic'), event.topic] as const]),
        [t('events.source'), link(new URL(event.sourceUrl).hostname, event.sourceUrl)],
        ...(event.linkUrl === null
          ? []
          : [[t('events.link'), link(new URL(event.linkUrl).hostname, event.linkUrl)] as const]),
        [t('events.goingCount'), String(going)],
      ]),
    ],
    {
      tone: event.state === 'scheduled' ? 'plain' : 'warning',
      buttons: [
        [
          button(t('events.going'), act('going'), 'success'),
          button(t('events.notGoing'), act('not_going')),
          button(t('events.calendar'), act('calendar')),
        ],
      ],
    },
  );
}
