-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "error" TEXT;
