import type { Prisma } from '../database/generated/client.ts';
import type { SendError } from '../delivery/publisher.ts';
import type { BoardDetails } from './store.ts';

/** Times until the next try, in milliseconds. */
export const retryMs = { transient: 60_000, problem: 30 * 60_000 } as const;
/** How long edits are refused as too many until the board is posted anew, in milliseconds. */
const editLimitPatienceMs = 15 * 60_000;

/** A request that a platform refused. */
export type Refusal = { ok: false } & SendError;

/** What a refused request means for the board. @param now milliseconds since the epoch */
export function pauseAfter(
  failure: Refusal,
  board: Pick<BoardDetails, 'editLimitedAt' | 'pauseReason'>,
  now: number,
): Prisma.BoardUncheckedUpdateManyInput {
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

/** What a board without a problem has in place of {@link pauseAfter}. */
export const unpaused = { pausedUntil: null, pauseReason: null, editLimitedAt: null } as const;

const isEditImpossible = (failure: Refusal): boolean =>
  failure.kind === 'rejected' && /^(messageGone|cannotEdit)$/.test(failure.reason);

const isLimitLasting = (
  failure: Refusal,
  { editLimitedAt }: Pick<BoardDetails, 'editLimitedAt'>,
  now: number,
): boolean =>
  failure.kind === 'rateLimited' &&
  failure.reason === 'editLimit' &&
  editLimitedAt !== null &&
  now - editLimitedAt.getTime() >= editLimitPatienceMs;

/** Whether a message can no longer be edited, or edits have been refused for so long that it has to be posted anew. */
export const mustPostAnew = (
  failure: Refusal,
  board: Pick<BoardDetails, 'editLimitedAt'>,
  now: number,
): boolean => isEditImpossible(failure) || isLimitLasting(failure, board, now);
