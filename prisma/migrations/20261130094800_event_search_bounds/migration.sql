-- What makes the search of 20261130083000_event_search faster.

-- Whether a word is new is seen in the small table of variants, not in the large one of words.
CREATE OR REPLACE FUNCTION "callboard_event_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM "EventWord";
    DELETE FROM "EventWordVariant";
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    PERFORM FROM "before" b JOIN "after" a ON a."id" = b."id"
    WHERE (a."communityId", a."search", a."startsAt", a."endsAt", a."state")
      IS DISTINCT FROM (b."communityId", b."search", b."startsAt", b."endsAt", b."state")
    LIMIT 1;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM "EventWord" w USING (
      SELECT b."id", b."communityId", b."startsAt", b."endsAt",
        "callboard_event_span"(b."startsAt", b."endsAt", b."state"::text) AS span,
        array_append(tsvector_to_array(b."search"), '') AS words
      FROM "before" b
    ) o
    WHERE w."communityId" = o."communityId" AND w."word" = ANY (o.words) AND w."span" = o.span
      AND w."startsAt" = o."startsAt" AND w."eventId" = o."id" AND w."endsAt" = o."endsAt";
  END IF;
  IF TG_OP <> 'DELETE' THEN
    -- Sorted, so that two transactions with the same new words wait for each other in one order.
    INSERT INTO "EventWordVariant" ("communityId", "variant", "word")
    SELECT n."communityId", CASE i WHEN 0 THEN n.word ELSE left(n.word, i - 1) || substr(n.word, i + 1) END, n.word FROM (
      SELECT DISTINCT a."communityId", t.word FROM "after" a, unnest(tsvector_to_array(a."search")) t(word)
      WHERE length(t.word) BETWEEN 4 AND 24
        AND NOT EXISTS (
          SELECT FROM "EventWordVariant" v
          WHERE v."communityId" = a."communityId" AND v."variant" = t.word COLLATE "C" AND v."word" = t.word COLLATE "C"
        )
    ) n, generate_series(0, length(n.word)) i
    ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING;
    INSERT INTO "EventWord" ("communityId", "word", "span", "startsAt", "eventId", "endsAt")
    SELECT a."communityId", t.word, "callboard_event_span"(a."startsAt", a."endsAt", a."state"::text),
      a."startsAt", a."id", a."endsAt"
    FROM "after" a, unnest(array_append(tsvector_to_array(a."search"), '')) t(word);
  END IF;
  RETURN NULL;
END
$$;

-- As before, but planned once, because planning takes longer than reading. Most events are short, so those are read first, and
-- of the longer ones none that start after the last of them. Whether an event has a word of the second rarest group is
-- seen in the index, before the event itself is read.
CREATE OR REPLACE FUNCTION "callboard_find_events"(
  p_community uuid, p_from timestamptz, p_until timestamptz, p_groups jsonb, p_query tsquery, p_topic text, p_limit integer
) RETURNS TABLE ("id" uuid, "startsAt" timestamptz, "endsAt" timestamptz, "isOpen" boolean, "unknown" integer)
LANGUAGE plpgsql STABLE ROWS 50
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  max_words CONSTANT integer := 32;
  v_number integer := 0;
  v_several boolean := jsonb_array_length(p_groups) > 1;
  v_group jsonb;
  v_alternative jsonb;
  v_words text[];
  v_word text;
  v_stem text;
  v_chosen text;
  v_rarity timestamptz;
  v_chosen_rarity timestamptz;
  v_group_rarity timestamptz;
  v_best_rarity timestamptz := '-infinity';
  v_best text[];
  v_second_rarity timestamptz := '-infinity';
  v_second text[];
  v_is_wide boolean;
