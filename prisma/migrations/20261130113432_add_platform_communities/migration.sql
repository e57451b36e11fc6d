-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "platformCommunityId" TEXT;

-- CreateIndex
CREATE INDEX "Connection_platformCommunityId_idx" ON "Connection"("platformCommunityId");
