import type { Call } from '../communities/call.ts';
import { type Stood, standingOf } from '../communities/standing.ts';
import type { Event } from '../database/generated/client.ts';
import { type Period, readPeriod, writePeriod } from '../language/periods/index.ts';
import { sayPeriod } from '../language/say-date.ts';
import { inLanguage } from '../language/translations.ts';
import { button, footer, heading, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { shorten } from '../message/shorten.ts';
import { type EventQuery, type EventTopic, findEvents, holdsAt } from './find.ts';
import { canGo, eventLines, eventWords } from './show.ts';

/** A row of buttons for each event and one to turn pages: Discord takes five rows. */
const pageSize = 4;

/** Letters of a title on its button: what a phone shows beside a second button. */
const longestTitle = 30;

/** What somebody asked the board for. */
export interface EventQuestion {
  when?: Period | undefined;
  query?: string | undefined;
  topic?: EventTopic | undefined;
  place?: string | undefined;
  /** From 1. */
  page: number;
}

function queryOf({ now, zone }: Call, communityId: string, asked: EventQuestion): EventQuery {
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
async function pageOf(call: Call, communityId: string, asked: EventQuestion) {
  const query = queryOf(call, communityId, asked);
  const read = async (page: number) => ({
    page,
    ...(await findEvents(call.db, { ...query, skip: (page - 1) * pageSize }, call.memory)),
  });
  const found = await read(asked.page);
  if (found.events.length > 0 || found.total === 0) return found;
  return read(Math.ceil(found.total / pageSize));
}

/** What was understood, said back. */
function titleOf({ t, locale, zone, now }: Call, asked: EventQuestion): string {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const parts = [
    asked.when ? sayPeriod(asked.when, locale, today) : undefined,
    asked.query === undefined ? undefined : `“${asked.query}”`,
    asked.topic && inLanguage({ topic: asked.topic.topic }, asked.topic.translations, locale).topic,
    asked.place,
  ].filter((part) => part !== undefined);
  return parts.length === 0
    ? t('commands.events.coming')
    : t('commands.events.comingFor', { asked: parts.join(' · ') });
}

const showButton = ({ locale }: Call, event: Event, number: number) =>
  button(`${number}. ${shorten(eventWords(event, locale).title, longestTitle)}`, {
    command: 'event show',
    args: { event: `id:${event.id}` },
  });

/** Says that one goes without looking at the event first; the list stays as it is. */
const goingButton = ({ t }: Call, event: Event, number: number) =>
  button(
    t('commands.events.goingTo', { number }),
    { command: 'event show', step: 'join', args: { event: `id:${event.id}` } },
    'success',
  );

/** All zones' days begin on one of these, in milliseconds: until the next one, no date is said otherwise. */
const dayEdges = 15 * 60_000;

/**
 * The answer to “what is on?”, a page of events. The same for everybody who reads it alike, until an event
 * changes or is over.
 */
export async function listEvents(
  call: Call & Partial<Stood>,
  communityId: string,
  asked: EventQuestion,
): Promise<Message> {
  const { memory, locale, zone, otherZone, isPrivate, now, account } = call;
  const at = now.epochMilliseconds;
  const { when, query, topic, place, page } = asked;
  const words = { when: when && writePeriod(when), query, topic, place, page };
  const way = [locale, zone, otherZone, isPrivate, account.platform];
  const edge = Math.floor(at / dayEdges);
  const { said } = await memory.recall({
    key: `event list ${JSON.stringify([communityId, words, way, edge])}`,
    async read() {
      const found = await pageOf(call, communityId, asked);
      return { ...found, said: writeList(call, asked, found) };
    },
    sources: () => [`Event:${communityId}`],
    // What is asked of whole days does not grow old within them.
    holds: (found) => asked.when !== undefined || holdsAt(found, at),
    // What a bot writes of it is kept with it.
    weight: 4 * pageSize,
  });
  return said;
}

/** The time that words searched for could be, too: they are searched for all the same. */
function periodIn({ now, zone }: Call, query: string): Period | undefined {
  const read = readPeriod(query, { today: now.toZonedDateTimeISO(zone).toPlainDate() });
  return read.ok ? read.value : undefined;
}

const periodButton = ({ locale, now, zone }: Call, period: Period) =>
  button(sayPeriod(period, locale, now.toZonedDateTimeISO(zone).toPlainDate()), {
    command: 'events',
    args: { when: writePeriod(period) },
    answer: 'update',
  });

function writeList(
  call: Call & Partial<Stood>,
  asked: EventQuestion,
  { events, total, page }: Awaited<ReturnType<typeof pageOf>>,
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
    ...(asked.when ? { when: writePeriod(asked.when) } : {}),
    ...(asked.query === undefined ? {} : { query: asked.query }),
    ...(asked.topic === undefined ? {} : { topic: `id:${asked.topic.topic}` }),
    ...(asked.place === undefined ? {} : { place: asked.place }),
  };
  const turn = (label: string, to: number) =>
    button(label, {
      command: 'events',
      args: { ...again, page: to, ...standingOf(call) },
      answer: 'update',
    });
  return message(
    [
      heading(title),
      ...events.flatMap((event, index) => eventLines(event, call, first + index)),
      footer(
        [
          t('commands.events.page', { page, pages, total }),
          ...(call.otherZone !== undefined && events.some(({ allDay }) => !allDay)
            ? [call.otherZone]
            : []),
        ].join(' · '),
      ),
    ],
    {
      buttons: [
        ...events.map((event, index) => [
          showButton(call, event, first + index),
          ...(canGo(event, call.now) ? [goingButton(call, event, first + index)] : []),
        ]),
        [
          ...(page > 1 ? [turn(t('commands.events.previous'), page - 1)] : []),
          ...(page < pages ? [turn(t('commands.events.next'), page + 1)] : []),
        ],
      ],
    },
  );
}
