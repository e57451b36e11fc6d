-- AlterTable
ALTER TABLE "Chat" ADD COLUMN     "hasUnknownDeliveries" BOOLEAN NOT NULL DEFAULT false;
