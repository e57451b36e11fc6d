-- As before; an offered seat is taken as long as the offer stands.
CREATE OR REPLACE FUNCTION "callboard_promote_waiting"(p_session uuid, p_at timestamptz) RETURNS uuid[] LANGUAGE sql VOLATILE AS $$
  WITH promoted AS (
    UPDATE "Signup" SET "state" = 'confirmed' WHERE "id" IN (
      SELECT "id" FROM "Signup"
      WHERE "sessionId" = p_session AND "state" = 'waiting' AND "personId" IS NOT NULL
        AND EXISTS (
          SELECT FROM "Session" WHERE "id" = p_session AND "startsAt" > p_at AND "cancelledAt" IS NULL
        )
      ORDER BY "position"
      LIMIT GREATEST(0, (SELECT "seats" FROM "Session" WHERE "id" = p_session) - (
        SELECT count(*) FROM "Signup" WHERE "sessionId" = p_session AND "state" IN ('confirmed', 'offered')
      ))
    ) RETURNING "personId"
  )
  SELECT coalesce(array_agg("personId"), '{}') FROM promoted
$$;

-- As before; who declined or was removed can sign up again, who was rejected cannot, and an offer or an application
-- stands as it is.
CREATE OR REPLACE FUNCTION "callboard_reserve_seat"(p_session uuid, p_person uuid, p_note text, p_at timestamptz)
RETURNS TABLE ("outcome" text, "signup" jsonb, "number" integer, "promoted" uuid[]) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_session record;
  v_own "Signup"%ROWTYPE;
  v_promoted uuid[] := '{}';
  v_outcome text := 'already';
  v_refusal text;
BEGIN
  SELECT s."startsAt", s."cancelledAt", s."opensAt", s."courseId",
    s."closedAt" IS NOT NULL OR c."closedAt" IS NOT NULL OR s."closesAt" <= p_at AS "isClosed",
    c."seatsPerPerson" INTO v_session
  FROM "Session" s JOIN "Course" c ON c."id" = s."courseId"
  WHERE s."id" = p_session
  FOR UPDATE OF s;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'over', NULL::jsonb, NULL::integer, v_promoted;
    RETURN;
  END IF;
  SELECT * INTO v_own FROM "Signup" s WHERE s."sessionId" = p_session AND s."personId" = p_person;
  IF v_own."id" IS NULL OR v_own."state" IN ('cancelled', 'declined', 'removed', 'rejected', 'invited') THEN
    v_refusal := CASE
      WHEN v_own."state" = 'rejected' THEN 'rejected'
      WHEN v_session."cancelledAt" IS NOT NULL THEN 'cancelled'
      WHEN v_session."isClosed" THEN 'closed'
      WHEN v_session."startsAt" <= p_at THEN 'over'
      WHEN v_session."opensAt" > p_at THEN 'early'
    END;
    IF v_refusal IS NULL AND v_session."seatsPerPerson" IS NOT NULL THEN
      PERFORM pg_advisory_xact_lock(hashtextextended(v_session."courseId"::text || p_person::text, 0));
      IF (
        SELECT count(*) FROM "Signup" o JOIN "Session" s ON s."id" = o."sessionId"
        WHERE o."personId" = p_person AND o."state" IN ('pending', 'confirmed', 'waiting', 'offered') AND s."courseId" = v_session."courseId"
          AND s."cancelledAt" IS NULL AND s."endsAt" > p_at
      ) >= v_session."seatsPerPerson" THEN
        v_refusal := 'limit';
      END IF;
    END IF;
    IF v_refusal IS NOT NULL THEN
      RETURN QUERY SELECT v_refusal, NULL::jsonb, NULL::integer, v_promoted;
      RETURN;
    END IF;
    -- Signing up again goes to the end of the order.
    DELETE FROM "Signup" s WHERE s."id" = v_own."id";
    INSERT INTO "Signup" ("id", "sessionId", "personId", "note", "state", "createdAt")
    VALUES (gen_random_uuid(), p_session, p_person, p_note, 'waiting', p_at)
    RETURNING * INTO v_own;
    v_outcome := 'taken';
    v_promoted := "callboard_promote_waiting"(p_session, p_at);
    IF p_person = ANY (v_promoted) THEN
      v_own."state" := 'confirmed';
      v_promoted := array_remove(v_promoted, p_person);
    END IF;
  END IF;
  RETURN QUERY SELECT v_outcome, to_jsonb(v_own), count(*)::integer, v_promoted
  FROM "Signup" s
  WHERE s."sessionId" = p_session AND s."state" = v_own."state" AND s."position" <= v_own."position";
END
$$;
