import {
  cities,
  familyNames,
  givenNames,
  kinds,
  subjects,
  summaries,
  venues,
} from './vocabulary.ts';

type Fold = (text: string) => string;

interface Database {
  $queryRawUnsafe<Result>(sql: string, ...values: unknown[]): Promise<Result>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<unknown>;
}

/** Events written by one statement. */
const chunkSize = 5_000;

const lists = [kinds, subjects, familyNames, givenNames, summaries, venues, cities];

/** An element of the list at a parameter, by a hash of the event's number. */
const pick = (parameter: number, salt = parameter): string =>
  `($${parameter}::text[])[1 + (hashint8(i * 31 + ${salt}) & 2147483647) % cardinality($${parameter}::text[])]`;

/** The title, summary and place of an event; the lists are at the parameters from `first` on. */
function texts(first: number): { title: string; summary: string; place: string } {
  const at = (index: number) => pick(first + index, index);
  return {
    title: `${at(0)} || ' ' || ${at(1)} || ' ' || ${at(2)} || ' ' || ${at(3)} || ' ' || i % 977`,
    summary: at(4),
    place: `${at(5)} || ', ' || ${at(6)}`,
  };
}

/**
 * Writes events into a community by SQL, two years of them around a time: of some hours, one in ten of days, one in a
 * hundred of weeks.
 */
export async function seedEvents(
  db: Database,
  { communityId, count, now, fold }: { communityId: string; count: number; now: Date; fold: Fold },
): Promise<void> {
  const [own, folded] = [texts(5), texts(5 + lists.length)];
  const values = [...lists, ...lists.map((list) => list.map(fold))];
  const [index] = await db.$queryRawUnsafe<{ exists: boolean }[]>(
    `SELECT to_regproc('callboard_rebuild_event_words') IS NOT NULL AS "exists"`,
  );
  // The words of all events are written at once, as when a database is migrated.
  if (index?.exists)
    await db.$executeRawUnsafe('ALTER TABLE "Event" DISABLE TRIGGER "search_insert"');
  for (let first = 0; first < count; first += chunkSize)
    await db.$executeRawUnsafe(
      `INSERT INTO "Event" ("id", "communityId", "title", "summary", "place", "topic", "sourceUrl", "zone",
        "startsAt", "endsAt", "searchText")
      SELECT gen_random_uuid(), $1::uuid, ${own.title}, ${own.summary}, ${own.place}, 'phim',
        'https://events.example.org/', 'Asia/Ho_Chi_Minh', s, s + CASE
          WHEN i % 100 = 0 THEN interval '20 days' WHEN i % 10 = 0 THEN interval '30 hours'
          ELSE interval '2 hours' END,
        ${folded.title} || ' ' || ${folded.summary} || ' ' || ${folded.place} || ' phim'
      FROM (SELECT i, $2::timestamptz + ((hashint8(i) & 2147483647) % 1051200 - 525600) * interval '1 minute' AS s
        FROM generate_series($3::bigint, $4::bigint) i) n`,
      communityId,
      now.toISOString(),
      first + 1,
      Math.min(first + chunkSize, count),
      ...values,
    );
  if (!index?.exists) return;
  await db.$executeRawUnsafe('ALTER TABLE "Event" ENABLE TRIGGER "search_insert"');
  await db.$queryRawUnsafe('SELECT "callboard_rebuild_event_words"()::text');
}
