import { fold } from '../text/fold.ts';
import { offeredZones, renamedZones, zoneCities } from './zone-cities.ts';

interface Zone {
  readonly id: string;
  /** Folded names, the zone's own first. */
  readonly names: readonly string[];
}

const withoutMarks = (text: string) => fold(text.replace(/[/_-]/g, ' '));

const zones: readonly Zone[] = [
  ...new Set<string>([
    ...offeredZones,
    ...Object.keys(zoneCities),
    ...Intl.supportedValuesOf('timeZone').map((id) => renamedZones[id] ?? id),
  ]),
].map((id) => ({
  id,
  names: [
    id.split('/').at(-1) ?? id,
    id,
    ...(zoneCities[id] ?? []),
    ...Object.keys(renamedZones).filter((old) => renamedZones[old] === id),
  ].map(withoutMarks),
}));

/** Any instant: a zone that Temporal does not know is refused at each. */
const someday = Temporal.Instant.fromEpochMilliseconds(0);

/** Whether Temporal, by which nearly everything here is reckoned, takes the name. */
function isKnown(zone: string): boolean {
  try {
    return /^[a-z]/i.test(zone) && someday.toZonedDateTimeISO(zone) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Whether the text is the name of an IANA zone, in any case, retired names included, for every engine that is given
 * zones: Intl, by which node-cron goes, takes names that Temporal refuses (PST, IST, VST). Offsets such as `+07:00`
 * are none: they know nothing of daylight saving.
 */
export function isTimeZone(text: string): boolean {
  if (!isKnown(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}

/** The first of the zones that are kept which can be reckoned by; `fallback` where none can. */
export const firstValidZone = (
  fallback: string,
  ...kept: readonly (string | null | undefined)[]
): string => kept.find((zone) => typeof zone === 'string' && isKnown(zone)) ?? fallback;

/** Whether the clocks of two zones show the same at an instant. */
export const haveSameOffset = (one: string, other: string, at: Temporal.Instant): boolean =>
  at.toZonedDateTimeISO(one).offset === at.toZonedDateTimeISO(other).offset;

/** Names of fixed offsets. Whoever writes one means a place, and in `Etc/GMT+7` the sign is turned round. */
const fixed = /^(?:est|mst|hst|etc\/gmt[+-]?\d+)$/i;

/** An exact zone name as it is kept: the IANA name in use, in its own spelling. */
function zoneNamed(written: string): string | undefined {
  if (!isTimeZone(written) || fixed.test(written)) return undefined;
  const same = (id: string) => id.toLowerCase() === written.toLowerCase();
  const renamed = Object.keys(renamedZones).find(same);
  if (renamed) return renamedZones[renamed];
  const listed = zones.find(({ id }) => same(id))?.id;
  if (listed) return listed;
  const inUse = new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone;
  const present = renamedZones[inUse] ?? inUse;
  const here = someday.toZonedDateTimeISO(written);
  // Temporal knows zones as the same under all of their names.
  return firstValidZone(here.timeZoneId, present) === present &&
    here.equals(someday.toZonedDateTimeISO(present))
    ? present
    : here.timeZoneId;
}

/**
 * The zones that a text names, whole: none, one, or several among which somebody has to choose. What is no path but
 * a word (`EST`, `CST`, `Japan`) is looked up among cities, countries and abbreviations first.
 */
export function matchZones(text: string): string[] {
  const written = text.trim();
  const words = withoutMarks(written);
  const named = zones.filter(({ names }) => names.includes(words)).map(({ id }) => id);
  const exact = zoneNamed(written);
  if (exact !== undefined && (written.includes('/') || named.length === 0)) return [exact];
  return named;
}

const offsetPattern = /^(?:(?:etc\/)?gmt|utc)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?$/;

/** `UTC+7`, `GMT-3:30`, `+07:00` in nanoseconds, as {@link Temporal.ZonedDateTime} gives offsets. */
function readOffset(text: string): number | undefined {
  const [, sign, hours, minutes = '0'] = offsetPattern.exec(text.replace('−', '-')) ?? [];
  if (hours === undefined || Number(hours) > 14) return undefined;
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000_000_000;
  return sign === '-' ? -size : size;
}

/** Letters of the longest name: what is longer is none, and need not be compared with each. */
const longestName = Math.max(...zones.flatMap(({ names }) => names.map(({ length }) => length)));

/** How well a name fits: 0 is the whole name, then its beginning, then its words; nothing if not at all. */
function rank(name: string, query: string): number | undefined {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const words = name.split(' ');
  return query.split(' ').every((part) => words.some((word) => word.startsWith(part)))
    ? 2
    : undefined;
}

/**
 * IANA zones for a name, a city or a country, in English or Vietnamese, with or without diacritics: the best
 * first, at most `limit`. An empty query gives well-known ones.
 * @param at with an instant, offsets (`UTC+7`) suggest the zones that are there then
 */
export function searchZones(query: string, limit: number, at?: Temporal.Instant): string[] {
  const offset = readOffset(fold(query));
  if (offset !== undefined)
    return at
      ? zones
          .filter(({ id }) => at.toZonedDateTimeISO(id).offsetNanoseconds === offset)
          .slice(0, limit)
          .map(({ id }) => id)
      : [];
  const words = withoutMarks(query);
  if (words.length > longestName) return [];
  return zones
    .flatMap(({ id, names }) => {
      const ranks = names.flatMap((name) => rank(name, words) ?? []);
      return ranks.length > 0 ? [{ id, rank: Math.min(...ranks) }] : [];
    })
    .sort((first, second) => first.rank - second.rank)
    .slice(0, limit)
    .map(({ id }) => id);
}
