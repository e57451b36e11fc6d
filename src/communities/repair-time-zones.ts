import type { Logger } from 'pino';
import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { isTimeZone, matchZones } from '../language/zones/zone.ts';
import type { ScheduledJob } from '../schedule/scheduled.ts';

/** Ids in one log line at most. */
const maxLoggedIds = 20;
/** Only what looks like a zone's name is logged; anything else may be personal text. */
const zoneLike = /^[A-Za-z][\w+/-]{0,63}$/;

export interface RepairTimeZonesOptions {
  db: PrismaClient;
  log: Logger;
  /** The deployment's zone. */
  zone: string;
}

/** Replaces an invalid zone by the one that it certainly means, else by the row's default. */
type Update = (stored: string, meant: string | null, zone: string) => Prisma.Sql;

/** Communities first: other rows fall back to their community's zone. */
const updates = {
  Community: (stored, meant, zone) => Prisma.sql`
    UPDATE "Community" SET zone = ${meant ?? zone} WHERE zone = ${stored} RETURNING id`,
  Person: (stored, meant) => Prisma.sql`
    UPDATE "Person" SET zone = ${meant} WHERE zone = ${stored} RETURNING id`,
  Chat: (stored, meant) => Prisma.sql`
    UPDATE "Chat" SET zone = ${meant} WHERE zone = ${stored} RETURNING id`,
  Event: (stored, meant) => Prisma.sql`
    UPDATE "Event" e SET zone = COALESCE(${meant}, c.zone) FROM "Community" c
    WHERE e.zone = ${stored} AND c.id = e."communityId" RETURNING e.id`,
  EventSeries: (stored, meant) => Prisma.sql`
    UPDATE "EventSeries" s SET zone = COALESCE(${meant}, c.zone) FROM "Community" c
    WHERE s.zone = ${stored} AND c.id = s."communityId" RETURNING s.id`,
  EventDraft: (stored, meant) => Prisma.sql`
    UPDATE "EventDraft" d SET zone = COALESCE(${meant}, c.zone) FROM "Community" c
    WHERE d.zone = ${stored} AND c.id = d."communityId" RETURNING d.id`,
  ImportedCalendar: (stored, meant) => Prisma.sql`
    UPDATE "ImportedCalendar" i SET zone = COALESCE(${meant}, c.zone) FROM "Community" c
    WHERE i.zone = ${stored} AND c.id = i."communityId" RETURNING i.id`,
  Session: (stored, meant) => Prisma.sql`
    UPDATE "Session" s SET zone = COALESCE(${meant}, c.zone) FROM "Course" o JOIN "Community" c ON c.id = o."communityId"
    WHERE s.zone = ${stored} AND o.id = s."courseId" RETURNING s.id`,
  Briefing: (stored, meant) => Prisma.sql`
    UPDATE "Briefing" b SET zone = COALESCE(${meant}, c.zone) FROM "Community" c
    WHERE b.zone = ${stored} AND c.id = b."communityId" RETURNING b.id`,
} as const satisfies Record<string, Update>;

async function zonesIn(db: PrismaClient, table: string): Promise<string[]> {
  const rows = await db.$queryRawUnsafe<{ zone: string | null }[]>(
    `SELECT DISTINCT zone FROM "${table}"`,
  );
  return rows.flatMap(({ zone }) => zone ?? []);
}

/**
 * Repairs stored time zones that not every engine accepts: earlier versions stored some, and rows are edited by hand. A
 * name that certainly means one place becomes that place; any other falls back to the community's zone or the
 * deployment's. The ids of repaired rows are logged. @returns the number of repaired rows
 */
export async function repairTimeZones({ db, log, zone }: RepairTimeZonesOptions): Promise<number> {
  let repairedCount = 0;
  for (const [table, update] of Object.entries<Update>(updates)) {
    for (const stored of await zonesIn(db, table)) {
      if (isTimeZone(stored)) continue;
      const [one, ...others] = matchZones(stored);
      const meant = one !== undefined && others.length === 0 ? one : null;
      const rows = await db.$queryRaw<{ id: string }[]>(update(stored, meant, zone));
      if (rows.length === 0) continue;
      repairedCount += rows.length;
      log.warn(
        {
          event: 'time_zone.repaired',
          ...{ table, zone: meant ?? 'the default', count: rows.length },
          ...(zoneLike.test(stored) ? { stored } : {}),
          ids: rows.slice(0, maxLoggedIds).map(({ id }) => id),
        },
        'stored time zones were invalid and have been repaired',
      );
    }
  }
  return repairedCount;
}

/** Runs at the start and every hour. */
export const repairTimeZonesJob = (options: RepairTimeZonesOptions): ScheduledJob => ({
  name: 'mending zones',
  cron: '26 * * * *',
  runAtStart: true,
  run: async () => void (await repairTimeZones(options)),
});
