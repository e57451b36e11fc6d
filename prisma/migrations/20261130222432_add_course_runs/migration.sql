-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "cancelReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cancelledAt" TIMESTAMPTZ(3),
ADD COLUMN     "language" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "level" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "linkUrl" TEXT,
ADD COLUMN     "place" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "price" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "seatsPerPerson" INTEGER;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "cancelReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cancelledAt" TIMESTAMPTZ(3),
ADD COLUMN     "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "runId" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "CourseRun" (
    "id" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CourseRun_courseId_createdAt_idx" ON "CourseRun"("courseId", "createdAt");

-- CreateIndex
CREATE INDEX "Session_runId_idx" ON "Session"("runId");

-- Each course so far is given once, with all its sessions. People keep the seats that they have in several of them.
INSERT INTO "CourseRun" ("id", "courseId", "createdAt") SELECT gen_random_uuid(), "id", "createdAt" FROM "Course";
UPDATE "Session" s SET "runId" = r."id", "changedAt" = s."createdAt" FROM "CourseRun" r WHERE r."courseId" = s."courseId";

-- AddForeignKey
ALTER TABLE "CourseRun" ADD CONSTRAINT "CourseRun_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_runId_fkey" FOREIGN KEY ("runId") REFERENCES "CourseRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A session of no known run belongs to the first run of its course: so do those of a process that knows no runs yet.
CREATE FUNCTION "callboard_session_run"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_run uuid;
BEGIN
  IF EXISTS (SELECT FROM "CourseRun" r WHERE r."id" = NEW."runId") THEN
    RETURN NEW;
  END IF;
  -- One of several that add the first session at once makes the run.
  PERFORM FROM "Course" c WHERE c."id" = NEW."courseId" FOR NO KEY UPDATE;
  SELECT r."id" INTO v_run FROM "CourseRun" r
  WHERE r."courseId" = NEW."courseId" ORDER BY r."createdAt", r."id" LIMIT 1;
  IF v_run IS NULL THEN
    INSERT INTO "CourseRun" ("id", "courseId") VALUES (NEW."runId", NEW."courseId");
  ELSE
    NEW."runId" := v_run;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "Session_run" BEFORE INSERT ON "Session" FOR EACH ROW EXECUTE FUNCTION "callboard_session_run"();

-- As before, and never in a session that is cancelled.
CREATE OR REPLACE FUNCTION "callboard_promote_waiting"(p_session uuid, p_at timestamptz) RETURNS uuid[] LANGUAGE sql VOLATILE AS $$
  WITH promoted AS (
    UPDATE "Signup" SET "state" = 'placed' WHERE "id" IN (
      SELECT "id" FROM "Signup"
      WHERE "sessionId" = p_session AND "state" = 'waiting' AND "personId" IS NOT NULL
        AND EXISTS (
          SELECT FROM "Session" WHERE "id" = p_session AND "startsAt" > p_at AND "cancelledAt" IS NULL
        )
      ORDER BY "position"
      LIMIT GREATEST(0, (SELECT "seats" FROM "Session" WHERE "id" = p_session) - (
        SELECT count(*) FROM "Signup" WHERE "sessionId" = p_session AND "state" = 'placed'
      ))
    ) RETURNING "personId"
  )
  SELECT coalesce(array_agg("personId"), '{}') FROM promoted
$$;

-- As before; refused too in a session that is cancelled, and to who has all the seats of the course that a person may
-- have. The lock on the person and course comes after that of the session, and no session is locked after it.
CREATE OR REPLACE FUNCTION "callboard_reserve_seat"(p_session uuid, p_person uuid, p_note text, p_at timestamptz)
RETURNS TABLE ("outcome" text, "signup" jsonb, "number" integer, "promoted" uuid[]) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_session record;
  v_own "Signup"%ROWTYPE;
  v_promoted uuid[] := '{}';
  v_outcome text := 'already';
  v_refusal text;
BEGIN
  SELECT s."startsAt", s."cancelledAt", s."closedAt" IS NOT NULL OR c."closedAt" IS NOT NULL AS "isClosed",
    s."courseId", c."seatsPerPerson" INTO v_session
  FROM "Session" s JOIN "Course" c ON c."id" = s."courseId"
  WHERE s."id" = p_session
  FOR UPDATE OF s;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'over', NULL::jsonb, NULL::integer, v_promoted;
    RETURN;
  END IF;
  SELECT * INTO v_own FROM "Signup" s WHERE s."sessionId" = p_session AND s."personId" = p_person;
  IF v_own."id" IS NULL OR v_own."state" = 'withdrawn' THEN
    v_refusal := CASE
      WHEN v_session."cancelledAt" IS NOT NULL THEN 'cancelled'
      WHEN v_session."isClosed" THEN 'closed'
      WHEN v_session."startsAt" <= p_at THEN 'over'
    END;
    IF v_refusal IS NULL AND v_session."seatsPerPerson" IS NOT NULL THEN
      PERFORM pg_advisory_xact_lock(hashtextextended(v_session."courseId"::text || p_person::text, 0));
      IF (
        SELECT count(*) FROM "Signup" o JOIN "Session" s ON s."id" = o."sessionId"
        WHERE o."personId" = p_person AND o."state" IN ('placed', 'waiting') AND s."courseId" = v_session."courseId"
          AND s."cancelledAt" IS NULL AND s."endsAt" > p_at
      ) >= v_session."seatsPerPerson" THEN
        v_refusal := 'limit';
      END IF;
    END IF;
    IF v_refusal IS NOT NULL THEN
      RETURN QUERY SELECT v_refusal, NULL::jsonb, NULL::integer, v_promoted;
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