BEGIN
  FOR v_group IN SELECT g FROM jsonb_array_elements(p_groups) g LOOP
    v_number := v_number + 1;
    v_words := '{}';
    v_is_wide := false;
    v_group_rarity := 'infinity';
    FOR v_alternative IN SELECT a FROM jsonb_array_elements(v_group) a LOOP
      v_word := v_alternative ->> 0;
      IF right(v_word, 1) = '*' THEN
        v_stem := left(v_word, -1);
        PERFORM FROM "EventWord" w WHERE w."communityId" = p_community AND w."word" = v_stem LIMIT 1;
        IF FOUND THEN
          v_words := v_words || v_stem;
        END IF;
        v_word := v_stem;
        LOOP
          -- From one word to the next, without reading the rows in between.
          SELECT w."word" INTO v_word FROM "EventWord" w
          WHERE w."communityId" = p_community AND w."word" > v_word
          ORDER BY w."word" LIMIT 1;
          EXIT WHEN NOT FOUND OR NOT starts_with(v_word, v_stem);
          v_words := v_words || v_word;
          v_is_wide := cardinality(v_words) > max_words;
          EXIT WHEN v_is_wide;
        END LOOP;
      ELSE
        v_chosen := NULL;
        v_chosen_rarity := '-infinity';
        FOR v_word IN SELECT w FROM jsonb_array_elements_text(v_alternative) w LOOP
          PERFORM FROM "EventWord" w WHERE w."communityId" = p_community AND w."word" = v_word LIMIT 1;
          IF NOT FOUND THEN
            v_chosen := NULL;
            EXIT;
          END IF;
          v_rarity := 'infinity';
          IF jsonb_array_length(v_alternative) > 1 THEN
            v_rarity := "callboard_word_rarity"(p_community, v_word, p_from);
          END IF;
          IF v_chosen IS NULL OR v_rarity > v_chosen_rarity THEN
            v_chosen := v_word;
            v_chosen_rarity := v_rarity;
          END IF;
        END LOOP;
        IF v_chosen IS NOT NULL THEN
          v_words := v_words || v_chosen;
        END IF;
      END IF;
      EXIT WHEN v_is_wide;
    END LOOP;
    IF v_words = '{}' THEN
      RETURN QUERY SELECT NULL::uuid, NULL::timestamptz, NULL::timestamptz, false, v_number;
      RETURN;
    END IF;
    IF NOT v_is_wide THEN
      IF v_several THEN
        FOREACH v_word IN ARRAY v_words LOOP
          v_group_rarity := least(v_group_rarity, "callboard_word_rarity"(p_community, v_word, p_from));
        END LOOP;
      END IF;
      IF v_best IS NULL OR v_group_rarity > v_best_rarity THEN
        v_second := v_best;
        v_second_rarity := v_best_rarity;
        v_best := v_words;
        v_best_rarity := v_group_rarity;
      ELSIF v_second IS NULL OR v_group_rarity > v_second_rarity THEN
        v_second := v_words;
        v_second_rarity := v_group_rarity;
      END IF;
    END IF;
  END LOOP;
  v_best := coalesce(v_best, '{""}');

  IF p_query IS NULL AND p_topic = '' THEN
    RETURN QUERY
      WITH "short" AS MATERIALIZED (
        SELECT DISTINCT f."eventId", f."startsAt", f."endsAt" FROM unnest(v_best) b(word) CROSS JOIN LATERAL (
          SELECT w."eventId", w."startsAt", w."endsAt" FROM "EventWord" w
          WHERE w."communityId" = p_community AND w."word" = b.word COLLATE "C" AND w."span" = 0
            AND w."startsAt" >= p_from - interval '6 hours' AND w."startsAt" < coalesce(p_until, 'infinity')
            AND w."endsAt" >= p_from AND NOT (w."startsAt" < w."endsAt" AND w."endsAt" = p_from)
          ORDER BY w."startsAt", w."eventId" LIMIT p_limit
        ) f
        ORDER BY f."startsAt", f."eventId" LIMIT p_limit
      ), "long" AS (
        SELECT DISTINCT f."eventId", f."startsAt", f."endsAt", f."span" FROM unnest(v_best) b(word)
        CROSS JOIN (VALUES
          (1::smallint, interval '72 hours'), (2::smallint, interval '768 hours'), (3::smallint, NULL),
          (4::smallint, interval '2928 hours'), (5::smallint, NULL)
        ) s(span, back)
        CROSS JOIN LATERAL (
          SELECT w."eventId", w."startsAt", w."endsAt", w."span" FROM "EventWord" w
          WHERE w."communityId" = p_community AND w."word" = b.word COLLATE "C" AND w."span" = s.span
            AND w."startsAt" >= coalesce(p_from - s.back, '-infinity') AND w."startsAt" < coalesce(p_until, 'infinity')
            AND w."startsAt" <= (
              SELECT CASE WHEN count(*) < p_limit THEN 'infinity' ELSE max("short"."startsAt") END FROM "short"
            )
            AND w."endsAt" >= CASE WHEN s.span >= 4 AND p_until IS NULL THEN p_from - interval '2160 hours' ELSE p_from END
            AND NOT (w."startsAt" < w."endsAt" AND w."endsAt" = CASE WHEN s.span >= 4 AND p_until IS NULL THEN p_from - interval '2160 hours' ELSE p_from END)
          ORDER BY w."startsAt", w."eventId" LIMIT p_limit
        ) f
      )
      SELECT a."eventId", a."startsAt", a."endsAt", a."span" >= 4, 0 FROM (
        SELECT "short".*, 0::smallint AS "span" FROM "short" UNION ALL SELECT * FROM "long"
      ) a
      ORDER BY a."startsAt", a."eventId" LIMIT p_limit;
  ELSE
    RETURN QUERY
      WITH "short" AS MATERIALIZED (
        SELECT DISTINCT f."eventId", f."startsAt", f."endsAt" FROM unnest(v_best) b(word) CROSS JOIN LATERAL (
          SELECT w."eventId", w."startsAt", w."endsAt" FROM "EventWord" w JOIN "Event" e ON e."id" = w."eventId"
          WHERE w."communityId" = p_community AND w."word" = b.word COLLATE "C" AND w."span" = 0
            AND w."startsAt" >= p_from - interval '6 hours' AND w."startsAt" < coalesce(p_until, 'infinity')
            AND w."endsAt" >= p_from AND NOT (w."startsAt" < w."endsAt" AND w."endsAt" = p_from)
            AND (v_second IS NULL OR (
              SELECT true FROM unnest(v_second) o(word) JOIN "EventWord" x ON x."word" = o.word COLLATE "C"
              WHERE x."communityId" = p_community AND x."span" = w."span" AND x."startsAt" = w."startsAt"
                AND x."eventId" = w."eventId"
              LIMIT 1
            ))
            AND (p_query IS NULL OR e."search" @@ p_query)
            AND (p_topic = '' OR lower(e."topic") = lower(p_topic))
          ORDER BY w."startsAt", w."eventId" LIMIT p_limit
        ) f
        ORDER BY f."startsAt", f."eventId" LIMIT p_limit
      ), "long" AS (
        SELECT DISTINCT f."eventId", f."startsAt", f."endsAt", f."span" FROM unnest(v_best) b(word)
        CROSS JOIN (VALUES
          (1::smallint, interval '72 hours'), (2::smallint, interval '768 hours'), (3::smallint, NULL),
          (4::smallint, interval '2928 hours'), (5::smallint, NULL)
        ) s(span, back)
        CROSS JOIN LATERAL (
          SELECT w."eventId", w."startsAt", w."endsAt", w."span" FROM "EventWord" w JOIN "Event" e ON e."id" = w."eventId"
          WHERE w."communityId" = p_community AND w."word" = b.word COLLATE "C" AND w."span" = s.span
            AND w."startsAt" >= coalesce(p_from - s.back, '-infinity') AND w."startsAt" < coalesce(p_until, 'infinity')
            AND w."startsAt" <= (
              SELECT CASE WHEN count(*) < p_limit THEN 'infinity' ELSE max("short"."startsAt") END FROM "short"
            )
            AND w."endsAt" >= CASE WHEN s.span >= 4 AND p_until IS NULL THEN p_from - interval '2160 hours' ELSE p_from END
            AND NOT (w."startsAt" < w."endsAt" AND w."endsAt" = CASE WHEN s.span >= 4 AND p_until IS NULL THEN p_from - interval '2160 hours' ELSE p_from END)
            AND (v_second IS NULL OR (
              SELECT true FROM unnest(v_second) o(word) JOIN "EventWord" x ON x."word" = o.word COLLATE "C"
              WHERE x."communityId" = p_community AND x."span" = w."span" AND x."startsAt" = w."startsAt"
                AND x."eventId" = w."eventId"
              LIMIT 1
            ))
            AND (p_query IS NULL OR e."search" @@ p_query)
            AND (p_topic = '' OR lower(e."topic") = lower(p_topic))
          ORDER BY w."startsAt", w."eventId" LIMIT p_limit
        ) f
      )
      SELECT a."eventId", a."startsAt", a."endsAt", a."span" >= 4, 0 FROM (
        SELECT "short".*, 0::smallint AS "span" FROM "short" UNION ALL SELECT * FROM "long"
      ) a
      ORDER BY a."startsAt", a."eventId" LIMIT p_limit;
  END IF;
END
$$;
