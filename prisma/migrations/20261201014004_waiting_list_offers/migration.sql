-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "freezeMinutes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "offerMinutes" INTEGER;

-- AlterTable
ALTER TABLE "Signup" ADD COLUMN     "replacesId" UUID;

-- CreateIndex
CREATE INDEX "Signup_offeredUntil_idx" ON "Signup"("offeredUntil");

-- CreateIndex
CREATE INDEX "Signup_replacesId_idx" ON "Signup"("replacesId");

-- AddForeignKey
ALTER TABLE "Signup" ADD CONSTRAINT "Signup_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Signup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

DROP FUNCTION "callboard_reserve_seat"(uuid, uuid, text, timestamptz);
DROP FUNCTION "callboard_promote_waiting"(uuid, timestamptz);

-- Gives free seats of a session to its waiting list in its order; never after the session has started. The session must
-- be locked. A seat is offered where the course or the person wants it so, and theirs at once otherwise, as it is for
-- p_new, who has just asked for one. Nothing is given while the list stands still, nor offered in the last half hour.
-- Returns the ids of the people. See src/seats/seats.ts.
CREATE FUNCTION "callboard_fill_seats"(p_session uuid, p_at timestamptz, p_new uuid DEFAULT NULL)
RETURNS TABLE ("confirmed" uuid[], "offered" uuid[]) LANGUAGE sql VOLATILE AS $$
  WITH rules AS (
    SELECT s."seats", c."offerMinutes" IS NOT NULL AS "offers",
      s."startsAt" <= p_at + c."freezeMinutes" * interval '1 minute' AS "isFrozen",
      s."startsAt" <= p_at + interval '30 minutes' AS "isLate"
    FROM "Session" s JOIN "Course" c ON c."id" = s."courseId"
    WHERE s."id" = p_session AND s."startsAt" > p_at AND s."cancelledAt" IS NULL
  ), next AS (
    SELECT "id", "personId", coalesce("personId" = p_new, false) AS "isNew", "asksFirst" FROM "Signup"
    WHERE "sessionId" = p_session AND "state" = 'waiting' AND "personId" IS NOT NULL AND EXISTS (SELECT FROM rules)
    ORDER BY "position"
    LIMIT GREATEST(0, (SELECT "seats" FROM rules) - (
      SELECT count(*) FROM "Signup" WHERE "sessionId" = p_session AND "state" IN ('confirmed', 'offered')
    ))
  ), filled AS (
    UPDATE "Signup" u
    SET "state" = (CASE WHEN n."isNew" OR NOT (r."offers" OR n."asksFirst") THEN 'confirmed' ELSE 'offered' END)::"SignupState"
    FROM next n, rules r
    WHERE u."id" = n."id" AND (
      n."isNew" OR NOT r."isFrozen" AND NOT (r."isLate" AND (r."offers" OR n."asksFirst"))
    )
    RETURNING u."personId", u."state"
  )
  SELECT coalesce(array_agg("personId") FILTER (WHERE "state" = 'confirmed'), '{}'),
    coalesce(array_agg("personId") FILTER (WHERE "state" = 'offered'), '{}')
  FROM filled
$$;

-- Locks a session until the transaction ends and takes its next seat, or the next position of its waiting list. One
-- statement for the caller; inside, each statement sees what others committed before the lock was granted.
-- p_replaces: a signup of the person for another session, which does not count against the course's limit.
CREATE FUNCTION "callboard_reserve_seat"(
  p_session uuid, p_person uuid, p_note text, p_at timestamptz, p_replaces uuid DEFAULT NULL
)
RETURNS TABLE ("outcome" text, "signup" jsonb, "number" integer, "confirmed" uuid[], "offered" uuid[])
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_session record;
  v_own "Signup"%ROWTYPE;
  v_count record;
  v_filled record;
  v_refusal text;
  v_state "SignupState";
