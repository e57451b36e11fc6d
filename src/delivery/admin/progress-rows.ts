import type { PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryState } from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';

/** A publication's deliveries of one platform, state and reason. */
export interface ProgressRow {
  platform: Platform;
  state: DeliveryState;
  error: string | null;
  count: number;
  /** Remaining requests. */
  requests: number;
  /** Deliveries, and their requests, that are due soon. */
  soon: number;
  soonRequests: number;
  /** Deliveries sent recently. */
  recent: number;
  firstSentAt: Date | null;
  /** The last due time that is not soon. */
  dueUntil: Date | null;
}

/**
 * Counts a publication's deliveries.
 * @param since deliveries sent later are recent
 * @param soon deliveries due until then are due soon
 */
export const loadProgressRows = (
  db: PrismaClient,
  publicationId: string,
  { since, soon }: { since: Date; soon: Date },
): Promise<ProgressRow[]> =>
  db.$queryRaw<ProgressRow[]>`
    SELECT platform::text AS platform, state::text AS state, error, count(*)::int AS count,
      sum(GREATEST(parts - cardinality("messageIds"), 1))::int AS requests,
      (count(*) FILTER (WHERE "dueAt" <= ${soon}))::int AS soon,
      COALESCE(sum(GREATEST(parts - cardinality("messageIds"), 1)) FILTER (WHERE "dueAt" <= ${soon}), 0)::int AS "soonRequests",
      (count(*) FILTER (WHERE "sentAt" > ${since}))::int AS recent,
      min("sentAt") AS "firstSentAt", max("dueAt") FILTER (WHERE "dueAt" > ${soon}) AS "dueUntil"
    FROM "Delivery" WHERE "publicationId" = ${publicationId}::uuid GROUP BY 1, 2, 3`;

export const sumOf = (rows: readonly ProgressRow[], of: (row: ProgressRow) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

export const countIn = (rows: readonly ProgressRow[], state: DeliveryState): number =>
  sumOf(
    rows.filter((row) => row.state === state),
    ({ count }) => count,
  );
