-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "guests" INTEGER;

-- AlterTable
ALTER TABLE "Rsvp" ADD COLUMN     "guests" INTEGER NOT NULL DEFAULT 0;
