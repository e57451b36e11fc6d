-- CreateEnum
CREATE TYPE "RsvpState" AS ENUM ('going', 'maybe', 'declined', 'waiting');

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "capacity" INTEGER;

-- AlterTable
ALTER TABLE "Rsvp" ADD COLUMN     "position" BIGSERIAL NOT NULL,
ADD COLUMN     "state" "RsvpState";
UPDATE "Rsvp" SET "state" = CASE WHEN "going" THEN 'going' ELSE 'declined' END::"RsvpState";
ALTER TABLE "Rsvp" ALTER COLUMN "state" SET NOT NULL,
DROP COLUMN "going";

-- CreateIndex
CREATE INDEX "Rsvp_eventId_state_position_idx" ON "Rsvp"("eventId", "state", "position");
