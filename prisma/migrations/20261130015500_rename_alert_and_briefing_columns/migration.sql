ALTER TABLE "Community" RENAME COLUMN "approval" TO "requiresApproval";
ALTER TABLE "Community" RENAME COLUMN "approversToldAt" TO "approversNotifiedAt";

ALTER TABLE "Briefing" RENAME COLUMN "paused" TO "isPaused";
ALTER TABLE "Briefing" RENAME COLUMN "settledTo" TO "caughtUpTo";
ALTER TABLE "Briefing" RENAME COLUMN "cronToldOf" TO "cronNotified";

ALTER TABLE "Edition" RENAME COLUMN "beatAt" TO "scheduledFor";
ALTER TABLE "Edition" RENAME COLUMN "late" TO "isLate";
ALTER TABLE "Edition" RENAME COLUMN "listed" TO "snapshot";
ALTER INDEX "Edition_briefingId_beatAt_key" RENAME TO "Edition_briefingId_scheduledFor_key";

ALTER TABLE "Alert" RENAME COLUMN "drill" TO "isDrill";

ALTER TYPE "ApprovalState" RENAME VALUE 'asked' TO 'pending';
ALTER TYPE "ApprovalState" RENAME VALUE 'void' TO 'cancelled';
ALTER TABLE "Approval" RENAME COLUMN "askedBy" TO "requestedBy";
ALTER TABLE "Approval" RENAME COLUMN "askedById" TO "requestedById";
ALTER TABLE "Approval" RENAME COLUMN "notices" TO "requestPublicationIds";
ALTER TABLE "Approval" RENAME COLUMN "told" TO "outcomePublicationIds";

ALTER TABLE "Approver" RENAME COLUMN "accounts" TO "accountFingerprints";
