-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "takesSuggestions" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "EventDraft" ADD COLUMN     "noticeId" UUID,
ADD COLUMN     "suggestedById" UUID;

-- CreateIndex
CREATE INDEX "EventDraft_suggestedById_idx" ON "EventDraft"("suggestedById");

-- AddForeignKey
ALTER TABLE "EventDraft" ADD CONSTRAINT "EventDraft_suggestedById_fkey" FOREIGN KEY ("suggestedById") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
