import type { BoardSection } from '../context/modules/board-section.ts';
import { pinBoard, showBoard } from './board-message.ts';
import { type BoardView, viewBoard } from './board-view.ts';
import { type BoardContent, readBoardContent } from './content.ts';
import { type EndServices, endBoard } from './end-board.ts';
import { pauseAfter } from './refusals.ts';
import { type BoardDetails, claimBoard, updateBoard } from './store.ts';

export interface RefreshServices extends EndServices {
  boardSections: readonly BoardSection[];
}

/** What a try came to: `busy` where another process has the board. */
export type RefreshOutcome = 'same' | 'changed' | 'paused' | 'ended' | 'busy';

/** Whether the chat is no longer connected as when the board was turned on. */
export const hasLostItsChat = ({ connectionId, isEnding, chat }: BoardDetails): boolean =>
  isEnding || chat.connectionId !== connectionId;

async function refreshClaimed(
  services: RefreshServices,
  board: BoardDetails,
  known: BoardContent | undefined,
): Promise<RefreshOutcome> {
  const { db, directMessages, now } = services;
  const { community } = board.chat.connection ?? {};
  if (hasLostItsChat(board) || !community)
    return (await endBoard(services, board)) ? 'ended' : 'paused';
  const at = new Date(now.epochMilliseconds);
  const content = known ?? (await readBoardContent(services, community.id, at));
  const view = viewBoard(board, content, directMessages, now);
  const isShown = board.messageId !== null && view.hash === board.contentHash;
  const shown = isShown ? (board.messageId ?? '') : await showBoard(services, board, view);
  if (typeof shown !== 'string') {
    await updateBoard(db, board.id, pauseAfter(shown, board, now.epochMilliseconds));
    return 'paused';
  }
  const current = await db.board.findUnique({
    where: { id: board.id },
    select: { isPinned: true, pinRefusal: true },
  });
  if (current && !current.isPinned && current.pinRefusal === null)
    await pinBoard(services, board, shown);
  return isShown ? 'same' : 'changed';
}

/** Whether a board shows something else than what is on now, or is not pinned yet. */
export const isOutdated = (board: BoardDetails, view: BoardView): boolean =>
  board.messageId === null ||
  board.contentHash !== view.hash ||
  (!board.isPinned && board.pinRefusal === null);

/**
 * Brings a board up to date: posts, edits, pins or ends it. Of several callers at once one acts.
 * @param known what is on in its community, where it was read before
 */
export async function refreshBoard(
  services: RefreshServices,
  id: string,
  known?: BoardContent,
): Promise<RefreshOutcome> {
  const { db, now } = services;
  const board = await claimBoard(db, id, new Date(now.epochMilliseconds));
  if (!board) return 'busy';
  try {
    return await refreshClaimed(services, board, known);
  } finally {
    await updateBoard(db, id, { claimedUntil: null });
  }
}
