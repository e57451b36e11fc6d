import type { Prisma } from '../database/generated/client.ts';
import type { SendError } from '../delivery/publisher.ts';
import { type BoardView, viewBoard } from './board-view.ts';
import { type BoardContent, readBoardContent } from './content.ts';
import { type EndServices, endBoard, removeBoardMessage } from './end-board.ts';
import { type BoardDetails, claimBoard, updateBoard } from './store.ts';

/** Times until the next try, in milliseconds. */
const retryMs = { transient: 60_000, problem: 30 * 60_000 } as const;
/** How long edits are refused as too many until the board is posted anew, in milliseconds. */
const editLimitPatienceMs = 15 * 60_000;

/** What a try came to: `busy` where another process has the board. */
export type RefreshOutcome = 'same' | 'changed' | 'paused' | 'ended' | 'busy';

type Failure = { ok: false } & SendError;
type Changes = Prisma.BoardUncheckedUpdateManyInput;

/** Whether the chat is no longer connected as when the board was turned on. */
export const hasLostItsChat = ({ connectionId, isEnding, chat }: BoardDetails): boolean =>
  isEnding || chat.connectionId !== connectionId;

/** What a refused request means for the board. */
function pauseAfter(failure: Failure, board: BoardDetails, now: number): Changes {
  const until = (ms: number) => ({ pausedUntil: new Date(now + ms) });
  if (failure.kind === 'rateLimited') {
    const isEditLimit = failure.reason === 'editLimit';
    return {
      ...until(failure.seconds * 1000),
      ...(isEditLimit ? { editLimitedAt: board.editLimitedAt ?? new Date(now) } : {}),
    };
  }
  if (failure.kind !== 'chatClosed' && failure.kind !== 'rejected') return until(retryMs.transient);
  const reason = failure.kind === 'chatClosed' ? failure.reason : 'rejected';
  const isKnown = board.pauseReason === reason;
  return {
    ...until(retryMs.problem),
    pauseReason: reason,
    ...(isKnown ? {} : { isProblemTold: false }),
  };
}

const working = { pausedUntil: null, pauseReason: null, editLimitedAt: null } as const;

/** At most 25 characters; the same until the post is recorded. */
const idempotencyKey = ({ id, editedAt }: BoardDetails): string =>
  `b${id.replaceAll('-', '').slice(-14)}.${(editedAt?.getTime() ?? 0).toString(36)}`;

/** Posts the board, records its message, and removes the one before. @returns its id, or what went wrong */
async function post(
  services: EndServices,
  board: BoardDetails,
  { message, hash }: BoardView,
): Promise<string | Failure> {
  const { db, directMessages, now } = services;
  const sent = await directMessages.send(board.chat, message, idempotencyKey(board));
  if (!sent.ok) return sent;
  const { messageId } = sent.value;
  await updateBoard(db, board.id, {
    ...{ ...working, messageId, contentHash: hash, isPinned: false },
    editedAt: new Date(now.epochMilliseconds),
  });
  if (board.messageId !== null && board.messageId !== messageId)
    await removeBoardMessage(services, board, board.messageId);
  return messageId;
}

const isEditImpossible = (failure: Failure): boolean =>
  failure.kind === 'rejected' && /^(messageGone|cannotEdit)$/.test(failure.reason);

const isLimitLasting = (failure: Failure, { editLimitedAt }: BoardDetails, now: number): boolean =>
  failure.kind === 'rateLimited' &&
  failure.reason === 'editLimit' &&
  editLimitedAt !== null &&
  now - editLimitedAt.getTime() >= editLimitPatienceMs;

/** Edits the message, or posts it anew where it is gone or edits are refused for long. */
async function show(
  services: EndServices,
  board: BoardDetails,
  view: BoardView,
): Promise<string | Failure> {
  const { db, directMessages, now } = services;
  if (board.messageId === null) return post(services, board, view);
  const edited = await directMessages.edit(board.chat, board.messageId, view.message);
  if (edited.ok) {
    await updateBoard(db, board.id, {
      ...{ ...working, messageId: edited.value, contentHash: view.hash },
      editedAt: new Date(now.epochMilliseconds),
    });
    return edited.value;
  }
  const isOver = isEditImpossible(edited) || isLimitLasting(edited, board, now.epochMilliseconds);
  return isOver ? post(services, board, view) : edited;
}

/** Pins the message. A missing right is recorded, and the board goes on unpinned. */
async function pin(services: EndServices, board: BoardDetails, messageId: string): Promise<void> {
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

async function refreshClaimed(
  services: EndServices,
  board: BoardDetails,
  known: BoardContent | undefined,
): Promise<RefreshOutcome> {
  const { db, directMessages, now } = services;
  const { community } = board.chat.connection ?? {};
  if (hasLostItsChat(board) || !community)
    return (await endBoard(services, board)) ? 'ended' : 'paused';
  const at = new Date(now.epochMilliseconds);
  const content = known ?? (await readBoardContent(db, community.id, at));
  const view = viewBoard(board, content, directMessages, now);
  const isShown = board.messageId !== null && view.hash === board.contentHash;
  const shown = isShown ? (board.messageId ?? '') : await show(services, board, view);
  if (typeof shown !== 'string') {
    await updateBoard(db, board.id, pauseAfter(shown, board, now.epochMilliseconds));
    return 'paused';
  }
  const current = await db.board.findUnique({
    where: { id: board.id },
    select: { isPinned: true, pinRefusal: true },
  });
  if (current && !current.isPinned && current.pinRefusal === null)
    await pin(services, board, shown);
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
  services: EndServices,
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
