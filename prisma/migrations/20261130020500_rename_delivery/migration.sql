-- Renames alone: no row changes.
ALTER TYPE "PublicationAct" RENAME TO "PublicationOperation";

ALTER TABLE "Publication" RENAME COLUMN "act" TO "operation";
ALTER TABLE "Publication" RENAME COLUMN "lane" TO "priority";
ALTER TABLE "Publication" RENAME COLUMN "fanOutTo" TO "fanOutCursor";
ALTER TABLE "Publication" RENAME COLUMN "notAfter" TO "expiresAt";
ALTER TABLE "Publication" RENAME COLUMN "urgent" TO "ignoresQuietHours";
ALTER TABLE "Publication" RENAME COLUMN "unknownToldAt" TO "unknownNotifiedAt";

ALTER TABLE "Delivery" RENAME COLUMN "lane" TO "priority";
ALTER TABLE "Delivery" RENAME COLUMN "begun" TO "boosted";
ALTER TABLE "Delivery" RENAME COLUMN "tries" TO "failures";
ALTER TABLE "Delivery" RENAME COLUMN "triedAt" TO "uncertainSince";
ALTER INDEX "Delivery_platform_state_lane_begun_dueAt_idx" RENAME TO "Delivery_platform_state_priority_boosted_dueAt_idx";

ALTER TABLE "Chat" RENAME COLUMN "strikes" TO "consecutiveFailures";

ALTER TABLE "Wait" RENAME TO "RateLimitPause";
ALTER TABLE "RateLimitPause" RENAME CONSTRAINT "Wait_pkey" TO "RateLimitPause_pkey";
ALTER INDEX "Wait_until_idx" RENAME TO "RateLimitPause_until_idx";
