-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "pictureAlt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "pictureHash" TEXT;
