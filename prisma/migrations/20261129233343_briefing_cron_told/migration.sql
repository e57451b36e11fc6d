-- AlterTable
ALTER TABLE "Briefing" ADD COLUMN     "cronToldOf" TEXT;
