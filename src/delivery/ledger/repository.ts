import type { Prisma, PrismaClient } from '../../database/generated/client.ts';
import type {
  DeliveryState,
  Locale,
  PublicationOperation,
} from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';

/** How long a claim holds before another worker may take it for dead, in milliseconds. */
export const leaseMs = 60_000;

/** A delivery that waits, with everything that its next step takes but the message. */
export interface DueDelivery {
  id: string;
  publicationId: string;
  chatId: string;
  attempt: number;
  boosted: boolean;
  dueAt: Date;
  failures: number;
  uncertainSince: Date | null;
  messageIds: string[];
  parts: number;
  crosspostAt: Date | null;
  priority: number;
  operation: PublicationOperation;
  originalId: string | null;
  /** Whether it is meant for chats that have a copy of the original, and for no others. */
  onlyCopies: boolean;
  publishedAt: Date;
  expiresAt: Date | null;
  ignoresQuietHours: boolean;
  pausedAt: Date | null;
  cancelledAt: Date | null;
  platformId: string;
  threadId: string;
  channelId: string | null;
  kind: 'private' | 'group' | 'channel';
  consecutiveFailures: number;
  quietFrom: number | null;
  quietUntil: number | null;
  chatLocale: Locale | null;
  chatZone: string | null;
  personLocale: Locale | null;
  personZone: string | null;
  accountLocale: string | null;
}

/** The priorities of `Delivery.priority`, the most urgent first. */
const priorities = [0, 1, 2] as const;

/** Ids of messages of a delivery `d`; one that is not known, whoever wrote it so, holds its place as in {@link applyTransitions}. */
export const messageIdsSql = `COALESCE(array_replace(d."messageIds", NULL, ''), '{}')`;

/** One priority's deliveries that are due, what is boosted first. Each is a short walk along the index. */
const dueBranchSql = (priority: number, boosted: boolean): string =>
  `(SELECT id FROM "Delivery" WHERE platform = $1::"Platform" AND state = 'queued' AND priority = ${priority}
    AND boosted = ${boosted} AND "dueAt" <= $2::timestamptz ORDER BY "dueAt" LIMIT $3)`;

/** Whether a publication `p` is meant for chats that have a copy of its original, and for no others. */
export const onlyCopiesSql = `(p.audience->>'to' = 'copies' AND p.audience->>'andTopic' IS NULL)`;

