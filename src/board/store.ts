import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';

/** How long one process has a board to itself, in milliseconds: longer than its requests take. */
const claimMs = 120_000;
/** Time between two edits of a board, in milliseconds. */
const minIntervalMs = 5 * 60_000;

export const boardInclude = {
  chat: { include: { connection: { include: { community: true } } } },
} satisfies Prisma.BoardInclude;

/** A board with its chat and community. */
export type BoardDetails = Prisma.BoardGetPayload<{ include: typeof boardInclude }>;

type BoardDb = Pick<PrismaClient, 'board'>;

const notAfter = (now: Date) => ({ lte: now });

/** Boards that may have to change, those that were not looked at for the longest first. */
export const listDueBoards = (
  db: BoardDb,
  now: Date,
  { take, without }: { take: number; without: readonly string[] },
): Promise<BoardDetails[]> =>
  db.board.findMany({
    where: {
      id: { notIn: [...without] },
      AND: [
        { OR: [{ claimedUntil: null }, { claimedUntil: notAfter(now) }] },
        { OR: [{ pausedUntil: null }, { pausedUntil: notAfter(now) }] },
        {
          OR: [
            { isEnding: true },
            { chat: { connectionId: null } },
            {
              chat: { closedAt: null },
              OR: [
                { messageId: null },
                { isPinned: false, pinRefusal: null },
                { editedAt: null },
                { editedAt: notAfter(new Date(now.getTime() - minIntervalMs)) },
              ],
            },
          ],
        },
      ],
      chat: {
        AND: [withKnownEnumValues.chat],
        OR: [
          { connectionId: null },
          {
            connection: {
              community: withKnownEnumValues.community,
              ...withKnownEnumValues.connection,
            },
          },
        ],
      },
    },
    include: boardInclude,
    orderBy: [{ checkedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take,
  });

/** Gives a board to the caller for a while. @returns the board as it is now; undefined while another has it */
export async function claimBoard(
  db: BoardDb,
  id: string,
  now: Date,
): Promise<BoardDetails | undefined> {
  const { count } = await db.board.updateMany({
    where: { id, OR: [{ claimedUntil: null }, { claimedUntil: notAfter(now) }] },
    data: { claimedUntil: new Date(now.getTime() + claimMs) },
  });
  if (count === 0) return undefined;
  return (await db.board.findUnique({ where: { id }, include: boardInclude })) ?? undefined;
}

/** Changes a board that may be gone meanwhile. */
export async function updateBoard(
  db: BoardDb,
  id: string,
  data: Prisma.BoardUncheckedUpdateManyInput,
): Promise<void> {
  await db.board.updateMany({ where: { id }, data });
}
