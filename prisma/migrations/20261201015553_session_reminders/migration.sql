-- AlterTable
ALTER TABLE "Signup" ADD COLUMN     "ownReminders" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "reminders" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- CreateTable
CREATE TABLE "SessionReminder" (
    "sessionId" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SessionReminder_pkey" PRIMARY KEY ("sessionId","minutes")
);

-- CreateIndex
CREATE INDEX "Session_startsAt_idx" ON "Session"("startsAt");

-- AddForeignKey
ALTER TABLE "SessionReminder" ADD CONSTRAINT "SessionReminder_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was due before there were reminders of sessions is passed over.
INSERT INTO "SessionReminder" ("sessionId", "minutes", "dueAt", "publishedAt")
SELECT s."id", m, s."startsAt" - m * interval '1 minute', now()
FROM "Session" s CROSS JOIN unnest(ARRAY[10080, 2880, 1440, 180, 60, 15]) m
WHERE s."startsAt" > now() AND s."startsAt" - m * interval '1 minute' <= now();
