-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "forgotten" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Signup" ALTER COLUMN "personId" DROP NOT NULL;
