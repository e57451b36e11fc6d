import { fold } from '../../text/fold.ts';
import {
  abbreviations,
  ambiguousNames,
  type StatedZone,
  statedZone,
  zonesNamed,
} from './zone-names.ts';

export type { StatedZone };

/** Words of the longest name of a place. */
const maxNameWords = 4;

/** The zone in a text. */
export type StatedZoneResult =
  | { kind: 'none' }
  /** `rests`: possible texts without the zone. */
  | { kind: 'one'; zone: StatedZone; rests: readonly string[] }
  /** `choices`: the text with each of the possible cities. */
  | { kind: 'unclear'; choices: readonly string[] };

function lookUp(name: string): StatedZone | 'several' | undefined {
  if (Object.hasOwn(ambiguousNames, name)) return 'several';
  if (Object.hasOwn(abbreviations, name)) return abbreviations[name];
  const zones = zonesNamed(name);
  const [only] = zones;
  if (only === undefined) return undefined;
  return zones.length === 1 ? statedZone(only) : 'several';
}

/** A place with the word for its time, beginning at this word: `giờ Nhật`, `Tokyo time`. */
function placeAt(words: readonly string[], at: number) {
  for (let count = Math.min(maxNameWords, words.length - at - 1); count > 0; count -= 1) {
    const before = words[at] === 'gio' && lookUp(words.slice(at + 1, at + 1 + count).join(' '));
    if (before) return { found: before, count: count + 1 };
    const after = words[at + count] === 'time' && lookUp(words.slice(at, at + count).join(' '));
    if (after) return { found: after, count: count + 1 };
  }
  return undefined;
}

/** An offset beginning at this word, with the number of its words: `UTC+7`, `GMT -3:30`. */
function offsetAt(words: readonly string[], at: number) {
  const [first = '', second = ''] = [words[at], words[at + 1]];
  for (const [text, count] of [
    [`${first}${second}`, 2],
    [first, 1],
  ] as const) {
    const match = /^(?:utc|gmt)([+-])(\d{1,2})(?::?([0-5]\d))?$/.exec(text);
    const [, sign, hours = '', minutes = '00'] = match ?? [];
    if (match && Number(hours) <= 14)
      return { found: statedZone(`${sign}${hours.padStart(2, '0')}:${minutes}`), count };
  }
  return undefined;
}

/** Finds the zone in a text with a time. */
export function findStatedZone(text: string): StatedZoneResult {
  const typed = text.replace(/[,()]/g, ' ').replace(/−/g, '-').trim().split(/\s+/);
  const words = typed.map(fold);
  const matches = words.flatMap((word, at) => {
    const match =
      placeAt(words, at) ??
      offsetAt(words, at) ??
      (word !== 'my' &&
      word !== 'uc' &&
      (Object.hasOwn(abbreviations, word) || Object.hasOwn(ambiguousNames, word))
        ? { found: abbreviations[word] ?? ('several' as const), count: 1 }
        : undefined);
    return match ? [{ ...match, at }] : [];
  });
  const [first] = matches;
  if (!first) return { kind: 'none' };
  const { at, count, found } = first;
  const isInside = (index: number) => index > at && index < at + count;
  const textWith = (...replacement: readonly string[]) =>
    typed
      .toSpliced(at, count, ...replacement)
      .join(' ')
      .trim();
  if (matches.some((other) => other.at !== at && !isInside(other.at)))
    return { kind: 'unclear', choices: [] };
  if (found !== 'several') {
    // 8 giờ Nhật: giờ can be the unit of the hour and part of the zone.
    const canBeHour = words[at] === 'gio';
    return {
      kind: 'one',
      zone: found,
      rests: [textWith(), ...(canBeHour ? [textWith(typed[at] ?? '')] : [])],
    };
  }
  const isVietnamese = words[at] === 'gio';
  const name = words
    .slice(at, at + count)
    .filter((word) => word !== 'gio' && word !== 'time')
    .join(' ');
  return {
    kind: 'unclear',
    choices: (ambiguousNames[name] ?? zonesNamed(name)).map((place) => {
      const cityName = (place.split('/').at(-1) ?? place).replaceAll('_', ' ');
      return textWith(isVietnamese ? `giờ ${cityName}` : `${cityName} time`);
    }),
  };
}
