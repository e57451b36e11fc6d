import type { CommandContext } from '../context/command-context.ts';
import { displayButtonArgs, type WithZoneNote } from '../context/display-settings.ts';
import type { Event } from '../database/generated/client.ts';
import { formatPeriod } from '../language/format-date.ts';
import { formatPeriodInput, type Period, readPeriod } from '../language/periods/index.ts';
import { translatedFields } from '../language/translations.ts';
import { button, footer, heading, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { truncate } from '../message/text/truncate.ts';
import { canRsvp, eventSummaryBlocks, localizedEvent } from './messages.ts';
import { type EventQuery, type EventTopic, findEvents, isValidAt } from './queries.ts';

/** A row of buttons for each event and one to turn pages: Discord takes five rows. */
const pageSize = 4;

/** Letters of a title on its button: what a phone shows beside a second button. */
const maxTitleLength = 30;

/** What somebody asked the board for. */
export interface EventListQuery {
  when?: Period | undefined;
  query?: string | undefined;
  topic?: EventTopic | undefined;
  place?: string | undefined;
  /** From 1. */
  page: number;
}

function toEventQuery(
  { now, zone }: CommandContext,
  communityId: string,
  asked: EventListQuery,
): EventQuery {
  const startOf = (date: Temporal.PlainDate) =>
    new Date(date.toZonedDateTime(zone).epochMilliseconds);
  return {
    communityId,
    from: asked.when ? startOf(asked.when.from) : new Date(now.epochMilliseconds),
    ...(asked.when ? { until: startOf(asked.when.until) } : {}),
    query: asked.query ?? '',
    topic: asked.topic?.topic ?? '',
    place: asked.place ?? '',
    take: pageSize,
  };
}

/** The page that was asked for, or the last one when the list has become shorter. */
async function readPage(call: CommandContext, communityId: string, asked: EventListQuery) {
  const query = toEventQuery(call, communityId, asked);
  const read = async (page: number) => ({
    page,
    ...(await findEvents(call.db, { ...query, skip: (page - 1) * pageSize }, call.cache)),
  });
  const found = await read(asked.page);
  if (found.events.length > 0 || found.total === 0) return found;
  return read(Math.ceil(found.total / pageSize));
}

/** What was understood, said back. */
function titleOf({ t, locale, zone, now }: CommandContext, asked: EventListQuery): string {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const parts = [
    asked.when ? formatPeriod(asked.when, locale, today) : undefined,
    asked.query === undefined ? undefined : `“${asked.query}”`,
    asked.topic &&
      translatedFields({ topic: asked.topic.topic }, asked.topic.translations, locale).topic,
    asked.place,
  ].filter((part) => part !== undefined);
  return parts.length === 0
    ? t('commands.events.coming')
    : t('commands.events.comingFor', { asked: parts.join(' · ') });
}

const showButton = ({ locale }: CommandContext, event: Event, number: number) =>
  button(`${number}. ${truncate(localizedEvent(event, locale).title, maxTitleLength)}`, {
    command: 'event show',
    args: { event: `id:${event.id}` },
  });

/** Says that one goes without looking at the event first; the list stays as it is. */
const goingButton = ({ t }: CommandContext, event: Event, number: number) =>
  button(
    t('commands.events.goingTo', { number }),
    { command: 'event show', step: 'join', args: { event: `id:${event.id}` } },
    'success',
  );

/** All zones' days begin on one of these, in milliseconds: until the next one, no date is said otherwise. */
const zoneOffsetStepMs = 15 * 60_000;

/**
 * The answer to “what is on?”, a page of events. The same for everybody who reads it alike, until an event
 * changes or is over.
 */
export async function showEventList(
  call: CommandContext & Partial<WithZoneNote>,
  communityId: string,
  asked: EventListQuery,
): Promise<Message> {
  const { cache, locale, zone, zoneNote, isPrivate, now, account } = call;
  const at = now.epochMilliseconds;
  const { when, query, topic, place, page } = asked;
  const words = { when: when && formatPeriodInput(when), query, topic, place, page };
  const display = [locale, zone, zoneNote, isPrivate, account.platform];
  const edge = Math.floor(at / zoneOffsetStepMs);
  const { said: message } = await cache.getOrLoad({
    key: `event list ${JSON.stringify([communityId, words, display, edge])}`,
    async load() {
      const found = await readPage(call, communityId, asked);
      return { ...found, said: eventListMessage(call, asked, found) };
    },
    dependencies: () => [`Event:${communityId}`],
    // What is asked of whole days does not grow old within them.
    isStillValid: (found) => asked.when !== undefined || isValidAt(found, at),
    // What a bot writes of it is kept with it.
    weight: 4 * pageSize,
  });
  return message;
}

/** The time that words searched for could be, too: they are searched for all the same. */
function periodIn({ now, zone }: CommandContext, query: string): Period | undefined {
  const read = readPeriod(query, { today: now.toZonedDateTimeISO(zone).toPlainDate() });
  return read.ok ? read.value : undefined;
}

const periodButton = ({ locale, now, zone }: CommandContext, period: Period) =>
  button(formatPeriod(period, locale, now.toZonedDateTimeISO(zone).toPlainDate()), {
    command: 'events',
    args: { when: formatPeriodInput(period) },
    answer: 'update',
  });

function eventListMessage(
  call: CommandContext & Partial<WithZoneNote>,
  asked: EventListQuery,
  { events, total, page }: Awaited<ReturnType<typeof readPage>>,
): Message {
  const { t } = call;
  const title = titleOf(call, asked);
  if (total === 0) {
    const { when, query } = asked;
    const isWords = when === undefined && query !== undefined;
    const period = isWords ? periodIn(call, query) : undefined;
    return message(
      [
        heading(title),
        paragraph(t('commands.events.none')),
        // Words that were meant as a time shall not look like an empty board.
        ...(isWords ? [paragraph(t('commands.events.searched', { query }))] : []),
      ],
      { buttons: period ? [[periodButton(call, period)]] : [] },
    );
  }
  const first = (page - 1) * pageSize + 1;
  const pages = Math.ceil(total / pageSize);
  const again = {
    ...(asked.when ? { when: formatPeriodInput(asked.when) } : {}),
    ...(asked.query === undefined ? {} : { query: asked.query }),
    ...(asked.topic === undefined ? {} : { topic: `id:${asked.topic.topic}` }),
    ...(asked.place === undefined ? {} : { place: asked.place }),
  };
  const turn = (label: string, to: number) =>
    button(label, {
      command: 'events',
      args: { ...again, page: to, ...displayButtonArgs(call) },
      answer: 'update',
    });
  return message(
    [
      heading(title),
      ...events.flatMap((event, index) => eventSummaryBlocks(event, call, first + index)),
      footer(
        [
          t('commands.events.page', { page, pages, total }),
          ...(call.zoneNote !== undefined && events.some(({ allDay }) => !allDay)
            ? [call.zoneNote]
            : []),
        ].join(' · '),
      ),
    ],
    {
      buttons: [
        ...events.map((event, index) => [
          showButton(call, event, first + index),
          ...(canRsvp(event, call.now) ? [goingButton(call, event, first + index)] : []),
        ]),
        [
          ...(page > 1 ? [turn(t('commands.events.previous'), page - 1)] : []),
          ...(page < pages ? [turn(t('commands.events.next'), page + 1)] : []),
        ],
      ],
    },
  );
}
