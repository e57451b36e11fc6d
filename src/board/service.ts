import { getOrCreatePickedChat, type PickedChat } from '../communities/chats/picked-chat.ts';
import { recordAudit } from '../context/audit.ts';
import { requireCommunity } from '../context/command-context.ts';
import type { RequestContext } from '../context/request-context.ts';
import type { Chat } from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';
import { type RefreshServices, refreshBoard } from './refresh.ts';
import { unpaused } from './refusals.ts';
import { type BoardDetails, boardInclude, updateBoard } from './store.ts';

type StatusRequest = Pick<RequestContext, 'db' | 'account' | 'community' | 'chat'>;
export type BoardRequest = StatusRequest &
  Pick<RequestContext, 'now'> &
  Pick<RefreshServices, 'directMessages' | 'boardSections'>;

/** A chat and its board, if it has one. */
export interface BoardStatus {
  chat: Chat;
  board: BoardDetails | undefined;
}

/** @throws UserError for a private chat, and for one of another community or of none */
async function requireChat(
  request: StatusRequest,
  picked: PickedChat | undefined,
): Promise<{ chat: Chat; connectionId: string }> {
  const connection = picked ? picked.connection : request.chat.connection;
  const isPrivate = (picked ?? request.chat).kind === 'private';
  if (isPrivate || !connection || connection.communityId !== requireCommunity(request).id)
    throw new UserError('board.errors.place');
  const chat = picked ? await getOrCreatePickedChat(request, picked) : request.chat;
  return { chat, connectionId: connection.id };
}

const findBoard = async (
  { db }: Pick<StatusRequest, 'db'>,
  chatId: string,
): Promise<BoardDetails | undefined> =>
  (await db.board.findUnique({ where: { chatId }, include: boardInclude })) ?? undefined;

/** @throws UserError where a chat cannot have a board */
export async function readBoardStatus(
  request: StatusRequest,
  picked: PickedChat | undefined,
): Promise<BoardStatus> {
  const { chat } = await requireChat(request, picked);
  return { chat, board: await findBoard(request, chat.id) };
}

const audit = ({ community, account }: StatusRequest, chat: Chat, state: 'on' | 'off') => ({
  ...(community ? { communityId: community.id } : {}),
  accountId: account.id,
  action: `board.${state}` as const,
  details: { chat: chat.title },
});

/**
 * Turns a chat's board on, or tries again what failed.
 * @throws UserError where a chat cannot have a board
 */
export async function turnBoardOn(
  request: BoardRequest,
  picked: PickedChat | undefined,
): Promise<BoardStatus> {
  const { db } = request;
  const { chat, connectionId } = await requireChat(request, picked);
  const before = await findBoard(request, chat.id);
  const isRunning = before?.connectionId === connectionId && !before.isEnding;
  const anew = {
    ...{ connectionId, isEnding: false, contentHash: '', pinRefusal: null, ...unpaused },
    // Pinning again would move the message before others that were pinned since.
    isPinned: isRunning && before.isPinned,
  };
  const { id } = await db.$transaction(async (tx) => {
    await recordAudit(tx, audit(request, chat, 'on'));
    return tx.board.upsert({
      where: { chatId: chat.id },
      create: { chatId: chat.id, ...anew },
      update: anew,
    });
  });
  await refreshBoard(request, id);
  // The answer tells of it.
  await updateBoard(db, id, { isProblemTold: true });
  return { chat, board: await findBoard(request, chat.id) };
}

/**
 * Turns a chat's board off and removes its message.
 * @returns the board while its message could not be removed yet
 * @throws UserError where a chat cannot have a board
 */
export async function turnBoardOff(
  request: BoardRequest,
  picked: PickedChat | undefined,
): Promise<BoardStatus> {
  const { db } = request;
  const { chat } = await requireChat(request, picked);
  const board = await findBoard(request, chat.id);
  if (!board) return { chat, board: undefined };
  await db.$transaction(async (tx) => {
    await recordAudit(tx, audit(request, chat, 'off'));
    await tx.board.updateMany({ where: { id: board.id }, data: { isEnding: true } });
  });
  await refreshBoard(request, board.id);
  return { chat, board: await findBoard(request, chat.id) };
}
