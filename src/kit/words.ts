import { fold } from '../language/fold.ts';

/** A piece of a typed line: one word, or what stands between quotes. */
export interface Word {
  text: string;
  quoted: boolean;
  /** Where it stands in the line, in UTF-16 units. */
  start: number;
  end: number;
}

const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»' };

/** Splits a line at white space; quotes hold words together, and a quote that never closes is a letter. */
export function splitWords(line: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    const letter = line.charAt(at);
    if (/\s/.test(letter)) {
      at += 1;
      continue;
    }
    const close = closing[letter];
    const end = close === undefined ? -1 : line.indexOf(close, at + 1);
    if (end > at) {
      words.push({ text: line.slice(at + 1, end), quoted: true, start: at, end: end + 1 });
      at = end + 1;
      continue;
    }
    const rest = /^\S+/.exec(line.slice(at))?.[0] ?? letter;
    words.push({ text: rest, quoted: false, start: at, end: at + rest.length });
    at += rest.length;
  }
  return words;
}

/** Where quotes hold: those that begin a word or a value. */
function quotedRegions(line: string): { start: number; end: number }[] {
  const regions: { start: number; end: number }[] = [];
  let at = 0;
  while (at < line.length) {
    const close = closing[line.charAt(at)];
    const begins = at === 0 || /[\s=]/.test(line.charAt(at - 1));
    const end = close === undefined || !begins ? -1 : line.indexOf(close, at + 1);
    if (end > at) regions.push({ start: at, end: end + 1 });
    at = end > at ? end + 1 : at + 1;
  }
  return regions;
}

export interface Line {
  /** `name=value`: the value reaches to the next `name=` or the end, or is quoted. */
  named: Readonly<Record<string, string>>;
  /** What stands before the first name, and behind quoted values. */
  rest: string;
}

/** No name of an argument is longer, however its marks are written, in UTF-16 units. */
const longestName = 100;

/**
 * The longest tail of the words before `=` that is a name: "hello note=x" names `note`.
 * Only so much is looked at as a name can be long, or a long text would be looked through again for every letter.
 */
function nameBefore(line: string, equals: number, names: ReadonlyMap<string, string>) {
  const before = line.slice(Math.max(0, equals - longestName), equals);
  for (const { index } of before.matchAll(/(?<![^\s])[\p{L}\p{M}_]/gu)) {
    const candidate = before.slice(index);
    const argument =
      /^[\p{L}\p{M}_]+(?: [\p{L}\p{M}_]+)*$/u.test(candidate) && names.get(fold(candidate));
    if (argument) return { argument, start: equals - candidate.length };
  }
  return undefined;
}

/**
 * The first word that stands before a `=` like a name, and is none: `bogus=3`. What stands in quotes and addresses
 * with a `=` are no such words.
 * @param names argument by every name that people may type for it
 */
export function unknownName(line: string, names: ReadonlyMap<string, string>): string | undefined {
  const quoted = quotedRegions(line);
  for (const { 0: found, index } of line.matchAll(
    /(?<!\S)[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*=(?!=)/gu,
  )) {
    const equals = index + found.length - 1;
    if (quoted.some(({ start, end }) => start < index && index < end)) continue;
    if (!nameBefore(line, equals, names)) return found.slice(0, -1);
  }
  return undefined;
}

/**
 * Takes `name=value` out of a line. Only the names given count, so that an address with `?a=b` stays whole.
 * @param names argument by every name that people may type for it
 */
export function takeNamed(line: string, names: ReadonlyMap<string, string>): Line {
  const named: Record<string, string> = {};
  let rest = '';
  let current: string | undefined;
  let from = 0;
  const close = (until: number) => {
    const piece = line.slice(from, until).trim();
    if (current === undefined) rest += ` ${piece}`;
    else {
      const [first] = splitWords(piece);
      if (first?.quoted) {
        named[current] = first.text;
        rest += ` ${piece.slice(first.end)}`;
      } else named[current] = piece;
    }
  };
  const quoted = quotedRegions(line);
  for (const { index: equals } of line.matchAll(/=/g)) {
    const found = nameBefore(line, equals, names);
    if (!found || quoted.some(({ start, end }) => start < found.start && found.start < end))
      continue;
    close(found.start);
    current = found.argument;
    from = equals + 1;
  }
  close(line.length);
  return { named, rest: rest.trim() };
}
