-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "approversToldAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Approver" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "accounts" TEXT[],
    "accountIds" UUID[],
    "addedBy" TEXT NOT NULL,
    "addedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Approver_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Approver_personId_idx" ON "Approver"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Approver_communityId_personId_addedBy_key" ON "Approver"("communityId", "personId", "addedBy");

-- AddForeignKey
ALTER TABLE "Approver" ADD CONSTRAINT "Approver_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approver" ADD CONSTRAINT "Approver_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
