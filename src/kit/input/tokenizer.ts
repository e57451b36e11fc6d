import { fold } from '../../language/text/fold.ts';
import {
  findClosingQuote,
  hasStrayQuote,
  opensQuote,
  readQuotedValue,
  unescapeQuotes,
} from './quotes.ts';

/** A piece of a typed line: one word, or what stands between quotes. */
export interface Word {
  text: string;
  isQuoted: boolean;
  /** A quote stands at its edge that belongs to no pair: nobody knows what it holds together. */
  hasStrayQuote: boolean;
  /** Where it stands in the line, in UTF-16 units. */
  start: number;
  end: number;
}

/** Quotes of a line that may be looked for in vain: each takes a look at the whole line. */
const mostOpen = 50;

/**
 * Splits a line at white space; quotes hold words together, with the quotations inside them, and a quote that never
 * closes is a letter.
 */
export function tokenizeLine(line: string): Word[] {
  const words: Word[] = [];
  let open = 0;
  for (let at = 0; at < line.length; ) {
    if (/\s/.test(line.charAt(at))) {
      at += 1;
      continue;
    }
    const close = open < mostOpen ? findClosingQuote(line, at) : undefined;
    const end =
      close === undefined ? at + (/^\S+/.exec(line.slice(at))?.[0].length ?? 1) : close + 1;
    const text =
      close === undefined ? line.slice(at, end) : unescapeQuotes(line.slice(at + 1, close));
    const stray = close === undefined && hasStrayQuote(text);
    if (stray) open += 1;
    words.push({ text, isQuoted: close !== undefined, hasStrayQuote: stray, start: at, end });
    at = end;
  }
  return words;
}

export interface TypedLine {
  /** `name=value`: the value reaches to the next `name=` or the end, or is quoted. */
  named: Readonly<Record<string, string>>;
  /** Arguments whose value begins with quotes that end nowhere one could tell, as it was written. */
  ambiguous: Readonly<Record<string, string>>;
  /** What stands before the first name. */
  rest: string;
}

/** No name of an argument is longer, however its marks are written, in UTF-16 units. */
const longestName = 100;

/** `name=` in a line. */
interface NamedArgumentMark {
  argument: string;
  start: number;
  /** The first letter behind the sign that is no white space. */
  value: number;
}

/**
 * The longest tail of the words before `=` that is a name: "hello note=x" names `note`.
 * Only so much is looked at as a name can be long, or a long text would be looked through again for every letter.
 */
function nameBefore(line: string, equals: number, names: ReadonlyMap<string, string>) {
  const before = line.slice(Math.max(0, equals - longestName), equals);
  for (const { index } of before.matchAll(/(?<![^\s])[\p{L}\p{M}_]/gu)) {
    const candidate = before.slice(index);
    const argument =
      /^[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*(?: [\p{L}\p{M}\p{N}_]+)*$/u.test(candidate) &&
      names.get(fold(candidate));
    if (argument) return { argument, start: equals - candidate.length };
  }
  return undefined;
}

function marksIn(line: string, names: ReadonlyMap<string, string>): NamedArgumentMark[] {
  return [...line.matchAll(/=/g)].flatMap(({ index: equals }) => {
    const found = nameBefore(line, equals, names);
    if (!found) return [];
    const spaces = /^\s*/.exec(line.slice(equals + 1, equals + 1 + longestName))?.[0].length ?? 0;
    return [{ ...found, value: equals + 1 + spaces }];
  });
}

interface Span {
  start: number;
  end: number;
}

/** What a line holds: the values with names, and where quotes hold words together. */
function parseLine(
  line: string,
  names: ReadonlyMap<string, string>,
): TypedLine & { quoted: Span[] } {
  const marks = marksIn(line, names);
  const ends = [...marks.map(({ start }) => start), line.length];
  // Of words before the first name, those in quotes may look like one.
  const quoted: Span[] = tokenizeLine(line).filter((word) => word.isQuoted);
  const first = marks.findIndex(
    ({ start }) => !quoted.some((span) => span.start < start && start < span.end),
  );
  const before = first === -1 ? line.length : (ends[first] ?? line.length);
  const regions = quoted.filter(({ start }) => start < before);
  const quotedValues = marks.flatMap(({ value }) => (opensQuote(line, value) ? [value] : []));
  const named: Record<string, string> = {};
  const ambiguous: Record<string, string> = {};
  let next = first === -1 ? line.length : before;
  for (const [index, { argument, start, value }] of marks.entries()) {
    if (start < next) continue;
    const read = readQuotedValue(line, value, ends.slice(index + 1), quotedValues);
    next = read.kind === 'quoted' ? read.end : (ends[index + 1] ?? line.length);
    const written = line.slice(value, next).trim();
    if (read.kind === 'quoted') regions.push({ start: value, end: next });
    const earlier = ambiguous[argument] ?? named[argument];
    // Of two values for one name nobody knows which is meant.
    if (earlier !== undefined) ambiguous[argument] = `${earlier} ${written}`;
    else if (read.kind === 'unclear') ambiguous[argument] = written;
    else named[argument] = read.kind === 'quoted' ? read.text : written;
  }
  for (const argument of Object.keys(ambiguous)) delete named[argument];
  return { named, ambiguous, rest: line.slice(0, before).trim(), quoted: regions };
}

/**
 * Takes `name=value` out of a line. Only the names given count, so that an address with `?a=b` stays whole.
 * @param names argument by every name that people may type for it
 */
export function extractNamedArguments(line: string, names: ReadonlyMap<string, string>): TypedLine {
  const { named, ambiguous, rest } = parseLine(line, names);
  return { named, ambiguous, rest };
}

/**
 * The first word that stands before a `=` like a name, and is none: `bogus=3`. What stands in quotes and addresses
 * with a `=` are no such words.
 * @param names argument by every name that people may type for it
 */
export function findUnknownName(
  line: string,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const { quoted } = parseLine(line, names);
  for (const { 0: found, index } of line.matchAll(
    /(?<!\S)[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*=(?!=)/gu,
  )) {
    const equals = index + found.length - 1;
    // Between two quotations there stands a name, though the first seemed to reach behind it.
    const isBetween = /[”“"»]\s+$/.test(line.slice(0, index)) && opensQuote(line, equals + 1);
    if (!isBetween && quoted.some(({ start, end }) => start < index && index < end)) continue;
    if (!nameBefore(line, equals, names)) return found.slice(0, -1);
  }
  return undefined;
}
