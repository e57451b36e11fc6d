-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "hasPublicCalendar" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "CalendarAddress" (
    "hash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "originAccountId" UUID,

    CONSTRAINT "CalendarAddress_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "CalendarAddress_personId_idx" ON "CalendarAddress"("personId");

-- CreateIndex
CREATE INDEX "CalendarAddress_originAccountId_idx" ON "CalendarAddress"("originAccountId");

-- AddForeignKey
ALTER TABLE "CalendarAddress" ADD CONSTRAINT "CalendarAddress_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarAddress" ADD CONSTRAINT "CalendarAddress_originAccountId_fkey" FOREIGN KEY ("originAccountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
