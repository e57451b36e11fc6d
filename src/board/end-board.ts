import type { PrismaClient } from '../database/generated/client.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import { readerOfBoard } from './board-view.ts';
import { endedBoardMessage } from './messages.ts';
import { retryMs } from './refusals.ts';
import { type BoardDetails, updateBoard } from './store.ts';

export interface EndServices {
  db: PrismaClient;
  directMessages: DirectMessages;
  now: Temporal.Instant;
}

/**
 * Removes a message of a board. One that cannot be deleted is unpinned and says that it is not updated.
 * @returns whether nothing is left to do
 */
export async function removeBoardMessage(
  { directMessages }: Pick<EndServices, 'directMessages'>,
  board: BoardDetails,
  messageId: string,
): Promise<boolean> {
  const { chat } = board;
  const removed = await directMessages.remove(chat, messageId);
  if (removed.ok || removed.kind === 'chatClosed') return true;
  if (removed.kind !== 'rejected') return false;
  const reader = readerOfBoard(board);
  await directMessages.unpin(chat, messageId);
  await directMessages.edit(chat, messageId, {
    message: endedBoardMessage(reader.locale),
    reader,
  });
  return true;
}

/** Ends a board that the caller has claimed. @returns whether it is gone; otherwise it is tried again */
export async function endBoard(services: EndServices, board: BoardDetails): Promise<boolean> {
  const { db, now } = services;
  const isOver =
    board.messageId === null ||
    board.chat.closedAt !== null ||
    (await removeBoardMessage(services, board, board.messageId));
  if (isOver) await db.board.deleteMany({ where: { id: board.id } });
  else {
    await updateBoard(db, board.id, {
      isEnding: true,
      claimedUntil: null,
      pausedUntil: new Date(now.epochMilliseconds + retryMs.transient),
    });
  }
  return isOver;
}
