-- One opaque reference in place of a column per subject.
ALTER TABLE "Publication" ADD COLUMN     "origin" TEXT;

UPDATE "Publication" SET "origin" = CASE
    WHEN "alertId" IS NOT NULL THEN 'alert/' || "alertId"
    WHEN "editionId" IS NOT NULL THEN 'edition/' || "editionId"
    ELSE 'event/' || "eventId"
  END
  WHERE "alertId" IS NOT NULL OR "editionId" IS NOT NULL OR "eventId" IS NOT NULL;

ALTER TABLE "Publication" DROP CONSTRAINT "Publication_alertId_fkey";
ALTER TABLE "Publication" DROP CONSTRAINT "Publication_editionId_fkey";
ALTER TABLE "Publication" DROP CONSTRAINT "Publication_eventId_fkey";
DROP INDEX "Publication_alertId_idx";
DROP INDEX "Publication_editionId_idx";
DROP INDEX "Publication_eventId_idx";
ALTER TABLE "Publication" DROP COLUMN "alertId", DROP COLUMN "editionId", DROP COLUMN "eventId";

CREATE INDEX "Publication_origin_idx" ON "Publication"("origin");
