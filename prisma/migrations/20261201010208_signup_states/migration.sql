-- CreateEnum
CREATE TYPE "AttendanceState" AS ENUM ('attended', 'late', 'missed', 'excused');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "SignupState" ADD VALUE 'invited';
ALTER TYPE "SignupState" ADD VALUE 'pending';
ALTER TYPE "SignupState" ADD VALUE 'offered';
ALTER TYPE "SignupState" ADD VALUE 'declined';
ALTER TYPE "SignupState" ADD VALUE 'rejected';
ALTER TYPE "SignupState" ADD VALUE 'removed';

-- AlterTable
ALTER TABLE "Signup" ADD COLUMN     "asksFirst" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "attendance" "AttendanceState",
ADD COLUMN     "attendedAt" TIMESTAMPTZ(3),
ADD COLUMN     "offeredUntil" TIMESTAMPTZ(3),
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '';
