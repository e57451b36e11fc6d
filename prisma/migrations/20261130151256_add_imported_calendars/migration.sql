-- CreateEnum
CREATE TYPE "ImportMode" AS ENUM ('ask', 'automatic');

-- CreateEnum
CREATE TYPE "ImportedItemState" AS ENUM ('new', 'taken', 'changed', 'gone', 'skipped');

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "sourceName" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "ImportedCalendar" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "url" TEXT,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "mode" "ImportMode" NOT NULL,
    "etag" TEXT,
    "lastModified" TEXT,
    "contentHash" TEXT,
    "readAt" TIMESTAMPTZ(3),
    "intervalMs" INTEGER NOT NULL DEFAULT 3600000,
    "pollAt" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "isProblemTold" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImportedCalendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportedItem" (
    "id" UUID NOT NULL,
    "calendarId" UUID NOT NULL,
    "uid" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL DEFAULT '',
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "ImportedItemState" NOT NULL DEFAULT 'new',
    "content" JSONB NOT NULL,
    "base" JSONB,
    "eventId" UUID,
    "isTold" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImportedItem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ImportedCalendar_pollAt_idx" ON "ImportedCalendar"("pollAt");

-- CreateIndex
CREATE UNIQUE INDEX "ImportedCalendar_communityId_url_key" ON "ImportedCalendar"("communityId", "url");

-- CreateIndex
CREATE UNIQUE INDEX "ImportedItem_eventId_key" ON "ImportedItem"("eventId");

-- CreateIndex
CREATE INDEX "ImportedItem_calendarId_state_startsAt_idx" ON "ImportedItem"("calendarId", "state", "startsAt");

-- CreateIndex
CREATE INDEX "ImportedItem_endsAt_idx" ON "ImportedItem"("endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "ImportedItem_calendarId_uid_occurrence_key" ON "ImportedItem"("calendarId", "uid", "occurrence");

-- AddForeignKey
ALTER TABLE "ImportedCalendar" ADD CONSTRAINT "ImportedCalendar_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedItem" ADD CONSTRAINT "ImportedItem_calendarId_fkey" FOREIGN KEY ("calendarId") REFERENCES "ImportedCalendar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedItem" ADD CONSTRAINT "ImportedItem_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE SET NULL ON UPDATE CASCADE;
