-- As for communities: neither Prisma nor the due times can take an empty element.
UPDATE "Rsvp" SET "reminders" = array_remove("reminders", NULL)
WHERE array_position("reminders", NULL) IS NOT NULL;
ALTER TABLE "Rsvp" ADD CONSTRAINT "Rsvp_reminders_whole"
CHECK (array_position("reminders", NULL) IS NULL);
UPDATE "ReminderPreference" SET "minutes" = array_remove("minutes", NULL)
WHERE array_position("minutes", NULL) IS NOT NULL;
ALTER TABLE "ReminderPreference" ADD CONSTRAINT "ReminderPreference_minutes_whole"
CHECK (array_position("minutes", NULL) IS NULL);
