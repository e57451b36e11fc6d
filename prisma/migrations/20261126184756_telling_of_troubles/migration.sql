-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "unknownToldAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Chat_closedAt_idx" ON "Chat"("closedAt");
