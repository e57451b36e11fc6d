import { Prisma } from '../../database/generated/client.ts';

/**
 * SQL: the minutes at which a person is reminded: those that they chose for this one thing, else their own preference, else
 * those of its community.
 * @param row the alias of a row with `personId`, `ownReminders` and `reminders`
 * @param communityId SQL of the community's id
 */
export const wantedMinutes = (row: Prisma.Sql, communityId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(CASE WHEN ${row}."ownReminders" THEN ${row}."reminders" ELSE coalesce(
    (SELECT own."minutes" FROM "ReminderPreference" own WHERE own."personId" = ${row}."personId"),
    (SELECT usual."eventReminders" FROM "Community" usual WHERE usual."id" = ${communityId})) END)`;
