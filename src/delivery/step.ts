import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import type { DeliveryState, PublicationAct } from '../database/generated/enums.ts';
import { messageIdsSql, onlyCopiesSql, type Waiting } from './ledger.ts';

/** A copy of the same message in the same chat: the original's, or that of a correction. */
export interface Relative {
  id: string;
  chatId: string;
  lane: number;
  act: PublicationAct;
  state: DeliveryState;
  attempt: number;
  messageIds: string[];
  publishedAt: Date;
  notAfter: Date | null;
  /** Whether it is meant for chats that have a copy of the original, and for no others. */
  onlyCopies: boolean;
}

/** Whether it is too late to say this for the first time. @param now milliseconds since the epoch */
export const isLate = ({ notAfter }: Pick<Waiting, 'notAfter'>, now: number): boolean =>
  notAfter !== null && notAfter.getTime() < now;

/** Whether nobody can have seen it. */
const isUnsaid = ({ state, messageIds }: Relative): boolean =>
  messageIds.length === 0 && (state === 'queued' || state === 'skipped' || state === 'failed');

/**
 * Whether a chat has no copy and needs none: what was too late to be said is not said by a change of it either.
 * @param now milliseconds since the epoch
 */
const neverSaid = (older: readonly Relative[], now: number): boolean =>
  older.some((one) => isLate(one, now)) &&
  older.every((one) => isUnsaid(one) && (one.onlyCopies || isLate(one, now)));

/** The next request of a delivery: one message of the platform each. */
export type Step =
  | { do: 'send'; part: number; total: number; replyTo?: string; displaces: Relative[] }
  | { do: 'edit'; part: number; total: number; messageId: string; displaces: Relative[] }
  | { do: 'remove'; part: number; total: number; messageId: string; displaces: Relative[] }
  /** Another copy in this chat is on its way. */
  | { do: 'later' }
  | { do: 'skip'; reason: string; displaces: Relative[] }
  | { do: 'done' };

/** Every copy of the messages that these deliveries change, by chat. */
export async function relativesOf(
  db: PrismaClient,
  waiting: readonly Waiting[],
): Promise<ReadonlyMap<string, Relative[]>> {
  const byChat = new Map<string, Relative[]>();
  const byOriginal = Map.groupBy(waiting, ({ originalId }) => originalId);
  for (const [originalId, deliveries] of byOriginal) {
    if (originalId === null) continue;
    const rows = await db.$queryRaw<Relative[]>`
      SELECT d.id, d."chatId", d.lane, p.act::text AS act, d.state::text AS state, d.attempt, ${Prisma.raw(messageIdsSql)} AS "messageIds", p."createdAt" AS "publishedAt", p."notAfter",
        ${Prisma.raw(onlyCopiesSql)} AS "onlyCopies"
      FROM "Publication" p JOIN "Delivery" d ON d."publicationId" = p.id
      WHERE (p.id = ${originalId}::uuid OR p."originalId" = ${originalId}::uuid) AND p.act IN ('send', 'edit')
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

export const relativesIn = (
  all: ReadonlyMap<string, Relative[]>,
  { originalId, chatId, id }: Pick<Waiting, 'originalId' | 'chatId' | 'id'>,
): Relative[] => (all.get(`${originalId} ${chatId}`) ?? []).filter((one) => one.id !== id);

/**
 * What a delivery does next.
 * @param parts how many messages it is for this reader
 * @param now milliseconds since the epoch
 */
export function nextStep(
  waiting: Pick<Waiting, 'act' | 'messageIds' | 'publishedAt' | 'onlyCopies'>,
  parts: number,
  relatives: readonly Relative[],
  now: number,
): Step {
  const { act, messageIds: done, publishedAt, onlyCopies } = waiting;
  const at = done.length;
  if (act === 'send') {
    return at < parts ? { do: 'send', part: at, total: parts, displaces: [] } : { do: 'done' };
  }
  const isOlder = (one: Relative) => one.publishedAt.getTime() <= publishedAt.getTime();
  const older = relatives.filter(isOlder);
  const newer = relatives.filter((one) => !isOlder(one) && one.state !== 'skipped');
  if (act === 'edit' && newer.length > 0) {
    return { do: 'skip', reason: 'superseded', displaces: [] };
  }
  if (older.some(({ state }) => state === 'sending')) return { do: 'later' };
  const waitingOlder = older.filter(({ state }) => state === 'queued');
  if (act === 'reply') {
    if (waitingOlder.length > 0) return { do: 'later' };
    // Who had no version before the one that is noticed has read that one just now.
    const noticed = older.findLast((one) => one.act === 'edit');
    const replyTo = older
      .filter((one) => one !== noticed)
      .flatMap(({ messageIds }) => messageIds)
      .find((id) => id !== '');
    if (replyTo === undefined) return { do: 'skip', reason: 'no earlier copy', displaces: [] };
    return at < parts
      ? { do: 'send', part: at, total: parts, replyTo, displaces: [] }
      : { do: 'done' };
  }
  // The old text must not go out after the new one: what still waits gives way to it.
  const displaces = waitingOlder;
  const copy = older.findLast(({ messageIds }) => messageIds.length > 0)?.messageIds ?? [];
  if (onlyCopies && at === 0 && neverSaid(older, Math.max(now, publishedAt.getTime() + 1))) {
    return { do: 'skip', reason: 'no copy', displaces };
  }
  const total = act === 'remove' ? copy.length : Math.max(copy.length, parts);
  if (act === 'remove' && total === 0) return { do: 'skip', reason: 'no copy', displaces };
  if (at >= total) return { do: 'done' };
  const messageId = copy[at];
  // A message that somebody found in the chat has no id here: nobody can change it any more.
  if (messageId === '' && act === 'remove') {
    return { do: 'skip', reason: 'message not known', displaces };
  }
  if (messageId === undefined || messageId === '') {
    return { do: 'send', part: at, total, displaces };
  }
  return { do: act === 'remove' ? 'remove' : 'edit', part: at, total, messageId, displaces };
}
