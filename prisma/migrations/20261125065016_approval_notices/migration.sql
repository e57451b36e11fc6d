-- AlterTable
ALTER TABLE "Approval" ADD COLUMN     "notices" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "told" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "version" INTEGER NOT NULL;

-- Accounts that are one person's now are remembered as such, as every later link will be.
-- The keys are those of src/people/account-key.ts.
INSERT INTO "LinkRecord" ("one", "other", "linkedAt")
SELECT DISTINCT LEAST(k."key", o."key"), GREATEST(k."key", o."key"), CURRENT_TIMESTAMP
FROM (SELECT "personId", encode(sha256(convert_to("platform"::text || ':' || "platformId", 'UTF8')), 'hex') AS "key" FROM "Account") k
JOIN (SELECT "personId", encode(sha256(convert_to("platform"::text || ':' || "platformId", 'UTF8')), 'hex') AS "key" FROM "Account") o
  ON o."personId" = k."personId" AND o."key" <> k."key"
ON CONFLICT DO NOTHING;
