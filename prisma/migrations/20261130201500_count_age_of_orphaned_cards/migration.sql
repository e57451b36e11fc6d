-- AlterTable
ALTER TABLE "InlineCard" ADD COLUMN     "orphanedAt" TIMESTAMPTZ(3);

UPDATE "InlineCard" SET "orphanedAt" = CURRENT_TIMESTAMP WHERE "eventId" IS NULL OR "accountId" IS NULL;

-- Foreign keys empty the columns, whoever deletes the event or the account.
CREATE FUNCTION "callboard_card_orphaned"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."orphanedAt" := CURRENT_TIMESTAMP;
  RETURN NEW;
END $$;

CREATE TRIGGER "mark_orphaned" BEFORE UPDATE ON "InlineCard" FOR EACH ROW
  WHEN (NEW."orphanedAt" IS NULL AND (NEW."eventId" IS NULL OR NEW."accountId" IS NULL))
  EXECUTE FUNCTION "callboard_card_orphaned"();
