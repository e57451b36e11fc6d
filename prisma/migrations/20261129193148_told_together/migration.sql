-- AlterTable
ALTER TABLE "Edition" ADD COLUMN     "listed" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "EventChange" (
    "eventId" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "locale" "Locale" NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventChange_pkey" PRIMARY KEY ("eventId")
);

-- CreateIndex
CREATE INDEX "EventChange_dueAt_idx" ON "EventChange"("dueAt");

-- AddForeignKey
ALTER TABLE "EventChange" ADD CONSTRAINT "EventChange_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
