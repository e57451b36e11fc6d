import { z } from 'zod';
import { type Event, Prisma, type PrismaClient } from '../../database/generated/client.ts';
import { EventState } from '../../database/generated/enums.ts';
import { keysOf } from '../../typed-record.ts';

const time = z.string().transform((text) => new Date(text));

/** The columns that a calendar shows, as PostgreSQL's `to_json` writes them. */
const eventSchema = z.object({
  ...{ id: z.string(), revision: z.int(), state: z.enum(EventState), allDay: z.boolean() },
  ...{ createdAt: time, changedAt: time, startsAt: time, endsAt: time, zone: z.string() },
  previousStartsAt: time.nullable(),
  ...{ title: z.string(), summary: z.string(), place: z.string(), topic: z.string() },
  translations: z.json(),
  ...{ sourceUrl: z.string().nullable(), linkUrl: z.string().nullable() },
});

export type CalendarEvent = Pick<Event, keyof typeof eventSchema.shape>;

const columns = Prisma.raw(
  keysOf(eventSchema.shape)
    .map((name) => `e."${name}"`)
    .join(', '),
);

/**
 * Reads events that end at a time or later, by start. They come as one text: a calendar has thousands, and a database
 * in the program takes longer to hand over a value than to write it. Rows that this version cannot read are left out.
 * @param condition on the event `e` @param limit how many at most
 */
export async function readCalendarEvents(
  db: Pick<PrismaClient, '$queryRaw'>,
  condition: Prisma.Sql,
  { from, limit }: { from: Date; limit: number },
): Promise<CalendarEvent[]> {
  const [found] = await db.$queryRaw<{ events: string | null }[]>`
    SELECT json_agg(found)::text AS "events" FROM (
      SELECT ${columns} FROM "Event" e WHERE ${condition} AND e."endsAt" >= ${from}
      ORDER BY e."startsAt", e."id" LIMIT ${limit}
    ) found`;
  const rows: unknown[] = JSON.parse(found?.events ?? '[]');
  return rows.flatMap((row) => eventSchema.safeParse(row).data ?? []);
}
