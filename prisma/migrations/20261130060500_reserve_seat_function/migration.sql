-- Gives free seats of a session to its waiting list, first come first served; never after it has started. The session
-- must be locked. Returns the ids of the people who got a seat. See src/seats/seats.ts.
CREATE FUNCTION "callboard_promote_waiting"(p_session uuid, p_at timestamptz) RETURNS uuid[] LANGUAGE sql VOLATILE AS $$
  WITH promoted AS (
    UPDATE "Signup" SET "state" = 'placed' WHERE "id" IN (
      SELECT "id" FROM "Signup"
      WHERE "sessionId" = p_session AND "state" = 'waiting' AND "personId" IS NOT NULL
        AND (SELECT "startsAt" FROM "Session" WHERE "id" = p_session) > p_at
      ORDER BY "position"
      LIMIT GREATEST(0, (SELECT "seats" FROM "Session" WHERE "id" = p_session) - (
        SELECT count(*) FROM "Signup" WHERE "sessionId" = p_session AND "state" = 'placed'
      ))
    ) RETURNING "personId"
  )
  SELECT coalesce(array_agg("personId"), '{}') FROM promoted
$$;

-- Locks a session until the transaction ends and takes its next seat, or the next position of its waiting list. One
-- statement for the caller; inside, each statement sees what others committed before the lock was granted.
CREATE FUNCTION "callboard_reserve_seat"(p_session uuid, p_person uuid, p_note text, p_at timestamptz)
RETURNS TABLE ("outcome" text, "signup" jsonb, "number" integer, "promoted" uuid[]) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_session record;
  v_own "Signup"%ROWTYPE;
  v_promoted uuid[] := '{}';
  v_outcome text := 'already';
BEGIN
  SELECT s."startsAt", s."closedAt" IS NOT NULL OR c."closedAt" IS NOT NULL AS "isClosed" INTO v_session
  FROM "Session" s JOIN "Course" c ON c."id" = s."courseId"
  WHERE s."id" = p_session
  FOR UPDATE OF s;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'over', NULL::jsonb, NULL::integer, v_promoted;
    RETURN;
  END IF;
  SELECT * INTO v_own FROM "Signup" s WHERE s."sessionId" = p_session AND s."personId" = p_person;
  IF v_own."id" IS NULL OR v_own."state" = 'withdrawn' THEN
    IF v_session."isClosed" OR v_session."startsAt" <= p_at THEN
      RETURN QUERY SELECT CASE WHEN v_session."isClosed" THEN 'closed' ELSE 'over' END,
        NULL::jsonb, NULL::integer, v_promoted;
      RETURN;
    END IF;
    -- Signing up again after withdrawing goes to the end of the order.
    DELETE FROM "Signup" s WHERE s."id" = v_own."id";
    INSERT INTO "Signup" ("id", "sessionId", "personId", "note", "state", "createdAt")
    VALUES (gen_random_uuid(), p_session, p_person, p_note, 'waiting', p_at)
    RETURNING * INTO v_own;
    v_outcome := 'taken';
    v_promoted := "callboard_promote_waiting"(p_session, p_at);
    IF p_person = ANY (v_promoted) THEN
      v_own."state" := 'placed';
      v_promoted := array_remove(v_promoted, p_person);
    END IF;
  END IF;
  RETURN QUERY SELECT v_outcome, to_jsonb(v_own), count(*)::integer, v_promoted
  FROM "Signup" s
  WHERE s."sessionId" = p_session AND s."state" = v_own."state" AND s."position" <= v_own."position";
END
$$;
