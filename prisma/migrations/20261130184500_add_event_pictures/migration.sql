-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "pictureAlt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "pictureHash" TEXT;
