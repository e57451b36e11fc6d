-- Renames only: no row is changed.
ALTER TABLE "Beat" RENAME TO "ScheduledRun";
ALTER TABLE "ScheduledRun" RENAME COLUMN "takenAt" TO "claimedAt";
ALTER TABLE "ScheduledRun" RENAME CONSTRAINT "Beat_pkey" TO "ScheduledRun_pkey";

ALTER TABLE "Attempt" RENAME TO "RateLimitWindow";
ALTER TABLE "RateLimitWindow" RENAME COLUMN "windowAt" TO "startsAt";
ALTER TABLE "RateLimitWindow" RENAME CONSTRAINT "Attempt_pkey" TO "RateLimitWindow_pkey";
ALTER INDEX "Attempt_windowAt_idx" RENAME TO "RateLimitWindow_startsAt_idx";

ALTER TABLE "SpentButton" RENAME TO "ConsumedToken";
ALTER TABLE "ConsumedToken" RENAME COLUMN "spentAt" TO "consumedAt";
ALTER TABLE "ConsumedToken" RENAME CONSTRAINT "SpentButton_pkey" TO "ConsumedToken_pkey";
ALTER INDEX "SpentButton_spentAt_idx" RENAME TO "ConsumedToken_consumedAt_idx";

ALTER TABLE "Keyboard" RENAME TO "ActionSet";
ALTER TABLE "ActionSet" RENAME CONSTRAINT "Keyboard_pkey" TO "ActionSet_pkey";
ALTER INDEX "Keyboard_createdAt_idx" RENAME TO "ActionSet_createdAt_idx";
