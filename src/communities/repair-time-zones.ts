import type { Logger } from 'pino';
import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { isTimeZone, matchZones } from '../language/zones/zone.ts';
import type { ScheduledJob } from '../schedule/scheduler.ts';

/** Ids that one line of the log names at most. */
const maxLoggedIds = 20;
/** What looks like the name of a zone is told; anything else may be somebody's words. */
const zoneLike = /^[A-Za-z][\w+/-]{0,63}$/;

export interface RepairTimeZonesOptions {
  db: PrismaClient;
  log: Logger;
  /** The deployment's zone. */
  zone: string;
}

/** What a zone that cannot be reckoned by becomes: what it surely means, else `otherwise`. */
type Update = (kept: string, meant: string | null, zone: string) => Prisma.Sql;

/** Communities first: what belongs to one falls back to its zone. */
const updates = {
  Community: (kept, meant, zone) => Prisma.sql`
    UPDATE "Community" SET zone = ${meant ?? zone} WHERE zone = ${kept} RETURNING id`,
  Person: (kept, meant) => Prisma.sql`
    UPDATE "Person" SET zone = ${meant} WHERE zone = ${kept} RETURNING id`,
  Chat: (kept, meant) => Prisma.sql`
    UPDATE "Chat" SET zone = ${meant} WHERE zone = ${kept} RETURNING id`,
  Event: (kept, meant) => Prisma.sql`
    UPDATE "Event" e SET zone = COALESCE(${meant}, c.zone) FROM "Community" c
    WHERE e.zone = ${kept} AND c.id = e."communityId" RETURNING e.id`,
  Session: (kept, meant) => Prisma.sql`
    UPDATE "Session" s SET zone = COALESCE(${meant}, c.zone) FROM "Course" o JOIN "Community" c ON c.id = o."communityId"
    WHERE s.zone = ${kept} AND o.id = s."courseId" RETURNING s.id`,
  Briefing: (kept, meant) => Prisma.sql`
    UPDATE "Briefing" b SET zone = COALESCE(${meant}, c.zone) FROM "Community" c
    WHERE b.zone = ${kept} AND c.id = b."communityId" RETURNING b.id`,
} as const satisfies Record<string, Update>;

async function zonesIn(db: PrismaClient, table: string): Promise<string[]> {
  const rows = await db.$queryRawUnsafe<{ zone: string | null }[]>(
    `SELECT DISTINCT zone FROM "${table}"`,
  );
  return rows.flatMap(({ zone }) => zone ?? []);
}

/**
 * Puts zones right that are kept and that not every engine takes: earlier versions took some, and people write into
 * the store by hand. A name that surely means one place becomes that place, any other falls back to the community's
 * zone or the deployment's. Each row is reported once, by whoever put it right. @returns how many rows
 */
export async function repairTimeZones({ db, log, zone }: RepairTimeZonesOptions): Promise<number> {
  let repairedCount = 0;
  for (const [table, update] of Object.entries<Update>(updates)) {
    for (const kept of await zonesIn(db, table)) {
      if (isTimeZone(kept)) continue;
      const [one, ...others] = matchZones(kept);
      const meant = one !== undefined && others.length === 0 ? one : null;
      const rows = await db.$queryRaw<{ id: string }[]>(update(kept, meant, zone));
      if (rows.length === 0) continue;
      repairedCount += rows.length;
      log.warn(
        {
          event: 'zone mended',
          ...{ table, became: meant ?? 'the default', count: rows.length },
          ...(zoneLike.test(kept) ? { kept } : {}),
          ids: rows.slice(0, maxLoggedIds).map(({ id }) => id),
        },
        'rows had a time zone that cannot be reckoned by',
      );
    }
  }
  return repairedCount;
}

/** Looks at the start and every hour. */
export const repairTimeZonesJob = (mending: RepairTimeZonesOptions): ScheduledJob => ({
  name: 'mending zones',
  cron: '26 * * * *',
  runAtStart: true,
  run: async () => void (await repairTimeZones(mending)),
});
