import { lazy } from '../../lazy.ts';
import { fold } from '../text/fold.ts';
import { offeredZones, renamedZones, zoneCities } from './zone-cities.ts';

interface Zone {
  readonly id: string;
  /** Folded names, the zone's own first. */
  readonly names: readonly string[];
}

const normalizeName = (text: string) => fold(text.replace(/[/_-]/g, ' '));

const zoneIds = lazy(() => [
  ...new Set<string>([
    ...offeredZones,
    ...Object.keys(zoneCities),
    ...Intl.supportedValuesOf('timeZone').map((id) => renamedZones[id] ?? id),
  ]),
]);

const zones = lazy((): readonly Zone[] =>
  zoneIds().map((id) => ({
    id,
    names: [
      id.split('/').at(-1) ?? id,
      id,
      ...(zoneCities[id] ?? []),
      ...Object.keys(renamedZones).filter((old) => renamedZones[old] === id),
    ].map(normalizeName),
  })),
);

/** Any instant, to check names of zones. */
const anyInstant = Temporal.Instant.fromEpochMilliseconds(0);

/** Whether Temporal, which most of the program uses, accepts the name. */
function isKnown(zone: string): boolean {
  try {
    return /^[a-z]/i.test(zone) && anyInstant.toZonedDateTimeISO(zone) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Whether the text is the name of an IANA zone, in any case, including retired names, for both Temporal and Intl: Intl,
 * which node-cron uses, accepts names that Temporal rejects (PST, IST, VST). Offsets such as `+07:00` are no zones, as
 * they have no daylight saving time.
 */
export function isTimeZone(text: string): boolean {
  if (!isKnown(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}

/** The first valid zone of some stored values; `fallback` if there is none. */
export const firstValidZone = (
  fallback: string,
  ...stored: readonly (string | null | undefined)[]
): string => stored.find((zone) => typeof zone === 'string' && isKnown(zone)) ?? fallback;

/** Whether two zones have the same offset at an instant. */
export const haveSameOffset = (one: string, other: string, at: Temporal.Instant): boolean =>
  at.toZonedDateTimeISO(one).offset === at.toZonedDateTimeISO(other).offset;

/** Names of fixed offsets. People who type one mean a place, and the sign in `Etc/GMT+7` is reversed. */
const fixedOffset = /^(?:est|mst|hst|etc\/gmt[+-]?\d+)$/i;

/** The current IANA name for an exact name of a zone. */
function canonicalZone(written: string): string | undefined {
  if (!isTimeZone(written) || fixedOffset.test(written)) return undefined;
  const same = (id: string) => id.toLowerCase() === written.toLowerCase();
  const renamed = Object.keys(renamedZones).find(same);
  if (renamed) return renamedZones[renamed];
  const listed = zoneIds().find(same);
  if (listed) return listed;
  const inUse = new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone;
  const current = renamedZones[inUse] ?? inUse;
  const zoned = anyInstant.toZonedDateTimeISO(written);
  // Temporal considers all names of a zone equal.
  return firstValidZone(zoned.timeZoneId, current) === current &&
    zoned.equals(anyInstant.toZonedDateTimeISO(current))
    ? current
    : zoned.timeZoneId;
}

/**
 * The zones with exactly this name: none, one, or several to choose from. A word without a slash (`EST`, `CST`, `Japan`)
 * is looked up among cities, countries and abbreviations first.
 */
export function matchZones(text: string): string[] {
  const written = text.trim();
  const name = normalizeName(written);
  const named = zones()
    .filter(({ names }) => names.includes(name))
    .map(({ id }) => id);
  const exact = canonicalZone(written);
  if (exact !== undefined && (written.includes('/') || named.length === 0)) return [exact];
  return named;
}

const offsetPattern = /^(?:(?:etc\/)?gmt|utc)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?$/;

/** An offset (`UTC+7`, `GMT-3:30`, `+07:00`) in nanoseconds. */
function readOffset(text: string): number | undefined {
  const [, sign, hours, minutes = '0'] = offsetPattern.exec(text.replace('−', '-')) ?? [];
  if (hours === undefined || Number(hours) > 14) return undefined;
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000_000_000;
  return sign === '-' ? -size : size;
}

/** Length of the longest name; longer queries match none. */
const maxNameLength = lazy(() =>
  Math.max(...zones().flatMap(({ names }) => names.map(({ length }) => length))),
);

/** How well a name matches: 0 is the whole name, 1 its beginning, 2 beginnings of its words; undefined if not at all. */
function rank(name: string, query: string): number | undefined {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const words = name.split(' ');
  return query.split(' ').every((part) => words.some((word) => word.startsWith(part)))
    ? 2
    : undefined;
}

/**
 * IANA zones for a name, city or country in English or Vietnamese, with or without diacritics, the best matches first.
 * An empty query returns well-known ones.
 * @param at an instant for which offsets (`UTC+7`) are matched; without it, they match nothing
 */
export function searchZones(query: string, limit: number, at?: Temporal.Instant): string[] {
  const offset = readOffset(fold(query));
  if (offset !== undefined)
    return at
      ? zones()
          .filter(({ id }) => at.toZonedDateTimeISO(id).offsetNanoseconds === offset)
          .slice(0, limit)
          .map(({ id }) => id)
      : [];
  const words = normalizeName(query);
  if (words.length > maxNameLength()) return [];
  return zones()
    .flatMap(({ id, names }) => {
      const ranks = names.flatMap((name) => rank(name, words) ?? []);
      return ranks.length > 0 ? [{ id, rank: Math.min(...ranks) }] : [];
    })
    .sort((first, second) => first.rank - second.rank)
    .slice(0, limit)
    .map(({ id }) => id);
}
