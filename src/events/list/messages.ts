import type { CommandContext } from '../../context/command-context.ts';
import { displayButtonArgs, type WithZoneNote } from '../../context/display-settings.ts';
import { tableButtonArgs, tablesOf, type WithTables } from '../../context/tables.ts';
import type { Event } from '../../database/generated/client.ts';
import { formatPeriod } from '../../language/format-date.ts';
import { formatPeriodInput, type Period, readPeriod } from '../../language/periods/index.ts';
import { translatedFields } from '../../language/translations.ts';
import {
  bold,
  button,
  contentParts,
  footer,
  heading,
  message,
  paragraph,
  type RowInput,
  rows,
} from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import { canRsvp } from '../lifetime.ts';
import { type LunarReader, withLunarDay } from '../lunar-day-view.ts';
import {
  type EventReader,
  eventStateLabel,
  eventSummary,
  formatEventWhen,
  localizedEvent,
} from '../messages.ts';
import { type EventListQuery, type EventPage, pageSize } from './page.ts';

/** Characters of a title on its button: what a phone shows beside a second button. */
const maxTitleLength = 30;

export type EventListReader = EventReader &
  LunarReader &
  Pick<CommandContext, 'isPrivate'> &
  Partial<WithZoneNote & WithTables>;

const todayOf = ({ now, zone }: Pick<EventReader, 'now' | 'zone'>): Temporal.PlainDate =>
  now.toZonedDateTimeISO(zone).toPlainDate();

/** Repeats the query as it was understood. */
function listTitle({ when, query, topic, place }: EventListQuery, reader: EventReader): string {
  const { t, locale } = reader;
  const parts = [
    when ? formatPeriod(when, locale, todayOf(reader)) : undefined,
    query === undefined ? undefined : `“${query}”`,
    topic && translatedFields({ topic: topic.topic }, topic.translations, locale).topic,
    place,
  ].filter((part) => part !== undefined);
  return parts.length === 0
    ? t('commands.events.coming')
    : t('commands.events.comingFor', { asked: parts.join(' · ') });
}

/** An event with a button that shows it, and one to RSVP without opening it first. */
function eventRow(event: Event, reader: EventListReader): RowInput {
  const { t, locale, now } = reader;
  const args = { event: `id:${event.id}` };
  const { title, place } = localizedEvent(event, locale);
  const when = withLunarDay(event, formatEventWhen(event, reader), reader);
  return {
    content: eventSummary(event, reader, { when }),
    cells: [
      bold(`${eventStateLabel(event, reader)}${title}`),
      event.seriesId === null ? when : [...contentParts(when), ` · ${t('events.series.mark')}`],
      place,
    ],
    name: truncate(title, maxTitleLength),
    buttons: [
      button(t('commands.events.details'), { command: 'event show', args }),
      ...(canRsvp(event, now)
        ? [
            button(
              t('commands.events.going'),
              { command: 'event show', step: 'join', args },
              'success',
            ),
          ]
        : []),
    ],
  };
}

function emptyListMessage({ when, query }: EventListQuery, title: string, reader: EventReader) {
  const { t, locale } = reader;
  const searched = when === undefined ? query : undefined;
  // The words may have been meant as a time: then the list of that time is offered, as is the day around its hours.
  const read =
    searched === undefined ? undefined : readPeriod(searched, { today: todayOf(reader) });
  const offer = (period: Period) =>
    button(formatPeriod(period, locale, todayOf(reader)), {
      command: 'events',
      args: { when: formatPeriodInput(period) },
      answer: 'update',
    });
  return message(
    [
      heading(title),
      paragraph(t('commands.events.none')),
      ...(searched === undefined
        ? []
        : [paragraph(t('commands.events.searched', { query: searched }))]),
      rows([]),
    ],
    {
      buttons: [
        read?.ok ? [offer(read.value)] : [],
        when?.hours ? [offer({ from: when.from, until: when.from.add({ days: 1 }) })] : [],
      ],
    },
  );
}

/** The call that answers with a page of the same list. */
const pageAction = (
  { when, query, topic, place }: EventListQuery,
  page: number,
  reader: EventListReader,
) => ({
  command: 'events',
  args: {
    ...(when ? { when: formatPeriodInput(when) } : {}),
    ...(query === undefined ? {} : { query }),
    ...(topic === undefined ? {} : { topic: `id:${topic.topic}` }),
    ...(place === undefined ? {} : { place }),
    page,
    ...displayButtonArgs(reader),
    ...tableButtonArgs(reader),
  },
});

function pagingButtons(
  query: EventListQuery,
  { page, isLast }: { page: number; isLast: boolean },
  reader: EventListReader,
): Button[] {
  const turnTo = (label: string, to: number) =>
    button(label, { ...pageAction(query, to, reader), answer: 'update' });
  return [
    ...(page > 1 ? [turnTo(reader.t('commands.events.previous'), page - 1)] : []),
    ...(isLast ? [] : [turnTo(reader.t('commands.events.next'), page + 1)]),
  ];
}

/** Which page it is of how many, while they are counted. */
function pageNote({ total, hasMore, page }: EventPage, { t }: EventReader): string {
  return hasMore
    ? t('commands.events.pageOfMany', { page, total })
    : t('commands.events.page', { page, pages: Math.ceil(total / pageSize), total });
}

/** A page of events with their buttons. */
export function eventListMessage(
  found: EventPage,
  query: EventListQuery,
  reader: EventListReader,
): Message {
  const { events, total, hasMore, page, corrected } = found;
  const { t, zoneNote } = reader;
  const title = listTitle(corrected === undefined ? query : { ...query, query: corrected }, reader);
  if (total === 0) return emptyListMessage(query, title, reader);
  const first = (page - 1) * pageSize + 1;
  const isLast = !hasMore && page * pageSize >= total;
  const notes = [
    pageNote(found, reader),
    ...(zoneNote !== undefined && events.some(({ allDay }) => !allDay) ? [zoneNote] : []),
  ];
  return message(
    [
      heading(title),
      ...(corrected === undefined || query.query === undefined
        ? []
        : [paragraph(t('commands.events.corrected', { typed: query.query, meant: corrected }))]),
      rows(
        events.map((event) => eventRow(event, reader)),
        first,
        [t('events.title'), t('events.when'), t('events.place')],
      ),
      footer(notes.join(' · ')),
    ],
    {
      buttons: [pagingButtons(query, { page, isLast }, reader)],
      ...tablesOf(reader, pageAction(query, page, reader)),
    },
  );
}
