import type { DueDelivery } from './due-delivery.ts';
import type { SiblingDelivery } from './siblings.ts';

interface RequestFields {
  part: number;
  totalParts: number;
  /** Queued siblings that this step makes unnecessary. */
  supersedes: SiblingDelivery[];
}

/** A step that is one request, for one platform message. */
export type RequestStep =
  | ({ kind: 'send'; replyTo?: string } & RequestFields)
  | ({ kind: 'edit'; messageId: string } & RequestFields)
  | ({ kind: 'remove'; messageId: string } & RequestFields);

/** The next step of a delivery. */
export type DeliveryStep =
  | RequestStep
  /** A sibling is in flight or must be sent first. */
  | { kind: 'later' }
  | { kind: 'skip'; reason: string; supersedes: SiblingDelivery[] }
  | { kind: 'done' };

/** Whether it is too late to send it for the first time. @param now milliseconds since the epoch */
export const isExpired = ({ expiresAt }: Pick<DueDelivery, 'expiresAt'>, now: number): boolean =>
  expiresAt !== null && expiresAt.getTime() < now;

/** Whether nobody can have seen it. */
const isUnseen = ({ state, messageIds }: SiblingDelivery): boolean =>
  messageIds.length === 0 && (state === 'queued' || state === 'skipped' || state === 'failed');

/**
 * Whether a chat has no copy and gets none by an edit either, because the original expired unsent.
 * @param now milliseconds since the epoch
 */
const wasNeverSeen = (older: readonly SiblingDelivery[], now: number): boolean =>
  older.some((sibling) => isExpired(sibling, now)) &&
  older.every((sibling) => isUnseen(sibling) && (sibling.onlyCopies || isExpired(sibling, now)));

type Changing = Pick<DueDelivery, 'operation' | 'messageIds' | 'publishedAt' | 'onlyCopies'>;

/** A reply notifies of the newest edit, below the chat's first copy, once that edit was made. */
function nextReplyStep(
  nextPart: number,
  partCount: number,
  older: readonly SiblingDelivery[],
): DeliveryStep {
  if (older.some(({ state }) => state === 'queued')) return { kind: 'later' };
  // A chat whose first copy is the corrected version needs no notification.
  const noticed = older.findLast(({ operation }) => operation === 'edit');
  const replyTo = older
    .filter((sibling) => sibling !== noticed)
    .flatMap(({ messageIds }) => messageIds)
    .find((id) => id !== '');
  if (replyTo === undefined) return { kind: 'skip', reason: 'no earlier copy', supersedes: [] };
  return nextPart < partCount
    ? { kind: 'send', part: nextPart, totalParts: partCount, replyTo, supersedes: [] }
    : { kind: 'done' };
}

/** An edit or a removal changes the chat's newest copy, message by message. */
function nextChangeStep(
  { operation, messageIds, publishedAt, onlyCopies }: Changing,
  partCount: number,
  older: readonly SiblingDelivery[],
  now: number,
): DeliveryStep {
  const part = messageIds.length;
  // The old text must not be sent after the new one.
  const supersedes = older.filter(({ state }) => state === 'queued');
  const copy = older.findLast((sibling) => sibling.messageIds.length > 0)?.messageIds ?? [];
  if (onlyCopies && part === 0 && wasNeverSeen(older, Math.max(now, publishedAt.getTime() + 1))) {
    return { kind: 'skip', reason: 'no copy', supersedes };
  }
  const isRemoval = operation === 'remove';
  const totalParts = isRemoval ? copy.length : Math.max(copy.length, partCount);
  if (isRemoval && totalParts === 0) return { kind: 'skip', reason: 'no copy', supersedes };
  if (part >= totalParts) return { kind: 'done' };
  const messageId = copy[part];
  if (messageId === undefined || messageId === '') {
    // An empty id is a message that a person confirmed manually: it cannot be deleted.
    return messageId === '' && isRemoval
      ? { kind: 'skip', reason: 'message not known', supersedes }
      : { kind: 'send', part, totalParts, supersedes };
  }
  return { kind: isRemoval ? 'remove' : 'edit', part, totalParts, messageId, supersedes };
}

/**
 * Decides the next step of a delivery.
 * @param partCount how many platform messages it is for this reader
 * @param now milliseconds since the epoch
 */
export function nextStep(
  delivery: Changing,
  partCount: number,
  siblings: readonly SiblingDelivery[],
  now: number,
): DeliveryStep {
  const { operation, messageIds, publishedAt } = delivery;
  const nextPart = messageIds.length;
  if (operation === 'send') {
    return nextPart < partCount
      ? { kind: 'send', part: nextPart, totalParts: partCount, supersedes: [] }
      : { kind: 'done' };
  }
  const isOlder = (sibling: SiblingDelivery) =>
    sibling.publishedAt.getTime() <= publishedAt.getTime();
  const older = siblings.filter(isOlder);
  const isSuperseded = siblings.some((sibling) => !isOlder(sibling) && sibling.state !== 'skipped');
  if (operation === 'edit' && isSuperseded) {
    return { kind: 'skip', reason: 'superseded', supersedes: [] };
  }
  if (older.some(({ state }) => state === 'sending')) return { kind: 'later' };
  return operation === 'reply'
    ? nextReplyStep(nextPart, partCount, older)
    : nextChangeStep(delivery, partCount, older, now);
}
