-- A space that was disconnected on purpose
ALTER TABLE "LeftPlace" RENAME TO "DisconnectedSpace";
ALTER TABLE "DisconnectedSpace" RENAME COLUMN "leftAt" TO "disconnectedAt";
ALTER TABLE "DisconnectedSpace" RENAME CONSTRAINT "LeftPlace_pkey" TO "DisconnectedSpace_pkey";

-- Accounts that were linked once
ALTER TABLE "LinkRecord" RENAME TO "LinkHistory";
ALTER TABLE "LinkHistory" RENAME CONSTRAINT "LinkRecord_pkey" TO "LinkHistory_pkey";
ALTER INDEX "LinkRecord_other_idx" RENAME TO "LinkHistory_other_idx";

ALTER TABLE "Chat" RENAME COLUMN "closedToldAt" TO "closedNotifiedAt";
ALTER TABLE "Code" RENAME COLUMN "redeemed" TO "redeemedBy";
