-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "hasInlineCards" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "InlineCard" (
    "messageId" TEXT NOT NULL,
    "eventId" UUID,
    "accountId" UUID,
    "locale" "Locale" NOT NULL,
    "shownRevision" INTEGER,
    "triedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InlineCard_pkey" PRIMARY KEY ("messageId")
);

-- CreateIndex
CREATE INDEX "InlineCard_eventId_idx" ON "InlineCard"("eventId");

-- CreateIndex
CREATE INDEX "InlineCard_accountId_idx" ON "InlineCard"("accountId");

-- AddForeignKey
ALTER TABLE "InlineCard" ADD CONSTRAINT "InlineCard_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InlineCard" ADD CONSTRAINT "InlineCard_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
