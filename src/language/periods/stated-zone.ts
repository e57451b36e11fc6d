import { fold } from '../text/fold.ts';
import { zoneCities } from '../zones/zone-cities.ts';

/** A zone that was said beside a time. */
export interface StatedZone {
  /** IANA zone, or an offset. */
  zone: string;
  /** An offset that the same word stands for, which the zone's clocks may not have then: EST in July. */
  offset?: string;
}

const city = (zone: string, offset?: string): StatedZone => ({
  zone,
  ...(offset === undefined ? {} : { offset }),
});

/** What short names mean. Those that stand for several zones are not here. */
const abbreviations: Readonly<Record<string, StatedZone>> = {
  utc: city('UTC'),
  gmt: city('UTC'),
  z: city('UTC'),
  ict: city('Asia/Ho_Chi_Minh'),
  jst: city('Asia/Tokyo'),
  kst: city('Asia/Seoul'),
  sgt: city('Asia/Singapore'),
  hkt: city('Asia/Hong_Kong'),
  wib: city('Asia/Jakarta'),
  et: city('America/New_York'),
  est: city('America/New_York', '-05:00'),
  edt: city('America/New_York', '-04:00'),
  ct: city('America/Chicago'),
  cdt: city('America/Chicago', '-05:00'),
  mt: city('America/Denver'),
  mdt: city('America/Denver', '-06:00'),
  mst: city('America/Denver', '-07:00'),
  pt: city('America/Los_Angeles'),
  pst: city('America/Los_Angeles', '-08:00'),
  pdt: city('America/Los_Angeles', '-07:00'),
  cet: city('Europe/Paris', '+01:00'),
  cest: city('Europe/Paris', '+02:00'),
  aest: city('Australia/Sydney', '+10:00'),
  aedt: city('Australia/Sydney', '+11:00'),
};
const ofAmerica = ['New York', 'Chicago', 'Denver', 'Los Angeles'];
const ofAustralia = ['Sydney', 'Brisbane', 'Adelaide', 'Perth'];
const ofCanada = ['Toronto', 'Vancouver', 'Halifax', 'Edmonton'];
const ofRussia = ['Moscow', 'Yekaterinburg', 'Novosibirsk', 'Vladivostok'];
const ofEurope = ['London', 'Paris', 'Athens', 'Moscow'];
/** Short names and lands that have several zones, with cities of those that most people live in. */
const ambiguousNames: Readonly<Record<string, readonly string[]>> = {
  ist: ['Kolkata', 'Dublin', 'Jerusalem'],
  cst: ['Chicago', 'Shanghai'],
  bst: ['London', 'Dhaka'],
  ast: ['Halifax', 'Riyadh'],
  sst: ['Singapore', 'Pago Pago'],
  ...{ my: ofAmerica, 'hoa ky': ofAmerica, us: ofAmerica, usa: ofAmerica, america: ofAmerica },
  ...{ uc: ofAustralia, australia: ofAustralia, canada: ofCanada, nga: ofRussia },
  ...{ russia: ofRussia, 'chau au': ofEurope, europe: ofEurope },
  brazil: ['Sao Paulo', 'Manaus'],
  mexico: ['Mexico City', 'Tijuana'],
  indonesia: ['Jakarta', 'Makassar', 'Jayapura'],
};

/** Zones by the names of their cities and lands, folded. */
const byName: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  Object.entries(zoneCities).flatMap(([zone, names]) =>
    [zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone, ...names].map(
      (name) => [fold(name), zone] as const,
    ),
  ),
  ([name]) => name,
)
  .entries()
  .reduce(
    (all, [name, entries]) => all.set(name, [...new Set(entries.map(([, zone]) => zone))]),
    new Map<string, string[]>(),
  );

