-- CreateEnum
CREATE TYPE "AttendancePageKind" AS ENUM ('screen', 'list');

-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "passSessions" INTEGER;

-- CreateTable
CREATE TABLE "CheckInKey" (
    "sessionId" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CheckInKey_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "AttendancePage" (
    "hash" TEXT NOT NULL,
    "kind" "AttendancePageKind" NOT NULL,
    "sessionId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AttendancePage_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "AttendancePage_sessionId_createdAt_idx" ON "AttendancePage"("sessionId", "createdAt");

-- CreateIndex
CREATE INDEX "AttendancePage_accountId_idx" ON "AttendancePage"("accountId");

-- AddForeignKey
ALTER TABLE "CheckInKey" ADD CONSTRAINT "CheckInKey_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendancePage" ADD CONSTRAINT "AttendancePage_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendancePage" ADD CONSTRAINT "AttendancePage_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
