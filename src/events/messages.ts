import type { CommandContext } from '../context/command-context.ts';
import type { Event } from '../database/generated/client.ts';
import { formatInstant, formatPeriod, formatTimeRange } from '../language/format-date.ts';
import type { Locale } from '../language/locale.ts';
import { isolateBidi } from '../language/text/bidi.ts';
import { translatedFields } from '../language/translations.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import { bold, type Content, contentParts, fields, heading, paragraph } from '../message/build.ts';
import { hostLink } from '../message/links/web-link.ts';
import type { Block } from '../message/message.ts';
import { truncate } from '../message/text/truncate.ts';
import { type EventField, type EventTextColumn, eventTexts, listEventFields } from './fields.ts';
import { hasEnded, hasValidTimes } from './lifetime.ts';

/** The reader of a message about events: their translator, locale, zone and the time. */
export type EventReader = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>;

/** The texts of an event in the reader's language where there are any, else as they were written. */
export const localizedEvent = (
  event: Pick<Event, EventTextColumn | 'translations'>,
  locale: Locale,
) => translatedFields(eventTexts(event), event.translations, locale);

/** The columns that say when an event is. */
type EventWhen = Pick<Event, 'startsAt' | 'endsAt' | 'allDay' | 'zone'>;

/** The event's days in its own zone, `until` exclusive. @param fallback the zone where its own is unknown */
function eventDays({ startsAt, endsAt, zone: own }: EventWhen, fallback: string) {
  const zone = firstValidZone(fallback, own);
  const dayOf = (date: Date) => date.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();
  return { from: dayOf(startsAt), until: dayOf(endsAt) };
}

/** Whole days in the event's own zone, hours in the reader's; only the start where no end is known. */
export function formatEventTimes(
  event: EventWhen,
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

/** The time of an event; of a postponed one, that a new date is to be announced. */
export const formatEventWhen = (
  event: EventWhen & Pick<Event, 'state'>,
  reader: EventReader,
): string =>
  event.state === 'postponed'
    ? reader.t('events.toBeAnnounced', { was: formatEventTimes(event, reader) })
    : formatEventTimes(event, reader);

/** `[CANCELLED] ` or the like before the title; empty for a scheduled event that has not ended. */
export function eventStateLabel(
  event: Pick<Event, 'state' | 'startsAt' | 'endsAt'>,
  { t, now }: Pick<EventReader, 't' | 'now'>,
): string {
  if (event.state !== 'scheduled') return `${t(`events.state.${event.state}`)} `;
  return hasEnded(event, now) ? `${t('events.ended')} ` : '';
}

/** Title and time in one line. */
export const eventLine = (event: Event, reader: EventReader): string =>
  `${eventStateLabel(event, reader)}${isolateBidi(localizedEvent(event, reader.locale).title)} · ${formatEventWhen(event, reader)}`;

export interface SummaryStyle {
  /** The time, where it is written otherwise than for one reader. */
  when?: Content;
  /** Between title, time and place; a line break by default. */
  separator?: string;
  /** Characters of title and place; all by default. */
  limits?: { title: number; place: number };
}

/** Title, time and place, for lists, briefings and boards. */
export function eventSummary(
  event: Event,
  reader: EventReader,
  { when = formatEventWhen(event, reader), separator = '\n', limits }: SummaryStyle = {},
): Content {
  const { title, place } = localizedEvent(event, reader.locale);
  const shorten = (text: string, limit?: number) =>
    limit === undefined ? text : truncate(text, limit);
  return [
    bold(`${eventStateLabel(event, reader)}${shorten(title, limits?.title)}`),
    separator,
    ...contentParts(when),
    event.seriesId === null ? '' : ` · ${reader.t('events.series.mark')}`,
    place === '' ? '' : `${separator}${shorten(place, limits?.place)}`,
  ];
}

/** A field's value for a reader; undefined where it is empty. @param texts see {@link localizedEvent} */
export function fieldContent(
  { column, kind }: EventField,
  event: Event,
  texts: Readonly<Record<string, string>>,
): Content | undefined {
  if (kind === 'text') return texts[column] || undefined;
  const value = event[column];
  if (value === null) return undefined;
  return kind === 'link' ? hostLink(String(value)) : String(value);
}

export interface EventView {
  /** The time, where it is written otherwise than for one reader. */
  when?: Content;
  /** How many people are going, in words; left out of messages that are not updated. */
  going?: string;
  /** Those of them who want to be named. */
  named?: string;
  /** How it repeats, and when it is next. */
  repeats?: readonly (readonly [label: string, value: string])[];
}

/** The whole event, without buttons. */
export function eventBlocks(event: Event, reader: EventReader, view: EventView = {}): Block[] {
  const { t, locale } = reader;
  const texts = localizedEvent(event, locale);
  const shown = listEventFields().flatMap(([name, field]) => {
    const content = fieldContent(field, event, texts);
    return content === undefined ? [] : [{ name, isLong: field.isLong, content }];
  });
  return [
    heading(`${eventStateLabel(event, reader)}${texts.title}`),
    ...shown.flatMap(({ isLong, content }) => (isLong ? [paragraph(content)] : [])),
    fields([
      [t('events.when'), view.when ?? formatEventWhen(event, reader)],
      ...(view.repeats ?? []),
      ...shown.flatMap(({ name, isLong, content }) =>
        isLong ? [] : [[t(`events.${name}`), content] as const],
      ),
      ...(event.sourceName === '' ? [] : [[t('events.sourceName'), event.sourceName] as const]),
      ...(view.going === undefined ? [] : [[t('events.goingCount'), view.going] as const]),
      ...(view.named === undefined ? [] : [[t('events.named.label'), view.named] as const]),
    ]),
  ];
}

/** The tone of a message about an event. */
export const eventTone = ({ state }: Event) => (state === 'scheduled' ? 'plain' : 'warning');
