-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "namesAttendees" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Rsvp" ADD COLUMN     "isNamed" BOOLEAN NOT NULL DEFAULT false;
