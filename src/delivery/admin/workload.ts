import { Prisma, type PrismaClient, type Publication } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import { isAmendment } from '../publications.ts';
import { pauseKeys } from '../rate-limit/pause-store.ts';

/** A delivery due later than this is deferred rather than waiting for its turn, in milliseconds. */
export const soonMs = 60_000;

/**
 * Requests of other publications that are sent first, by platform. More urgent ones count even when they were created
 * later.
 * @param before when the publication was created
 * @param soon due times up to this one count
 */
export async function requestsAhead(
  db: PrismaClient,
  priority: number,
  { before, soon }: { before: Date; soon: Date },
  publication?: Pick<Publication, 'id' | 'operation'>,
): Promise<Record<Platform, number>> {
  const isOther = publication
    ? Prisma.sql`AND "publicationId" <> ${publication.id}::uuid`
    : Prisma.empty;
  const isBoostedToo =
    publication && isAmendment(publication) ? Prisma.sql`AND boosted` : Prisma.empty;
  const rows = await db.$queryRaw<{ platform: Platform; requests: number }[]>`
    SELECT platform::text AS platform, sum(GREATEST(parts - cardinality("messageIds"), 1))::int AS requests
    FROM "Delivery" WHERE platform IN ('discord', 'telegram') AND state = 'queued'
      AND (priority < ${priority} AND "dueAt" <= ${soon} OR priority = ${priority} AND "dueAt" <= ${before} ${isBoostedToo}) ${isOther} GROUP BY 1`;
  const of = (platform: Platform) => rows.find((row) => row.platform === platform)?.requests ?? 0;
  return { discord: of('discord'), telegram: of('telegram') };
}

/** Seconds for which the whole bot is paused, by platform. */
export async function pauseSecondsByPlatform(
  db: PrismaClient,
  now: Date,
): Promise<Record<Platform, number>> {
  const pauses = await db.rateLimitPause.findMany({
    where: { key: pauseKeys.bot, until: { gt: now } },
  });
  const of = (platform: Platform) => {
    const until = pauses.find((pause) => pause.platform === platform)?.until ?? now;
    return (until.getTime() - now.getTime()) / 1000;
  };
  return { discord: of('discord'), telegram: of('telegram') };
}
