import type { BoardView } from './board-view.ts';
import { type EndServices, removeBoardMessage } from './end-board.ts';
import { mustPostAnew, type Refusal, retryMs, unpaused } from './refusals.ts';
import { type BoardDetails, updateBoard } from './store.ts';

/** At most 25 characters; the same until the post is recorded. */
const idempotencyKey = ({ id, editedAt }: BoardDetails): string =>
  `b${id.replaceAll('-', '').slice(-14)}.${(editedAt?.getTime() ?? 0).toString(36)}`;

/** Posts the board, records its message, and removes the one before. @returns its id, or what went wrong */
async function post(
  services: EndServices,
  board: BoardDetails,
  { message, hash }: BoardView,
): Promise<string | Refusal> {
  const { db, directMessages, now } = services;
  const sent = await directMessages.send(board.chat, message, idempotencyKey(board));
  if (!sent.ok) return sent;
  const { messageId } = sent.value;
  await updateBoard(db, board.id, {
    ...{ ...unpaused, messageId, contentHash: hash, isPinned: false },
    editedAt: new Date(now.epochMilliseconds),
  });
  if (board.messageId !== null && board.messageId !== messageId)
    await removeBoardMessage(services, board, board.messageId);
  return messageId;
}

/** Edits the message, or posts it anew where it is gone or edits are refused for long. */
export async function showBoard(
  services: EndServices,
  board: BoardDetails,
  view: BoardView,
): Promise<string | Refusal> {
  const { db, directMessages, now } = services;
  if (board.messageId === null) return post(services, board, view);
  const edited = await directMessages.edit(board.chat, board.messageId, view.message);
  if (edited.ok) {
    await updateBoard(db, board.id, {
      ...{ ...unpaused, messageId: edited.value, contentHash: view.hash },
      editedAt: new Date(now.epochMilliseconds),
    });
    return edited.value;
  }
  return mustPostAnew(edited, board, now.epochMilliseconds) ? post(services, board, view) : edited;
}

/** Pins the message. A missing right is recorded, and the board goes on unpinned. */
export async function pinBoard(
  services: EndServices,
  board: BoardDetails,
  messageId: string,
): Promise<void> {
  const { db, directMessages, now } = services;
  const pinned = await directMessages.pin(board.chat, messageId);
  if (pinned.ok) return updateBoard(db, board.id, { isPinned: true, pinRefusal: null });
  if (pinned.kind === 'chatClosed' || pinned.kind === 'rejected')
    return updateBoard(db, board.id, { pinRefusal: pinned.reason, isProblemTold: false });
  const seconds = pinned.kind === 'rateLimited' ? pinned.seconds : retryMs.transient / 1000;
  return updateBoard(db, board.id, {
    pausedUntil: new Date(now.epochMilliseconds + seconds * 1000),
  });
}