/** Zones by the city in their own name, where none of those above has it: Edmonton, Manaus. */
const places: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  Intl.supportedValuesOf('timeZone').filter((zone) => !Object.hasOwn(zoneCities, zone)),
  (zone) => fold((zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')),
);

/** Words of which a name of a place has at most so many. */
const longestName = 4;

/** What a time says about its zone: nothing, one, or one that could be several. */
export type StatedZoneResult =
  | { kind: 'none' }
  | { kind: 'one'; said: StatedZone; rests: readonly string[] }
  /** `choices` say the same with each of the cities that could be meant. */
  | { kind: 'unclear'; choices: readonly string[] };

function named(name: string): StatedZone | 'several' | undefined {
  if (Object.hasOwn(ambiguousNames, name)) return 'several';
  if (Object.hasOwn(abbreviations, name)) return abbreviations[name];
  const zones = byName.get(name) ?? places.get(name);
  const [only] = zones ?? [];
  if (only === undefined) return undefined;
  return zones?.length === 1 ? city(only) : 'several';
}

/** `giờ Nhật`, `Tokyo time`: a name of a place beside the word for its time, from this word on. */
function placeAt(words: readonly string[], at: number) {
  for (let count = Math.min(longestName, words.length - at - 1); count > 0; count -= 1) {
    const before = words[at] === 'gio' && named(words.slice(at + 1, at + 1 + count).join(' '));
    if (before) return { said: before, count: count + 1 };
    const behind = words[at + count] === 'time' && named(words.slice(at, at + count).join(' '));
    if (behind) return { said: behind, count: count + 1 };
  }
  return undefined;
}

/** `UTC+7`, `GMT -3:30`, with the words that it takes. */
function offsetAt(words: readonly string[], at: number) {
  const [first = '', second = ''] = [words[at], words[at + 1]];
  for (const [text, count] of [
    [`${first}${second}`, 2],
    [first, 1],
  ] as const) {
    const match = /^(?:utc|gmt)([+-])(\d{1,2})(?::?([0-5]\d))?$/.exec(text);
    const [, sign, hours = '', minutes = '00'] = match ?? [];
    if (match && Number(hours) <= 14)
      return { said: city(`${sign}${hours.padStart(2, '0')}:${minutes}`), count };
  }
  return undefined;
}

/** The zone that a text says beside its time. */
export function findStatedZone(text: string): StatedZoneResult {
  const written = text.replace(/[,()]/g, ' ').replace(/−/g, '-').trim().split(/\s+/);
  // 8pmEST is written too.
  const words = written.map(fold);
  const found = words.flatMap((word, at) => {
    const one =
      placeAt(words, at) ??
      offsetAt(words, at) ??
      (word !== 'my' &&
      word !== 'uc' &&
      (Object.hasOwn(abbreviations, word) || Object.hasOwn(ambiguousNames, word))
        ? { said: abbreviations[word] ?? ('several' as const), count: 1 }
        : undefined);
    return one ? [{ ...one, at }] : [];
  });
  const [first] = found;
  if (!first) return { kind: 'none' };
  const { at, count, said } = first;
  const isInside = (one: number) => one > at && one < at + count;
  const writtenWith = (...instead: readonly string[]) =>
    written
      .toSpliced(at, count, ...instead)
      .join(' ')
      .trim();
  if (found.some((one) => one.at !== at && !isInside(one.at)))
    return { kind: 'unclear', choices: [] };
  if (said !== 'several') {
    // 8 giờ Nhật: one word for the hour and for whose it is.
    const isHours = words[at] === 'gio';
    return {
      kind: 'one',
      said,
      rests: [writtenWith(), ...(isHours ? [writtenWith(written[at] ?? '')] : [])],
    };
  }
  const isVietnamese = words[at] === 'gio';
  const name = words
    .slice(at, at + count)
    .filter((word) => word !== 'gio' && word !== 'time')
    .join(' ');
  return {
    kind: 'unclear',
    choices: (ambiguousNames[name] ?? byName.get(name) ?? []).map((place) => {
      const cityName = (place.split('/').at(-1) ?? place).replaceAll('_', ' ');
      return writtenWith(isVietnamese ? `giờ ${cityName}` : `${cityName} time`);
    }),
  };
}

const discord = /^<t:(-?\d{1,13})(?::[a-z])?>$/i;
const iso =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d\d(?::?\d\d)?)$/i;

/** A moment that needs no zone to be told: Discord’s `<t:1764500000:F>`, ISO with `Z` or an offset. */
export function parseInstant(text: string): Temporal.Instant | undefined {
  const written = text.trim().replace('−', '-');
  const seconds = discord.exec(written)?.[1];
  const [, date, time = '', offset = ''] = iso.exec(written) ?? [];
  try {
    if (seconds !== undefined)
      return Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000);
    return date === undefined
      ? undefined
      : Temporal.Instant.from(`${date}T${time.replace(',', '.')}${offset.toUpperCase()}`);
  } catch {
    return undefined;
  }
}
