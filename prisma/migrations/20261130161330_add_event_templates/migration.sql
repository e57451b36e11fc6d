-- AlterTable
ALTER TABLE "EventDraft" ADD COLUMN     "templateName" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "EventDraft_communityId_templateName_key" ON "EventDraft"("communityId", "templateName");
