-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "eventReminders" INTEGER[] DEFAULT ARRAY[1440, 60]::INTEGER[];

-- AlterTable
ALTER TABLE "Rsvp" ADD COLUMN     "ownReminders" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "reminders" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- CreateTable
CREATE TABLE "EventReminder" (
    "eventId" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EventReminder_pkey" PRIMARY KEY ("eventId","minutes")
);

-- CreateTable
CREATE TABLE "ReminderPreference" (
    "personId" UUID NOT NULL,
    "minutes" INTEGER[],
    "originAccountId" UUID,

    CONSTRAINT "ReminderPreference_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "EventReminder_publishedAt_dueAt_idx" ON "EventReminder"("publishedAt", "dueAt");

-- CreateIndex
CREATE INDEX "ReminderPreference_originAccountId_idx" ON "ReminderPreference"("originAccountId");

-- AddForeignKey
ALTER TABLE "EventReminder" ADD CONSTRAINT "EventReminder_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReminderPreference" ADD CONSTRAINT "ReminderPreference_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReminderPreference" ADD CONSTRAINT "ReminderPreference_originAccountId_fkey" FOREIGN KEY ("originAccountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Answers given before: a reminder that would be due already is passed over.
INSERT INTO "EventReminder" ("eventId", "minutes", "dueAt", "publishedAt")
SELECT DISTINCT e."id", m, d."dueAt", CASE WHEN d."dueAt" <= now() THEN now() END
FROM "Rsvp" r JOIN "Event" e ON e."id" = r."eventId"
  CROSS JOIN unnest(ARRAY[1440, 60]) m
  CROSS JOIN LATERAL (
    SELECT e."startsAt" + CASE WHEN e."allDay" THEN interval '9 hours' ELSE interval '0' END - m * interval '1 minute' AS "dueAt"
  ) d
WHERE r."going" AND e."endsAt" >= now();
