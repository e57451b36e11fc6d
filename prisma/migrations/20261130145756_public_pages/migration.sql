-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "showsLunarDates" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "previousStartsAt" TIMESTAMPTZ(3);
