import { fold } from '../../language/text/fold.ts';
import {
  findClosingQuote,
  hasStrayQuote,
  opensQuote,
  readQuotedValue,
  unescapeQuotes,
} from './quotes.ts';

/** A token of a typed line: a word, or the text between quotes. */
export interface Word {
  text: string;
  isQuoted: boolean;
  /** Begins or ends with an unpaired quote, so its extent is ambiguous. */
  hasStrayQuote: boolean;
  /** Position in the line, in UTF-16 units. */
  start: number;
  end: number;
}

/** Maximum number of unclosed quotes that are looked up: each scans the whole line. */
const mostOpen = 50;

/**
 * Splits a line at white space. Quotes group words, including nested quotations; an unclosed quote is treated as a
 * letter.
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
  /** `name=value`: the value is quoted, or ends at the next `name=` or the end of the line. */
  named: Readonly<Record<string, string>>;
  /** Raw values that begin with a quote whose end is ambiguous, by argument. */
  ambiguous: Readonly<Record<string, string>>;
  /** The text before the first name. */
  rest: string;
}

/** Upper bound of an argument name's length in any Unicode form, in UTF-16 units. */
const longestName = 100;

/** `name=` in a line. */
interface NamedArgumentMark {
  argument: string;
  start: number;
  /** Index of the first character of the value, after the `=` and white space. */
  value: number;
}

/**
 * The longest known name directly before `=`: "hello note=x" names `note`.
 * The search window is bounded by the longest name, which keeps the scan of long texts linear.
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

/** Parses a line into named values and the rest, with the spans of its quotations. */
function parseLine(
  line: string,
  names: ReadonlyMap<string, string>,
): TypedLine & { quoted: Span[] } {
  const marks = marksIn(line, names);
  const ends = [...marks.map(({ start }) => start), line.length];
  // A quotation before the first name may contain text that looks like a name.
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
    // An argument that is named twice is ambiguous.
    if (earlier !== undefined) ambiguous[argument] = `${earlier} ${written}`;
    else if (read.kind === 'unclear') ambiguous[argument] = written;
    else named[argument] = read.kind === 'quoted' ? read.text : written;
  }
  for (const argument of Object.keys(ambiguous)) delete named[argument];
  return { named, ambiguous, rest: line.slice(0, before).trim(), quoted: regions };
}

/**
 * Extracts `name=value` pairs from a line. Only known names count, so that a URL with `?a=b` is left intact.
 * @param names argument by each of its accepted names
 */
export function extractNamedArguments(line: string, names: ReadonlyMap<string, string>): TypedLine {
  const { named, ambiguous, rest } = parseLine(line, names);
  return { named, ambiguous, rest };
}

/**
 * The first word before a `=` that looks like a name but is unknown: `bogus=3`. Quoted text and URLs are ignored.
 * @param names argument by each of its accepted names
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
    // A name between two quotations counts, although a quotation seemed to span it.
    const isBetween = /[”“"»]\s+$/.test(line.slice(0, index)) && opensQuote(line, equals + 1);
    if (!isBetween && quoted.some(({ start, end }) => start < index && index < end)) continue;
    if (!nameBefore(line, equals, names)) return found.slice(0, -1);
  }
  return undefined;
}
