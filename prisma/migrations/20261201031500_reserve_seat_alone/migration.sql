-- As "callboard_reserve_seat", for a statement that is a transaction of its own: the session is locked while this runs and
-- not while the program answers. Where others get seats as well, or organisers decide first, somebody has to be told in
-- the same transaction: then nothing is done, and the outcome is 'told'. See src/seats/reserve-alone.ts.
CREATE FUNCTION "callboard_reserve_seat_alone"(p_session uuid, p_person uuid, p_note text, p_at timestamptz)
RETURNS TABLE ("outcome" text, "signup" jsonb, "number" integer, "confirmed" uuid[], "offered" uuid[])
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_reserved record;
BEGIN
  SELECT * INTO v_reserved FROM "callboard_reserve_seat"(p_session, p_person, p_note, p_at);
  IF cardinality(v_reserved."confirmed") + cardinality(v_reserved."offered") > 0 OR (
    v_reserved."outcome" = 'taken' AND v_reserved."signup" ->> 'state' NOT IN ('confirmed', 'waiting')
  ) THEN
    RAISE SQLSTATE 'CB001';
  END IF;
  RETURN QUERY SELECT v_reserved."outcome", v_reserved."signup", v_reserved."number", v_reserved."confirmed",
    v_reserved."offered";
EXCEPTION WHEN SQLSTATE 'CB001' THEN
  RETURN QUERY SELECT 'told', NULL::jsonb, NULL::integer, '{}'::uuid[], '{}'::uuid[];
END
$$;
