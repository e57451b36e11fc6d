-- Prisma cannot read an array with an empty element: one such row would stop every job that reads communities.
UPDATE "Community" SET "eventReminders" = array_remove("eventReminders", NULL)
WHERE array_position("eventReminders", NULL) IS NOT NULL;
ALTER TABLE "Community" ADD CONSTRAINT "Community_eventReminders_whole"
CHECK (array_position("eventReminders", NULL) IS NULL);