BEGIN
  SELECT s."startsAt", s."cancelledAt", s."opensAt", s."courseId", s."seats",
    s."closedAt" IS NOT NULL OR c."closedAt" IS NOT NULL OR s."closesAt" <= p_at AS "isClosed",
    c."seatsPerPerson" INTO v_session
  FROM "Session" s JOIN "Course" c ON c."id" = s."courseId"
  WHERE s."id" = p_session
  FOR UPDATE OF s;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'over', NULL::jsonb, NULL::integer, '{}'::uuid[], '{}'::uuid[];
    RETURN;
  END IF;
  SELECT * INTO v_own FROM "Signup" s WHERE s."sessionId" = p_session AND s."personId" = p_person;
  IF v_own."id" IS NOT NULL AND v_own."state" NOT IN ('cancelled', 'declined', 'removed', 'rejected', 'invited') THEN
    RETURN QUERY SELECT 'already', to_jsonb(v_own), count(*)::integer, '{}'::uuid[], '{}'::uuid[]
    FROM "Signup" s
    WHERE s."sessionId" = p_session AND s."state" = v_own."state" AND s."position" <= v_own."position";
    RETURN;
  END IF;
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
      WHERE o."personId" = p_person AND o."state" IN ('pending', 'confirmed', 'waiting', 'offered')
        AND o."id" IS DISTINCT FROM p_replaces AND s."courseId" = v_session."courseId"
        AND s."cancelledAt" IS NULL AND s."endsAt" > p_at
    ) >= v_session."seatsPerPerson" THEN
      v_refusal := 'limit';
    END IF;
  END IF;
  IF v_refusal IS NOT NULL THEN
    RETURN QUERY SELECT v_refusal, NULL::jsonb, NULL::integer, '{}'::uuid[], '{}'::uuid[];
    RETURN;
  END IF;
  -- Signing up again goes to the end of the order.
  IF v_own."id" IS NOT NULL THEN
    DELETE FROM "Signup" s WHERE s."id" = v_own."id";
  END IF;
  SELECT count(*) FILTER (WHERE s."state" = 'confirmed')::integer AS "confirmed",
    count(*) FILTER (WHERE s."state" = 'offered')::integer AS "offered",
    count(*) FILTER (WHERE s."state" = 'waiting')::integer AS "waiting" INTO v_count
  FROM "Signup" s
  WHERE s."sessionId" = p_session AND s."state" IN ('confirmed', 'offered', 'waiting');
  v_state := CASE
    WHEN v_count."waiting" = 0 AND v_count."confirmed" + v_count."offered" < v_session."seats" THEN 'confirmed'
    ELSE 'waiting'
  END;
  INSERT INTO "Signup" ("id", "sessionId", "personId", "note", "state", "createdAt", "replacesId", "asksFirst")
  VALUES (
    gen_random_uuid(), p_session, p_person, p_note, v_state, p_at,
    CASE WHEN v_state = 'waiting' THEN p_replaces END, v_state = 'waiting' AND p_replaces IS NOT NULL
  )
  RETURNING * INTO v_own;
  -- Seats are free beside a waiting list when it stood still, or when there are more of them since.
  IF v_state = 'waiting' AND v_count."confirmed" + v_count."offered" < v_session."seats" THEN
    SELECT * INTO v_filled FROM "callboard_fill_seats"(p_session, p_at, p_person);
    IF p_person = ANY (v_filled."confirmed") THEN
      SELECT * INTO v_own FROM "Signup" s WHERE s."id" = v_own."id";
    END IF;
    RETURN QUERY SELECT 'taken', to_jsonb(v_own), count(*)::integer, array_remove(v_filled."confirmed", p_person),
      v_filled."offered"
    FROM "Signup" s
    WHERE s."sessionId" = p_session AND s."state" = v_own."state" AND s."position" <= v_own."position";
    RETURN;
  END IF;
  -- The newest of those in its state is the last of them.
  RETURN QUERY SELECT 'taken', to_jsonb(v_own),
    1 + CASE WHEN v_state = 'confirmed' THEN v_count."confirmed" ELSE v_count."waiting" END,
    '{}'::uuid[], '{}'::uuid[];
END
$$;
