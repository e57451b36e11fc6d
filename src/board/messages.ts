import { alertTitle } from '../alerts/messages.ts';
import { formatSeatsLeft, localizedCourse, sharedSessionTime } from '../courses/messages.ts';
import { sharedEventTime } from '../events/announcements/announcement-messages.ts';
import { eventStateLabel, localizedEvent } from '../events/messages.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import {
  bold,
  button,
  type Content,
  footer,
  heading,
  list,
  message,
  paragraph,
  textMessage,
  time,
  withTime,
} from '../message/build.ts';
import { hostLink } from '../message/links/web-link.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { truncate } from '../message/text/truncate.ts';
import type { BoardContent } from './content.ts';

/** The language and zone of a chat, and the time. */
export interface BoardReader {
  locale: Locale;
  /** IANA zone. */
  zone: string;
  now: Temporal.Instant;
}

/** A board as it is shown at one time. */
export interface ComposedBoard {
  /** Without the time of the update: what is compared. */
  content: Message;
  message: Message;
}

/** Characters of titles and places, so that a full board is one message. */
const maxLength = { title: 90, place: 50 } as const;
/** How many rows of each kind are shown, tried in this order until the board is one message. */
const sizes = [7, 4, 2, 1] as const;

type Line = readonly (string | Inline)[];

const parts = (content: Content): Line =>
  typeof content === 'string' || !Array.isArray(content) ? [content as string | Inline] : content;

/** A titled list; rows that cannot be rendered are left out. */
function section<Row>(title: string, rows: readonly Row[], line: (row: Row) => Line): Block[] {
  const lines = rows.flatMap((row) => {
    try {
      return [line(row)];
    } catch {
      return [];
    }
  });
  return lines.length === 0 ? [] : [paragraph(bold(title)), list(lines)];
}

function contentBlocks({ alerts, events, courses }: BoardContent, given: BoardReader): Block[] {
  const { t } = translators[given.locale];
  const reader = { ...given, t };
  return [
    ...section(t('board.alerts'), alerts, (alert) => {
      const newest = alert.versions.at(-1);
      return [
        bold(truncate(alertTitle(alert, given.locale), maxLength.title)),
        ...(newest ? [' · ', hostLink(newest.sourceUrl)] : []),
        ` · ${t('alerts.validUntil')}: `,
        time(alert.expiresAt),
      ];
    }),
    ...section(t('board.events'), events, (event) => {
      const { title, place } = localizedEvent(event, given.locale);
      return [
        bold(`${eventStateLabel(event, reader)}${truncate(title, maxLength.title)}`),
        ' · ',
        ...parts(sharedEventTime(event, reader)),
        place === '' ? '' : ` · ${truncate(place, maxLength.place)}`,
      ];
    }),
    ...section(t('board.training'), courses, ({ course, sessions }) => [
      bold(truncate(localizedCourse(course, given.locale).title, maxLength.title)),
      ...sessions.flatMap((one) => [
        ' · ',
        ...parts(sharedSessionTime(one.session)),
        ` (${formatSeatsLeft(one, reader)})`,
      ]),
    ]),
  ];
}

function composeAtSize(content: BoardContent, reader: BoardReader, size: number): ComposedBoard {
  const { t } = translators[reader.locale];
  const shown = contentBlocks(
    {
      alerts: content.alerts.slice(0, size),
      events: content.events.slice(0, size),
      courses: content.courses.slice(0, size),
    },
    reader,
  );
  const blocks = [
    heading(t('board.title')),
    ...(shown.length > 0 ? shown : [paragraph(t('board.empty'))]),
  ];
  const buttons = [
    [
      button(t('board.allEvents'), { command: 'board', step: 'events', args: {} }),
      button(t('board.allTraining'), { command: 'board', step: 'training', args: {} }),
    ],
  ];
  const updated = footer(
    withTime((at) => t('board.updated', { time: at }), new Date(reader.now.epochMilliseconds)),
  );
  return {
    content: message(blocks, { buttons }),
    message: message([...blocks, updated], { buttons }),
  };
}

/** What is on, as large as one platform message can be. @param fits whether a message is one on the chat's platform */
export function composeBoard(
  content: BoardContent,
  reader: BoardReader,
  fits: (message: Message) => boolean,
): ComposedBoard {
  const boards = sizes.map((size) => () => composeAtSize(content, reader, size));
  for (const compose of boards) {
    const board = compose();
    if (fits(board.message)) return board;
  }
  return composeAtSize({ alerts: [], events: [], courses: [] }, reader, 0);
}

/** What stays of a board whose message cannot be deleted. */
export const endedBoardMessage = (locale: Locale): Message =>
  textMessage(translators[locale].t('board.ended'));
