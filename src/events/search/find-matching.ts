import { z } from 'zod';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Alternative, QueryTerm } from './query-terms.ts';

/** When an event may take place. */
export interface Timespan {
  /** Events that overlap [from, until), or without `until` those that have not ended at `from`. */
  from: Date;
  until?: Date | undefined;
}

export interface MatchQuery extends Timespan {
  communityId: string;
  /** An event must have all of them. */
  terms: readonly QueryTerm[];
  /** In any case; empty for all. */
  topic: string;
  limit: number;
}

/** An event that was found, without its texts. */
export interface Match {
  id: string;
  startsAt: Date;
  endsAt: Date;
  /** Whether it is postponed. */
  isOpen: boolean;
}

/** The events in the order of time, or the term that no event of the community has. */
export type Matches = { events: Match[] } | { events: []; unknown: QueryTerm };

const rowsSchema = z.array(
  z.union([
    z.object({ id: z.null(), unknown: z.number() }),
    // PostgreSQL has times that JavaScript has not: such an event never keeps the others from being found.
    z.object({
      id: z.string(),
      startsAt: z.instanceof(Date),
      endsAt: z.instanceof(Date),
      isOpen: z.boolean(),
    }),
  ]),
);

/** In the syntax of tsquery. Folded words have no signs that would need an escape. */
function alternativeQuery({ words, kind, inPlace }: Alternative): string {
  const flags = `${kind === 'prefix' ? '*' : ''}${inPlace ? 'B' : ''}`;
  const quoted = words.map((word) => `'${word}'${flags === '' ? '' : `:${flags}`}`);
  return `(${quoted.join(kind === 'sequence' ? ' <-> ' : ' & ')})`;
}

/** The condition on the words of an event; null where having one of the words that lead to it is enough. */
function conditionOf(groups: readonly (readonly Alternative[])[]): string | null {
  const isSimple =
    groups.length <= 1 &&
    groups.flat().every(({ words, inPlace }) => words.length === 1 && !inPlace);
  if (isSimple) return null;
  return groups.map((group) => `(${group.map(alternativeQuery).join(' | ')})`).join(' & ');
}

/** The first events with one of the alternatives of every group, by their start. */
async function findByGroups(
  db: Pick<PrismaClient, '$queryRaw'>,
  { communityId, from, until, terms, topic, limit }: MatchQuery,
  groups: readonly (readonly Alternative[])[],
): Promise<Matches> {
  const leads = groups.map((group) =>
    group.map(({ words, kind }) => (kind === 'prefix' ? words.map((word) => `${word}*`) : words)),
  );
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      SELECT "id", "startsAt", "endsAt", "isOpen", "unknown" FROM "callboard_find_events"(
        ${communityId}::uuid, ${from}::timestamptz, ${until ?? null}::timestamptz, ${JSON.stringify(leads)}::jsonb,
        ${conditionOf(groups)}::tsquery, ${topic}, ${limit}::integer
      )`,
  );
  const events = rows.flatMap((row) => (row.id === null ? [] : [row]));
  const [first] = rows;
  const unknown = first?.id === null ? terms[first.unknown - 1] : undefined;
  return unknown ? { events: [], unknown } : { events };
}

/**
 * The first events that match, by their start: those that have the words themselves, then those in places that belong
 * to the place that was named.
 */
export async function findMatching(
  db: Pick<PrismaClient, '$queryRaw'>,
  query: MatchQuery,
): Promise<Matches> {
  const { terms, limit } = query;
  const own = await findByGroups(
    db,
    query,
    terms.map(({ alternatives }) => alternatives),
  );
  if (own.events.length >= limit || terms.every(({ related }) => related.length === 0)) return own;
  const wide = await findByGroups(
    db,
    query,
    terms.map(({ alternatives, related }) => [...alternatives, ...related]),
  );
  const known = new Set(own.events.map(({ id }) => id));
  return wide.events.length === 0
    ? wide
    : {
        events: [...own.events, ...wide.events.filter(({ id }) => !known.has(id))].slice(0, limit),
      };
}
