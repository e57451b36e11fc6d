-- Tells every process which rows have changed, when the change is committed: "Event <key> <key>", where the key is
-- the column named by the trigger, or the table alone when there are many. See src/database/memory.ts.
CREATE FUNCTION "callboard_tell"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  most CONSTANT integer := 50;
  keys text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    keys := ARRAY(SELECT DISTINCT to_jsonb(r) ->> TG_ARGV[0] FROM "after" r LIMIT most + 1);
  ELSIF TG_OP = 'DELETE' THEN
    keys := ARRAY(SELECT DISTINCT to_jsonb(r) ->> TG_ARGV[0] FROM "before" r LIMIT most + 1);
  ELSIF TG_OP = 'UPDATE' THEN
    keys := ARRAY(
      SELECT to_jsonb(r) ->> TG_ARGV[0] FROM "before" r
      UNION SELECT to_jsonb(r) ->> TG_ARGV[0] FROM "after" r LIMIT most + 1
    );
  END IF;
  IF TG_OP = 'TRUNCATE' OR cardinality(keys) > most THEN
    PERFORM pg_notify('callboard_changes', TG_TABLE_NAME);
  ELSIF cardinality(keys) > 0 THEN
    PERFORM pg_notify('callboard_changes', TG_TABLE_NAME || ' ' || array_to_string(keys, ' '));
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Account" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Account" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Account" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Account" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Person" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Person" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Person" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Person" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Chat" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Chat" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Chat" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Chat" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Connection" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Connection" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Connection" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Connection" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Community" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Community" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Community" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Community" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Membership" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('personId');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Membership" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('personId');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Membership" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('personId');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Membership" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('personId');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Event" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('communityId');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Event" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('communityId');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Event" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('communityId');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Event" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('communityId');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Prompt" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('accountId');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Prompt" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('accountId');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Prompt" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('accountId');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Prompt" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('accountId');
