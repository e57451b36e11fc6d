-- The words of events by the time of the event, so that the next events with a word are read in order and only as many
-- as are wanted. See src/events/search/.

ALTER TABLE "Event" ADD COLUMN "search" tsvector;

-- One row for each word of an event, and one with the empty word. Every value is derived from "Event" by the triggers
-- below. Without a foreign key, which would be checked for each row; the triggers delete the rows, too.
CREATE TABLE "EventWord" (
    "communityId" UUID NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "span" SMALLINT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "eventId" UUID NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventWord_pkey" PRIMARY KEY ("communityId","word","span","startsAt","eventId","endsAt")
);

-- The words of a community of four letters or more, by what is left of them without one letter: two words that differ by
-- one typing mistake have a variant in common.
CREATE TABLE "EventWordVariant" (
    "communityId" UUID NOT NULL,
    "variant" TEXT COLLATE "C" NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "EventWordVariant_pkey" PRIMARY KEY ("communityId","variant","word")
);

ALTER TABLE "EventWordVariant" ADD CONSTRAINT "EventWordVariant_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The words of a folded text with their positions. The separators are those of src/events/search/words.ts.
CREATE FUNCTION "callboard_text_vector"(p_text text, p_label text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(
    string_agg('''' || left(w, 40) || ''':' || least(n, 16383) || p_label, ' ')::tsvector,
    ''::tsvector
  )
  FROM regexp_split_to_table(p_text, '[ -\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\U0001f000-\U0001faff]+') WITH ORDINALITY AS t(w, n)
  WHERE w <> ''
$$;

-- A text without case and diacritics: what the program's fold does, for places.
CREATE FUNCTION "callboard_fold"(p_text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(translate(regexp_replace(normalize(p_text, NFKD), '[\u0300-\u036f]', '', 'g'), 'đĐðÐ', 'dddd'))
$$;

-- How far back the start of an event can be that has not ended: up to 6 hours, 3 days, 32 days, or any time. Postponed
-- ones, which stay open for 90 days after their former end, are kept apart.
CREATE FUNCTION "callboard_event_span"(p_starts timestamptz, p_ends timestamptz, p_state text) RETURNS smallint LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_state = 'postponed' THEN CASE WHEN p_ends <= p_starts + interval '768 hours' THEN 4 ELSE 5 END
    WHEN p_ends <= p_starts + interval '6 hours' THEN 0
    WHEN p_ends <= p_starts + interval '72 hours' THEN 1
    WHEN p_ends <= p_starts + interval '768 hours' THEN 2
    ELSE 3
  END::smallint
$$;

CREATE FUNCTION "callboard_event_search"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."search" := "callboard_text_vector"(NEW."searchText", '')
    || "callboard_text_vector"("callboard_fold"(NEW."place"), 'B');
  RETURN NEW;
END
$$;

-- Stores the words of new and changed events, and removes those of changed and deleted ones.
CREATE FUNCTION "callboard_event_words"() RETURNS trigger LANGUAGE plpgsql AS $$
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
        AND NOT EXISTS (SELECT FROM "EventWord" w WHERE w."communityId" = a."communityId" AND w."word" = t.word COLLATE "C")
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

-- How early the next 17 events with a word are over: the later, the rarer is the word.
CREATE FUNCTION "callboard_word_rarity"(p_community uuid, p_word text, p_from timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT w."startsAt" FROM "EventWord" w
    WHERE w."communityId" = p_community AND w."word" = p_word AND w."span" = 0 AND w."startsAt" >= p_from
    ORDER BY w."startsAt", w."eventId" OFFSET 16 LIMIT 1
  ), 'infinity')
$$;

-- The first events, by their start, that overlap [p_from, p_until), or without p_until those that have not ended at
-- p_from. p_groups holds the words that an event must have: an array of groups, each an array of alternatives, each
-- an array of words in sequence; a word that ends with * stands for all that begin with it. The events that have a word
-- of the rarest group are read in order, and p_query is checked on each where there is more to check. A group that no
-- event of the community has a word of is returned as "unknown", counted from 1, instead of events.
CREATE FUNCTION "callboard_find_events"(
  p_community uuid, p_from timestamptz, p_until timestamptz, p_groups jsonb, p_query tsquery, p_topic text, p_limit integer
) RETURNS TABLE ("id" uuid, "startsAt" timestamptz, "endsAt" timestamptz, "isOpen" boolean, "unknown" integer)
LANGUAGE plpgsql STABLE ROWS 50
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
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
        v_best := v_words;
        v_best_rarity := v_group_rarity;
      END IF;
    END IF;
  END LOOP;
  v_best := coalesce(v_best, '{""}');

  IF p_query IS NULL AND p_topic = '' THEN
    RETURN QUERY
      SELECT DISTINCT f."eventId", f."startsAt", f."endsAt", f."span" >= 4, 0
      FROM unnest(v_best) b(word)
      CROSS JOIN (VALUES
        (0::smallint, interval '6 hours'), (1::smallint, interval '72 hours'), (2::smallint, interval '768 hours'),
        (3::smallint, NULL), (4::smallint, interval '2928 hours'), (5::smallint, NULL)
      ) s(span, back)
      CROSS JOIN LATERAL (
        SELECT w."eventId", w."startsAt", w."endsAt", w."span" FROM "EventWord" w
        WHERE w."communityId" = p_community AND w."word" = b.word COLLATE "C" AND w."span" = s.span
          AND w."startsAt" >= coalesce(p_from - s.back, '-infinity')
          AND w."startsAt" < coalesce(p_until, 'infinity')
          AND w."endsAt" >= CASE WHEN s.span >= 4 AND p_until IS NULL THEN p_from - interval '2160 hours' ELSE p_from END
          AND NOT (w."startsAt" < w."endsAt" AND w."endsAt" =
            CASE WHEN s.span >= 4 AND p_until IS NULL THEN p_from - interval '2160 hours' ELSE p_from END)
        ORDER BY w."startsAt", w."eventId" LIMIT p_limit
      ) f
      ORDER BY f."startsAt", f."eventId" LIMIT p_limit;
  ELSE
    RETURN QUERY
      SELECT DISTINCT f."eventId", f."startsAt", f."endsAt", f."span" >= 4, 0
      FROM unnest(v_best) b(word)
      CROSS JOIN (VALUES
        (0::smallint, interval '6 hours'), (1::smallint, interval '72 hours'), (2::smallint, interval '768 hours'),
        (3::smallint, NULL), (4::smallint, interval '2928 hours'), (5::smallint, NULL)
      ) s(span, back)
      CROSS JOIN LATERAL (
        SELECT w."eventId", w."startsAt", w."endsAt", w."span" FROM "EventWord" w JOIN "Event" e ON e."id" = w."eventId"
        WHERE w."communityId" = p_community AND w."word" = b.word COLLATE "C" AND w."span" = s.span
          AND w."startsAt" >= coalesce(p_from - s.back, '-infinity')
          AND w."startsAt" < coalesce(p_until, 'infinity')
          AND w."endsAt" >= CASE WHEN s.span >= 4 AND p_until IS NULL THEN p_from - interval '2160 hours' ELSE p_from END
          AND NOT (w."startsAt" < w."endsAt" AND w."endsAt" =
            CASE WHEN s.span >= 4 AND p_until IS NULL THEN p_from - interval '2160 hours' ELSE p_from END)
          AND (p_query IS NULL OR e."search" @@ p_query)
          AND (p_topic = '' OR lower(e."topic") = lower(p_topic))
        ORDER BY w."startsAt", w."eventId" LIMIT p_limit
      ) f
      ORDER BY f."startsAt", f."eventId" LIMIT p_limit;
  END IF;
END
$$;

-- Writes the words of all events anew, sorted as the index is.
CREATE FUNCTION "callboard_rebuild_event_words"() RETURNS void LANGUAGE sql VOLATILE AS $$
  DELETE FROM "EventWord";
  DELETE FROM "EventWordVariant";
  INSERT INTO "EventWordVariant" ("communityId", "variant", "word")
  SELECT DISTINCT n."communityId", CASE i WHEN 0 THEN n.word ELSE left(n.word, i - 1) || substr(n.word, i + 1) END, n.word FROM (
    SELECT DISTINCT e."communityId", t.word FROM "Event" e, unnest(tsvector_to_array(e."search")) t(word)
    WHERE length(t.word) BETWEEN 4 AND 24
  ) n, generate_series(0, length(n.word)) i;
  INSERT INTO "EventWord" ("communityId", "word", "span", "startsAt", "eventId", "endsAt")
  SELECT e."communityId", t.word COLLATE "C", "callboard_event_span"(e."startsAt", e."endsAt", e."state"::text),
    e."startsAt", e."id", e."endsAt"
  FROM "Event" e, unnest(array_append(tsvector_to_array(e."search"), '')) t(word)
  ORDER BY 1, 2, 3, 4, 5, 6
$$;

CREATE TRIGGER "search_vector" BEFORE INSERT OR UPDATE OF "searchText", "place" ON "Event" FOR EACH ROW EXECUTE FUNCTION "callboard_event_search"();
UPDATE "Event" SET "searchText" = "searchText";

SELECT "callboard_rebuild_event_words"();

CREATE TRIGGER "search_insert" AFTER INSERT ON "Event" REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_event_words"();
CREATE TRIGGER "search_update" AFTER UPDATE ON "Event" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_event_words"();
CREATE TRIGGER "search_delete" AFTER DELETE ON "Event" REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_event_words"();
CREATE TRIGGER "search_truncate" AFTER TRUNCATE ON "Event" FOR EACH STATEMENT EXECUTE FUNCTION "callboard_event_words"();
