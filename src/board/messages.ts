import type { BoardEntry, BoardReader } from '../context/modules/board-section.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import {
  bold,
  footer,
  heading,
  list,
  message,
  paragraph,
  textMessage,
  withTime,
} from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import type { BoardContent } from './content.ts';

/** A board as it is shown at one time. */
export interface ComposedBoard {
  /** Without the time of the update: what is compared. */
  content: Message;
  message: Message;
}

/** How many rows of each kind are shown, tried in this order until the board is one message. */
const sizes = [7, 4, 2, 1] as const;

/** A titled list; rows that cannot be rendered are left out. */
function sectionBlocks(
  title: string,
  entries: readonly BoardEntry[],
  reader: BoardReader,
): Block[] {
  const lines = entries.flatMap((entry) => {
    try {
      return [entry(reader)];
    } catch {
      return [];
    }
  });
  return lines.length === 0 ? [] : [paragraph(bold(title)), list(lines)];
}

function composeAtSize(content: BoardContent, reader: BoardReader, size: number): ComposedBoard {
  const { t } = reader;
  const shown = content.flatMap(({ section, entries }) =>
    sectionBlocks(section.title(reader), entries.slice(0, size), reader),
  );
  const blocks = [
    heading(t('board.title')),
    ...(shown.length > 0 ? shown : [paragraph(t('board.empty'))]),
  ];
  const buttons = [content.flatMap(({ section }) => section.button?.(reader) ?? [])];
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
  for (const size of sizes) {
    const board = composeAtSize(content, reader, size);
    if (fits(board.message)) return board;
  }
  return composeAtSize(content, reader, 0);
}

/** What stays of a board whose message cannot be deleted. */
export const endedBoardMessage = (locale: Locale): Message =>
  textMessage(translators[locale].t('board.ended'));
