-- AlterTable
ALTER TABLE "Chat" ADD COLUMN     "tables" BOOLEAN;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "tables" BOOLEAN;
