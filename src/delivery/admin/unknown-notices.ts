import type { PrismaClient } from '../../database/generated/client.ts';
import type { Transaction } from '../publications.ts';

/** When people are notified of unknown deliveries, in milliseconds. */
const noticeDelays = {
  /** After the last of them became uncertain: others may follow during the same outage. */
  settle: 60_000,
  /** At the latest after the first of them became uncertain. */
  max: 5 * 60_000,
  /** After the previous notice, if others have come since. */
  repeat: 24 * 3_600_000,
  /** The longest time between sending a request and its delivery becoming unknown. */
  maxInFlight: 5 * 60_000,
} as const;

export interface UnnotifiedPublication {
  publicationId: string;
  /** When a notice about others of its deliveries was published. */
  notifiedAt: Date | null;
}

/**
 * Publications to many chats with unknown deliveries that nobody was notified of. Messages to single people are not
 * among them, so that a notice that becomes unknown itself causes no further notice.
 * @param take most publications
 * @param excludedIds publications to leave out
 */
export function listUnnotifiedPublications(
  db: PrismaClient,
  now: Date,
  take: number,
  excludedIds: readonly string[],
): Promise<UnnotifiedPublication[]> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  return db.$queryRaw<UnnotifiedPublication[]>`
    SELECT p.id AS "publicationId", p."unknownNotifiedAt" AS "notifiedAt"
    FROM "Delivery" d JOIN "Publication" p ON p.id = d."publicationId"
    WHERE d.platform IN ('discord', 'telegram') AND d.state = 'unknown'
      AND p.id <> ALL(${[...excludedIds]}::uuid[]) AND p."communityId" IS NOT NULL AND p.audience->>'to' IN ('topic', 'copies')
    GROUP BY p.id
    HAVING (max(COALESCE(d."uncertainSince", '-infinity')) <= ${ago(noticeDelays.settle)}::timestamptz
        OR min(COALESCE(d."uncertainSince", '-infinity')) <= ${ago(noticeDelays.max)}::timestamptz)
      AND (p."unknownNotifiedAt" IS NULL OR p."unknownNotifiedAt" <= ${ago(noticeDelays.repeat)}::timestamptz
        AND max(d."uncertainSince") > p."unknownNotifiedAt" - make_interval(secs => ${noticeDelays.maxInFlight / 1000}))
    ORDER BY min(d."uncertainSince") LIMIT ${take}`;
}

/**
 * Claims the notice about a publication's unknown deliveries: of several processes one gets it.
 * @returns how many deliveries are unknown; 0 when another process has notified, or all were resolved meanwhile
 */
export async function claimUnknownNotice(
  tx: Transaction,
  { publicationId, notifiedAt }: UnnotifiedPublication,
  now: Date,
): Promise<number> {
  const unknown = await tx.delivery.count({ where: { publicationId, state: 'unknown' } });
  if (unknown === 0) return 0;
  const { count } = await tx.publication.updateMany({
    where: { id: publicationId, unknownNotifiedAt: notifiedAt },
    data: { unknownNotifiedAt: now },
  });
  return count === 1 ? unknown : 0;
}
