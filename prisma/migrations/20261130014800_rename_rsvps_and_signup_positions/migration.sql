-- Renames only: no row changes.

-- RenameTable
ALTER TABLE "Interest" RENAME TO "Rsvp";
ALTER TABLE "Rsvp" RENAME COLUMN "broughtById" TO "originAccountId";
ALTER TABLE "Rsvp" RENAME CONSTRAINT "Interest_pkey" TO "Rsvp_pkey";
ALTER TABLE "Rsvp" RENAME CONSTRAINT "Interest_eventId_fkey" TO "Rsvp_eventId_fkey";
ALTER TABLE "Rsvp" RENAME CONSTRAINT "Interest_personId_fkey" TO "Rsvp_personId_fkey";
ALTER TABLE "Rsvp" RENAME CONSTRAINT "Interest_broughtById_fkey" TO "Rsvp_originAccountId_fkey";
ALTER INDEX "Interest_personId_idx" RENAME TO "Rsvp_personId_idx";
ALTER INDEX "Interest_broughtById_idx" RENAME TO "Rsvp_originAccountId_idx";

-- RenameColumn
ALTER TABLE "Event" RENAME COLUMN "forgotten" TO "erasedRsvpCount";

-- RenameColumn
ALTER TABLE "Signup" RENAME COLUMN "turn" TO "position";
ALTER SEQUENCE "Signup_turn_seq" RENAME TO "Signup_position_seq";
ALTER INDEX "Signup_sessionId_state_turn_idx" RENAME TO "Signup_sessionId_state_position_idx";

-- RenameColumn
ALTER TABLE "Signup" RENAME COLUMN "broughtById" TO "originAccountId";
ALTER TABLE "Signup" RENAME CONSTRAINT "Signup_broughtById_fkey" TO "Signup_originAccountId_fkey";
ALTER INDEX "Signup_broughtById_idx" RENAME TO "Signup_originAccountId_idx";
