import { Prisma, type PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryState, PublicationOperation } from '../../database/generated/enums.ts';
import { type DueDelivery, messageIdsSql, onlyCopiesSql } from './repository.ts';

/** A copy of the same message in the same chat: the original's, or that of a correction. */
export interface SiblingDelivery {
  id: string;
  chatId: string;
  priority: number;
  operation: PublicationOperation;
  state: DeliveryState;
  attempt: number;
  messageIds: string[];
  publishedAt: Date;
  expiresAt: Date | null;
  /** Whether it is meant for chats that have a copy of the original, and for no others. */
  onlyCopies: boolean;
}

/** Whether it is too late to say this for the first time. @param now milliseconds since the epoch */
export const isExpired = ({ expiresAt }: Pick<DueDelivery, 'expiresAt'>, now: number): boolean =>
  expiresAt !== null && expiresAt.getTime() < now;

/** Whether nobody can have seen it. */
const isUnseen = ({ state, messageIds }: SiblingDelivery): boolean =>
  messageIds.length === 0 && (state === 'queued' || state === 'skipped' || state === 'failed');

/**
 * Whether a chat has no copy and needs none: what was too late to be said is not said by a change of it either.
 * @param now milliseconds since the epoch
 */
const wasNeverSeen = (older: readonly SiblingDelivery[], now: number): boolean =>
  older.some((one) => isExpired(one, now)) &&
  older.every((one) => isUnseen(one) && (one.onlyCopies || isExpired(one, now)));

/** The next request of a delivery: one message of the platform each. */
export type DeliveryStep =
  | {
      kind: 'send';
      part: number;
      totalParts: number;
      replyTo?: string;
      supersedes: SiblingDelivery[];
    }
  | {
      kind: 'edit';
      part: number;
      totalParts: number;
      messageId: string;
      supersedes: SiblingDelivery[];
    }
  | {
      kind: 'remove';
      part: number;
      totalParts: number;
      messageId: string;
      supersedes: SiblingDelivery[];
    }
  /** Another copy in this chat is on its way. */
  | { kind: 'later' }
  | { kind: 'skip'; reason: string; supersedes: SiblingDelivery[] }
  | { kind: 'done' };

/** Every copy of the messages that these deliveries change, by chat. */
export async function loadSiblings(
  db: PrismaClient,
  waiting: readonly DueDelivery[],
): Promise<ReadonlyMap<string, SiblingDelivery[]>> {
  const byChat = new Map<string, SiblingDelivery[]>();
  const byOriginal = Map.groupBy(waiting, ({ originalId }) => originalId);
  for (const [originalId, deliveries] of byOriginal) {
    if (originalId === null) continue;
    const rows = await db.$queryRaw<SiblingDelivery[]>`
      SELECT d.id, d."chatId", d.priority, p.operation::text AS operation, d.state::text AS state, d.attempt, ${Prisma.raw(messageIdsSql)} AS "messageIds", p."createdAt" AS "publishedAt", p."expiresAt",
        ${Prisma.raw(onlyCopiesSql)} AS "onlyCopies"
      FROM "Publication" p JOIN "Delivery" d ON d."publicationId" = p.id
      WHERE (p.id = ${originalId}::uuid OR p."originalId" = ${originalId}::uuid) AND p.operation IN ('send', 'edit')
        AND d."chatId" = ANY(${deliveries.map(({ chatId }) => chatId)}::uuid[])
      ORDER BY p."createdAt", p.id`;
    for (const row of rows) {
      byChat.set(`${originalId} ${row.chatId}`, [
        ...(byChat.get(`${originalId} ${row.chatId}`) ?? []),
        row,
      ]);
    }
  }
  return byChat;
}

export const siblingsOf = (
  all: ReadonlyMap<string, SiblingDelivery[]>,
  { originalId, chatId, id }: Pick<DueDelivery, 'originalId' | 'chatId' | 'id'>,
): SiblingDelivery[] => (all.get(`${originalId} ${chatId}`) ?? []).filter((one) => one.id !== id);

/**
 * What a delivery does next.
 * @param parts how many messages it is for this reader
 * @param now milliseconds since the epoch
 */
export function nextStep(
  waiting: Pick<DueDelivery, 'operation' | 'messageIds' | 'publishedAt' | 'onlyCopies'>,
  parts: number,
  siblings: readonly SiblingDelivery[],
  now: number,
): DeliveryStep {
  const { operation, messageIds: done, publishedAt, onlyCopies } = waiting;
  const at = done.length;
  if (operation === 'send') {
    return at < parts
      ? { kind: 'send', part: at, totalParts: parts, supersedes: [] }
      : { kind: 'done' };
  }
  const isOlder = (one: SiblingDelivery) => one.publishedAt.getTime() <= publishedAt.getTime();
  const older = siblings.filter(isOlder);
  const newer = siblings.filter((one) => !isOlder(one) && one.state !== 'skipped');
  if (operation === 'edit' && newer.length > 0) {
    return { kind: 'skip', reason: 'superseded', supersedes: [] };
  }
  if (older.some(({ state }) => state === 'sending')) return { kind: 'later' };
  const waitingOlder = older.filter(({ state }) => state === 'queued');
  if (operation === 'reply') {
    if (waitingOlder.length > 0) return { kind: 'later' };
    // Who had no version before the one that is noticed has read that one just now.
    const noticed = older.findLast((one) => one.operation === 'edit');
    const replyTo = older
      .filter((one) => one !== noticed)
      .flatMap(({ messageIds }) => messageIds)
      .find((id) => id !== '');
    if (replyTo === undefined) return { kind: 'skip', reason: 'no earlier copy', supersedes: [] };
    return at < parts
      ? { kind: 'send', part: at, totalParts: parts, replyTo, supersedes: [] }
      : { kind: 'done' };
  }
  // The old text must not go out after the new one: what still waits gives way to it.
  const supersedes = waitingOlder;
  const copy = older.findLast(({ messageIds }) => messageIds.length > 0)?.messageIds ?? [];
  if (onlyCopies && at === 0 && wasNeverSeen(older, Math.max(now, publishedAt.getTime() + 1))) {
    return { kind: 'skip', reason: 'no copy', supersedes };
  }
  const totalParts = operation === 'remove' ? copy.length : Math.max(copy.length, parts);
  if (operation === 'remove' && totalParts === 0)
    return { kind: 'skip', reason: 'no copy', supersedes };
  if (at >= totalParts) return { kind: 'done' };
  const messageId = copy[at];
  // A message that somebody found in the chat has no id here: nobody can change it any more.
  if (messageId === '' && operation === 'remove') {
    return { kind: 'skip', reason: 'message not known', supersedes };
  }
  if (messageId === undefined || messageId === '') {
    return { kind: 'send', part: at, totalParts, supersedes };
  }
  return {
    kind: operation === 'remove' ? 'remove' : 'edit',
    part: at,
    totalParts,
    messageId,
    supersedes,
  };
}
