-- CreateEnum
CREATE TYPE "ApprovalState" AS ENUM ('asked', 'approved', 'declined', 'void');

-- AlterEnum
ALTER TYPE "Topic" ADD VALUE 'drills';

-- AlterTable
ALTER TABLE "Alert" ADD COLUMN     "drill" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "approval" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Approval" (
    "id" UUID NOT NULL,
    "alertId" UUID NOT NULL,
    "state" "ApprovalState" NOT NULL DEFAULT 'asked',
    "hash" TEXT NOT NULL,
    "change" JSONB,
    "askedBy" TEXT NOT NULL,
    "askedById" UUID,
    "decidedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkRecord" (
    "one" TEXT NOT NULL,
    "other" TEXT NOT NULL,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LinkRecord_pkey" PRIMARY KEY ("one","other")
);

-- CreateIndex
CREATE INDEX "Approval_alertId_state_idx" ON "Approval"("alertId", "state");

-- CreateIndex
CREATE INDEX "LinkRecord_other_idx" ON "LinkRecord"("other");

-- AddForeignKey
ALTER TABLE "Approval" ADD CONSTRAINT "Approval_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "Alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;