const fetchDueSql = `
  SELECT d.id, d."publicationId", d."chatId", d.attempt, d.boosted, d."dueAt", d.failures, d."uncertainSince",
    ${messageIdsSql} AS "messageIds", d.parts, d."crosspostAt", d.priority,
    p.operation::text AS operation, p."originalId", ${onlyCopiesSql} AS "onlyCopies",
    p."createdAt" AS "publishedAt", p."expiresAt", p."ignoresQuietHours", p."pausedAt", p."cancelledAt",
    c."platformId", c."threadId", c."channelId", c.kind::text AS kind, c."consecutiveFailures", c."quietFrom", c."quietUntil",
    c.locale::text AS "chatLocale", c.zone AS "chatZone",
    e.locale::text AS "personLocale", e.zone AS "personZone", a.locale AS "accountLocale"
  FROM (SELECT id FROM (${priorities.flatMap((priority) => [dueBranchSql(priority, true), dueBranchSql(priority, false)]).join(' UNION ALL ')}) due LIMIT $3) next
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

/** Dates that JavaScript cannot hold (`infinity`, years of six digits) as what they come to. */
function withValidDates(row: DueDelivery, now: Date): DueDelivery {
  const { dueAt, uncertainSince, expiresAt, publishedAt } = row;
  if ([dueAt, publishedAt, uncertainSince ?? now, expiresAt ?? now].every(isValidDate)) return row;
  return {
    ...row,
    dueAt: isValidDate(dueAt) ? dueAt : now,
    publishedAt: isValidDate(publishedAt) ? publishedAt : new Date(0),
    // Long ago: what it made is looked for.
    uncertainSince: uncertainSince && (isValidDate(uncertainSince) ? uncertainSince : new Date(0)),
    expiresAt: isValidDate(expiresAt) ? expiresAt : null,
  };
}

/** The next deliveries that are due, the most urgent priority first. Nothing is claimed yet. */
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

/** What a delivery becomes: written only while it still is at this attempt and in this state. */
export interface DeliveryTransition {
  id: string;
  /** The attempt and state that it must have. */
  expected: { attempt: number; state: DeliveryState };
  attempt: number;
  state: DeliveryState;
  boosted: boolean;
  dueAt: Date | null;
  leaseUntil: Date | null;
  failures: number;
  uncertainSince: Date | null;
  messageIds: readonly string[];
  parts: number;
  error: string | null;
  sentAt: Date | null;
  crosspostAt: Date | null;
}

const applyTransitionsSql = `
  UPDATE "Delivery" d SET
    state = n.state::"DeliveryState", attempt = n.attempt, boosted = n.boosted, "dueAt" = n."dueAt",
    "leaseUntil" = n."leaseUntil", failures = n.failures, "uncertainSince" = n."uncertainSince", "messageIds" = n."messageIds",
    parts = n.parts, error = n.error, "sentAt" = n."sentAt", "crosspostAt" = n."crosspostAt"
  FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "wasAttempt" int, "wasState" text, attempt int, state text,
    boosted bool, "dueAt" timestamptz, "leaseUntil" timestamptz, failures int, "uncertainSince" timestamptz,
    "messageIds" text[], parts int, error text, "sentAt" timestamptz, "crosspostAt" timestamptz)
  WHERE d.id = n.id AND d.attempt = n."wasAttempt" AND d.state = n."wasState"::"DeliveryState"
  RETURNING d.id, d.attempt`;

const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '');

/**
 * Writes many changes in one statement: claims before their requests leave, and what became of others.
 * A worker whose claim was taken over changes nothing.
 * @returns the ids that were changed
 */
export async function applyTransitions(
  db: Pick<Prisma.TransactionClient, '$queryRawUnsafe'>,
  changes: readonly DeliveryTransition[],
): Promise<Set<string>> {
  if (changes.length === 0) return new Set();
  const rows = changes.map(({ expected, ...change }) => ({
    ...change,
    // PostgreSQL keeps neither in JSON; platforms may send them in their reasons.
    error: change.error === null ? null : storableText(change.error),
    messageIds: change.messageIds.map(storableText),
    wasAttempt: expected.attempt,
    wasState: expected.state,
  }));
  const changed = await db.$queryRawUnsafe<{ id: string }[]>(
    applyTransitionsSql,
    JSON.stringify(rows),
  );
  return new Set(changed.map(({ id }) => id));
}

/** A waiting delivery with what is to be another. */
export const transitionOf = (
  waiting: DueDelivery,
  change: Partial<Omit<DeliveryTransition, 'id' | 'expected'>>,
): DeliveryTransition => ({
  id: waiting.id,
  expected: { attempt: waiting.attempt, state: 'queued' },
  attempt: waiting.attempt,
  state: 'queued',
  boosted: waiting.boosted,
  dueAt: waiting.dueAt,
  leaseUntil: null,
  failures: waiting.failures,
  uncertainSince: waiting.uncertainSince,
  messageIds: waiting.messageIds,
  parts: waiting.parts,
  error: null,
  sentAt: null,
  crosspostAt: waiting.crosspostAt,
  ...change,
});

/** When the next queued delivery falls due, if there is one. */
export async function nextDueAt(db: PrismaClient, platform: Platform): Promise<Date | undefined> {
  const [next] = await db.$queryRaw<{ dueAt: Date | null }[]>`
    SELECT min(due."dueAt") AS "dueAt" FROM (VALUES (0, false), (0, true), (1, false), (1, true), (2, false), (2, true)) l(priority, boosted)
    CROSS JOIN LATERAL (SELECT "dueAt" FROM "Delivery" d WHERE d.platform = ${platform}::"Platform" AND d.state = 'queued'
      AND d.priority = l.priority AND d.boosted = l.boosted ORDER BY "dueAt" LIMIT 1) due`;
  return next?.dueAt ?? undefined;
}

/** Makes due at once what is due at no time that there is. @returns how many */
export const repairDueAt = (db: PrismaClient, platform: Platform, now: Date): Promise<number> =>
  db.$executeRaw`
    UPDATE "Delivery" SET "dueAt" = ${now}
    WHERE platform = ${platform}::"Platform" AND state = 'queued' AND "dueAt" > '9999-01-01'`;

export interface ReclaimOptions {
  /** Whether a send with the same key makes no second message. */
  supportsIdempotencyKey: boolean;
  /** Also claims that still hold: their worker is known to be dead. */
  includeUnexpired: boolean;
  /** Claims that this very process works on. */
  excludedIds: readonly string[];
  now: Date;
}

/**
 * Deliveries whose worker died in the middle. What makes no second message is sent again; of the rest nobody
 * knows whether it arrived.
 * @returns what they became
 */
export const reclaimExpired = (
  db: PrismaClient,
  platform: Platform,
  { supportsIdempotencyKey, includeUnexpired, excludedIds, now }: ReclaimOptions,
): Promise<{ priority: number; state: DeliveryState }[]> =>
  db.$queryRaw`
    UPDATE "Delivery" SET
      state = CASE WHEN "uncertainSince" IS NULL OR ${supportsIdempotencyKey} THEN 'queued'::"DeliveryState" ELSE 'unknown'::"DeliveryState" END,
      failures = failures + 1, "leaseUntil" = NULL, "dueAt" = COALESCE("dueAt", ${now}),
      error = 'the program ended while sending'
    WHERE platform = ${platform}::"Platform" AND state = 'sending' AND (${includeUnexpired} OR "leaseUntil" < ${now})
      AND id <> ALL(${[...excludedIds]}::uuid[])
    RETURNING priority, state::text AS state`;

/** Moves what waits along with a clock that was put back: else it would wait as much longer. */
export const shiftDueAt = (
  db: PrismaClient,
  platform: Platform,
  { byMs, now }: { byMs: number; now: Date },
): Promise<number> =>
  db.$executeRaw`
    UPDATE "Delivery" SET "dueAt" = "dueAt" - make_interval(secs => ${byMs / 1000})
    WHERE platform = ${platform}::"Platform" AND state = 'queued' AND "dueAt" > ${now}`;
