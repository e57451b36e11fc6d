-- CreateEnum
CREATE TYPE "Eligibility" AS ENUM ('everyone', 'subscribers', 'team', 'role', 'invitation');

-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "eligibility" "Eligibility" NOT NULL DEFAULT 'everyone',
ADD COLUMN     "eligibleRole" TEXT,
ADD COLUMN     "eligibleRoleId" TEXT,
ADD COLUMN     "needsApproval" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Signup" ADD COLUMN     "invitedAt" TIMESTAMPTZ(3);

-- Locks a session until the transaction ends and takes its next seat, or the next position of its waiting list. One
-- statement for the caller; inside, each statement sees what others committed before the lock was granted.
-- p_replaces: a signup of the person for another session, which does not count against the course's limit, and was
-- approved where the course wants that. Without it an application waits for approval unless the person is invited, and
-- takes nothing.
CREATE OR REPLACE FUNCTION "callboard_reserve_seat"(
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
  v_invited timestamptz;
BEGIN
  SELECT s."startsAt", s."cancelledAt", s."opensAt", s."courseId", s."seats",
    s."closedAt" IS NOT NULL OR c."closedAt" IS NOT NULL OR s."closesAt" <= p_at AS "isClosed",
    c."seatsPerPerson", c."needsApproval" INTO v_session
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
  IF v_session."needsApproval" AND p_replaces IS NULL AND v_own."invitedAt" IS NULL THEN
    INSERT INTO "Signup" ("id", "sessionId", "personId", "note", "state", "createdAt")
    VALUES (gen_random_uuid(), p_session, p_person, p_note, 'pending', p_at)
    RETURNING * INTO v_own;
    RETURN QUERY SELECT 'taken', to_jsonb(v_own), count(*)::integer, '{}'::uuid[], '{}'::uuid[]
    FROM "Signup" s
    WHERE s."sessionId" = p_session AND s."state" = 'pending';
    RETURN;
  END IF;
  v_invited := v_own."invitedAt";
  SELECT count(*) FILTER (WHERE s."state" = 'confirmed')::integer AS "confirmed",
    count(*) FILTER (WHERE s."state" = 'offered')::integer AS "offered",
    count(*) FILTER (WHERE s."state" = 'waiting')::integer AS "waiting" INTO v_count
  FROM "Signup" s
  WHERE s."sessionId" = p_session AND s."state" IN ('confirmed', 'offered', 'waiting');
  v_state := CASE
    WHEN v_count."waiting" = 0 AND v_count."confirmed" + v_count."offered" < v_session."seats" THEN 'confirmed'
    ELSE 'waiting'
  END;
  INSERT INTO "Signup" ("id", "sessionId", "personId", "note", "state", "createdAt", "invitedAt", "replacesId", "asksFirst")
  VALUES (
    gen_random_uuid(), p_session, p_person, p_note, v_state, p_at, v_invited,
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
