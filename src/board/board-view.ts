import { hash } from 'node:crypto';
import type { DirectMessage, DirectMessages } from '../delivery/direct-messages.ts';
import { translators } from '../language/catalogue.ts';
import { firstSupportedLocale } from '../language/locale.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import type { BoardContent } from './content.ts';
import { composeBoard } from './messages.ts';
import type { BoardDetails } from './store.ts';

/** A board as its chat reads it. */
export interface BoardView {
  /** The same for the same content in the same language and zone, whenever it is rendered. */
  hash: string;
  message: DirectMessage;
}

/** Language and zone of a board: those of its chat, else of the community. */
export function readerOfBoard({ chat }: Pick<BoardDetails, 'chat'>): DirectMessage['reader'] {
  const community = chat.connection?.community;
  return {
    locale: firstSupportedLocale('vi', chat.locale, community?.locale ?? null),
    zone: firstValidZone('UTC', chat.zone, community?.zone),
    shared: true,
  };
}

export function viewBoard(
  board: Pick<BoardDetails, 'chat'>,
  content: BoardContent,
  directMessages: Pick<DirectMessages, 'isSinglePart'>,
  now: Temporal.Instant,
): BoardView {
  const reader = readerOfBoard(board);
  const { locale, zone } = reader;
  const composed = composeBoard(
    content,
    { locale, zone, now, t: translators[locale].t },
    (message) => directMessages.isSinglePart(board.chat.platform, { message, reader }),
  );
  return {
    hash: hash('sha256', JSON.stringify([locale, zone, composed.content]), 'base64url'),
    message: { message: composed.message, reader },
  };
}
