-- AlterEnum
ALTER TYPE "PublicationAct" ADD VALUE 'reply';

-- DropIndex
DROP INDEX "Delivery_platform_state_lane_dueAt_idx";

-- AlterTable
ALTER TABLE "Chat" ADD COLUMN     "channelId" TEXT,
ADD COLUMN     "closedToldAt" TIMESTAMPTZ(3),
ADD COLUMN     "quietFrom" INTEGER,
ADD COLUMN     "quietUntil" INTEGER,
ADD COLUMN     "strikes" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "begun" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "crosspostAt" TIMESTAMPTZ(3),
ADD COLUMN     "triedAt" TIMESTAMPTZ(3),
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "dueAt" DROP NOT NULL,
ALTER COLUMN "messageIds" SET DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "cancelledAt" TIMESTAMPTZ(3),
ADD COLUMN     "expiredAt" TIMESTAMPTZ(3),
ADD COLUMN     "pausedAt" TIMESTAMPTZ(3),
ADD COLUMN     "urgent" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Wait" (
    "platform" "Platform" NOT NULL,
    "key" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Wait_pkey" PRIMARY KEY ("platform","key")
);

-- CreateIndex
CREATE INDEX "Wait_until_idx" ON "Wait"("until");

-- CreateIndex
CREATE INDEX "Delivery_platform_state_lane_begun_dueAt_idx" ON "Delivery"("platform", "state", "lane", "begun", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_platform_crosspostAt_idx" ON "Delivery"("platform", "crosspostAt");

-- Requests of the version before that were under way: nobody knows whether they arrived.
UPDATE "Delivery" SET "triedAt" = "dueAt" WHERE state = 'sending';
UPDATE "Delivery" SET "messageIds" = '{}' WHERE "messageIds" IS NULL;
