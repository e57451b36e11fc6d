-- CreateEnum
CREATE TYPE "EventWorth" AS ENUM ('yes', 'partly', 'no');

-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "thanksAttendees" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "recordUrl" TEXT;

-- CreateTable
CREATE TABLE "EventThanks" (
    "eventId" UUID NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventThanks_pkey" PRIMARY KEY ("eventId")
);

-- CreateTable
CREATE TABLE "EventFeedback" (
    "eventId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "worth" "EventWorth" NOT NULL,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,
    "originAccountId" UUID,

    CONSTRAINT "EventFeedback_pkey" PRIMARY KEY ("eventId","personId")
);

-- CreateIndex
CREATE INDEX "EventFeedback_personId_idx" ON "EventFeedback"("personId");

-- CreateIndex
CREATE INDEX "EventFeedback_originAccountId_idx" ON "EventFeedback"("originAccountId");

-- CreateIndex
CREATE INDEX "EventFeedback_answeredAt_idx" ON "EventFeedback"("answeredAt");

-- AddForeignKey
ALTER TABLE "EventThanks" ADD CONSTRAINT "EventThanks_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventFeedback" ADD CONSTRAINT "EventFeedback_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventFeedback" ADD CONSTRAINT "EventFeedback_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventFeedback" ADD CONSTRAINT "EventFeedback_originAccountId_fkey" FOREIGN KEY ("originAccountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
