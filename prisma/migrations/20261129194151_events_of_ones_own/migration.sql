-- AlterTable
ALTER TABLE "Event" ALTER COLUMN "sourceUrl" DROP NOT NULL;
