import { Prisma } from '../../database/generated/client.ts';
import type { DeliveryState } from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';
import type { Transaction } from '../publications.ts';
import type { UnknownFilter } from './unknown-deliveries.ts';

/** What a person found in the chat: the message is `there`, or it is not and is to be sent `again`. */
export type UnknownResolution = 'there' | 'again';

/** Resolved deliveries, by what they became. */
export interface ResolvedCount {
  platform: Platform;
  priority: number;
  state: DeliveryState;
  error: string | null;
  count: number;
}

/** SQL condition on a delivery `d` and its publication `p`. */
const matches = ({ deliveryId, chatId, publicationId, communityId }: UnknownFilter): Prisma.Sql =>
  Prisma.join(
    [
      Prisma.sql`d.state = 'unknown' AND p.id = d."publicationId"`,
      ...(deliveryId === undefined ? [] : [Prisma.sql`d.id = ${deliveryId}::uuid`]),
      ...(chatId === undefined ? [] : [Prisma.sql`d."chatId" = ${chatId}::uuid`]),
      ...(publicationId === undefined
        ? []
        : [Prisma.sql`d."publicationId" = ${publicationId}::uuid`]),
      ...(communityId === undefined ? [] : [Prisma.sql`p."communityId" = ${communityId}::uuid`]),
    ],
    ' AND ',
  );

const countResolved = Prisma.sql`SELECT platform::text AS platform, priority, state::text AS state, error, count(*)::int AS count
  FROM resolved GROUP BY 1, 2, 3, 4`;

/** The message is there. It keeps its position with an empty id, and the delivery goes on with its next part. */
const confirm = (tx: Transaction, filter: UnknownFilter, now: Date): Promise<ResolvedCount[]> => {
  const isComplete = Prisma.sql`cardinality(d."messageIds") + 1 >= d.parts`;
  return tx.$queryRaw<ResolvedCount[]>`
    WITH resolved AS (UPDATE "Delivery" d SET "messageIds" = d."messageIds" || '{""}'::text[], "uncertainSince" = NULL, failures = 0, error = NULL,
      state = CASE WHEN ${isComplete} THEN 'sent' ELSE 'queued' END::"DeliveryState", boosted = NOT (${isComplete}),
      "sentAt" = CASE WHEN ${isComplete} THEN ${now}::timestamptz ELSE NULL END, "dueAt" = ${now}
    FROM "Publication" p WHERE ${matches(filter)} RETURNING d.platform, d.priority, d.state, d.error)
    ${countResolved}`;
};

/** The message is not there. It is sent again, unless a correction has replaced it meanwhile. */
const sendAgain = (tx: Transaction, filter: UnknownFilter, now: Date): Promise<ResolvedCount[]> => {
  const isCorrected = Prisma.sql`EXISTS (SELECT 1 FROM "Publication" e WHERE e."originalId" = COALESCE(p."originalId", p.id)
    AND e.operation IN ('edit', 'remove') AND e."createdAt" > p."createdAt")`;
  return tx.$queryRaw<ResolvedCount[]>`
    WITH resolved AS (UPDATE "Delivery" d SET "uncertainSince" = NULL, failures = 0, "dueAt" = ${now},
      state = CASE WHEN ${isCorrected} THEN 'skipped' ELSE 'queued' END::"DeliveryState",
      error = CASE WHEN ${isCorrected} THEN 'corrected before it was sent' ELSE NULL END
    FROM "Publication" p WHERE ${matches(filter)} RETURNING d.platform, d.priority, d.state, d.error)
    ${countResolved}`;
};

/** Resolves unknown deliveries by what a person found in the chats. @returns what they became */
export const resolveUnknownDeliveries = (
  tx: Transaction,
  filter: UnknownFilter,
  finding: UnknownResolution,
  now: Date,
): Promise<ResolvedCount[]> =>
  finding === 'there' ? confirm(tx, filter, now) : sendAgain(tx, filter, now);
