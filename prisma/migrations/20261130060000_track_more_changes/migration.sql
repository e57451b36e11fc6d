-- Accounts and chats are announced by the platform's id, so that a cached "unknown" ends only when that one is stored.
DROP TRIGGER "tell_insert" ON "Account";
DROP TRIGGER "tell_update" ON "Account";
DROP TRIGGER "tell_delete" ON "Account";
DROP TRIGGER "tell_truncate" ON "Account";
DROP TRIGGER "tell_insert" ON "Chat";
DROP TRIGGER "tell_update" ON "Chat";
DROP TRIGGER "tell_delete" ON "Chat";
DROP TRIGGER "tell_truncate" ON "Chat";

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Account" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('platformId');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Account" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('platformId');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Account" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('platformId');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Account" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('platformId');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Chat" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('platformId');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Chat" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('platformId');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Chat" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('platformId');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Chat" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('platformId');

-- Courses and sessions change rarely and are read by everybody who signs up.
CREATE TRIGGER "tell_insert" AFTER INSERT ON "Course" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Course" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Course" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Course" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');

CREATE TRIGGER "tell_insert" AFTER INSERT ON "Session" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_update" AFTER UPDATE ON "Session" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_delete" AFTER DELETE ON "Session" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
CREATE TRIGGER "tell_truncate" AFTER TRUNCATE ON "Session" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_tell"('id');
