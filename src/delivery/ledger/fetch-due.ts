import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import { type DueDelivery, messageIdsSql, onlyCopiesSql } from './due-delivery.ts';

/** The values of `Delivery.priority`, the most urgent first. */
const priorities = [0, 1, 2] as const;

/** The due deliveries of one priority, boosted or not. Each branch is a short walk along the index. */
const dueBranchSql = (priority: number, boosted: boolean): string =>
  `(SELECT id FROM "Delivery" WHERE platform = $1::"Platform" AND state = 'queued' AND priority = ${priority}
    AND boosted = ${boosted} AND "dueAt" <= $2::timestamptz ORDER BY "dueAt" LIMIT $3)`;

const dueBranches = priorities
  .flatMap((priority) => [dueBranchSql(priority, true), dueBranchSql(priority, false)])
  .join(' UNION ALL ');

const fetchDueSql = `
  SELECT d.id, d."publicationId", d."chatId", d.attempt, d.boosted, d."dueAt", d.failures, d."uncertainSince",
    ${messageIdsSql} AS "messageIds", d.parts, d."crosspostAt", d.priority,
    p.operation::text AS operation, p."originalId", ${onlyCopiesSql} AS "onlyCopies",
    p."createdAt" AS "publishedAt", p."expiresAt", p."ignoresQuietHours", p."pausedAt", p."cancelledAt",
    c."platformId", c."threadId", c."channelId", c.kind::text AS kind, c."consecutiveFailures", c."quietFrom", c."quietUntil",
    c.locale::text AS "chatLocale", c.zone AS "chatZone",
    e.locale::text AS "personLocale", e.zone AS "personZone", a.locale AS "accountLocale"
  FROM (SELECT id FROM (${dueBranches}) due LIMIT $3) next
  JOIN "Delivery" d ON d.id = next.id
  JOIN "Publication" p ON p.id = d."publicationId"
  JOIN "Chat" c ON c.id = d."chatId"
  LEFT JOIN "Account" a ON a.id = c."accountId"
  LEFT JOIN "Person" e ON e.id = a."personId"`;

const byUrgency = (a: DueDelivery, b: DueDelivery): number =>
  a.priority - b.priority ||
  Number(b.boosted) - Number(a.boosted) ||
  a.dueAt.getTime() - b.dueAt.getTime();

const isValidDate = (date: Date | null): date is Date =>
  date !== null && !Number.isNaN(date.getTime());

/** Replaces dates that JavaScript cannot represent (`infinity`, six-digit years) with equivalent ones. */
function withValidDates(row: DueDelivery, now: Date): DueDelivery {
  const { dueAt, uncertainSince, expiresAt, publishedAt } = row;
  if ([dueAt, publishedAt, uncertainSince ?? now, expiresAt ?? now].every(isValidDate)) return row;
  return {
    ...row,
    dueAt: isValidDate(dueAt) ? dueAt : now,
    publishedAt: isValidDate(publishedAt) ? publishedAt : new Date(0),
    // An early date, so that the message is looked up before it is sent again.
    uncertainSince: uncertainSince && (isValidDate(uncertainSince) ? uncertainSince : new Date(0)),
    expiresAt: isValidDate(expiresAt) ? expiresAt : null,
  };
}

/** The next due deliveries of a platform, the most urgent first. Claims nothing. */
export async function fetchDue(
  db: PrismaClient,
  platform: Platform,
  limit: number,
  now: Date,
): Promise<DueDelivery[]> {
  const rows = await db.$queryRawUnsafe<DueDelivery[]>(
    fetchDueSql,
    platform,
    now,
    Math.floor(limit),
  );
  return rows.map((row) => withValidDates(row, now)).sort(byUrgency);
}
