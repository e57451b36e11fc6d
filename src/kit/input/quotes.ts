import { visibleLength } from '../../language/text/visible.ts';

/**
 * The signs that open a quotation, each with those that close it: keyboards and languages pair them in every way,
 * and some write the same sign twice.
 */
const closings: Readonly<Record<string, string>> = {
  '"': '"',
  '＂': '＂',
  '“': '”“‟',
  '”': '”',
  '„': '“”„‟',
  '‟': '”‟',
  '«': '»«',
  '»': '«»',
  '‹': '›‹',
  '›': '‹›',
  '‘': '’‘',
  '’': '’',
  '‚': '‘’‚',
  "'": "'",
  '「': '」',
  '『': '』',
};

const closersOf = (sign: string): string | undefined =>
  Object.hasOwn(closings, sign) ? closings[sign] : undefined;

/** Every sign that opens or closes a quotation. */
const signs = new Set([...Object.keys(closings), ...Object.values(closings).join('')]);
/** Signs that stand inside words too, as in `rock ’n’ roll`. */
const apostrophes = new Set("'’‘‚");

const isSpace = (letter: string) => /\s/.test(letter);

/** Whether a quotation can begin here, by what stands around. */
function canOpen(line: string, at: number): boolean {
  const [before, after] = [line.charAt(at - 1), line.charAt(at + 1)];
  if (after === '' || isSpace(after)) return false;
  return before === '' || /[\s=([{\-–—:/]/.test(before) || signs.has(before);
}

/** Whether a quotation can end here, by what stands around. */
function canClose(line: string, at: number): boolean {
  const [before, after] = [line.charAt(at - 1), line.charAt(at + 1)];
  if (before === '' || isSpace(before)) return false;
  return after === '' || /[\s.,;:!?…)\]}\-–—/]/.test(after) || signs.has(after);
}

/** How many backslashes stand directly before. */
function backslashesBefore(line: string, at: number): number {
  let first = at;
  while (line.charAt(first - 1) === '\\') first -= 1;
  return at - first;
}

/** `\"` is a sign of the words, not one that quotes them. */
const isEscaped = (line: string, at: number): boolean => backslashesBefore(line, at) % 2 === 1;

/** What was written inside quotes: `\"` is `"`, `\\"` a backslash before the end; others stay as they are. */
export const unescapeQuotes = (inside: string): string =>
  inside.replace(/(\\+)(.|$)/gsu, (whole, slashes: string, next: string) =>
    next === '' || signs.has(next) ? '\\'.repeat(Math.floor(slashes.length / 2)) + next : whole,
  );

/** The sign that opens a quotation here, with those that close it. */
const openerAt = (line: string, at: number): string | undefined => closersOf(line.charAt(at));

/** Whether a sign stands here that can open a quotation. */
export const opensQuote = (line: string, at: number): boolean => openerAt(line, at) !== undefined;

/** What begins with a quotation, read by the signs that stand in it: each that opens is closed by one of its own. */
interface Balance {
  /** Where the first sign is closed. */
  end: number | undefined;
  /** Whether every sign behind that is one of a pair too. */
  isWhole: boolean;
}

function balance(line: string, open: number, until: number): Balance {
  const own = closersOf(line.charAt(open)) ?? '';
  /** What closes each quotation that is open, the innermost last. */
  const waiting: string[] = [own];
  let end: number | undefined;
  for (let at = open + 1; at < until; at += 1) {
    const sign = line.charAt(at);
    if (!signs.has(sign)) continue;
    const closers = closersOf(sign) ?? '';
    const isRelated = own.includes(sign) || [...own].some((closer) => closers.includes(closer));
    if (!isRelated || isEscaped(line, at)) continue;
    if (waiting.at(-1)?.includes(sign) && canClose(line, at)) {
      waiting.pop();
      if (waiting.length === 0) end ??= at;
    } else if (closers !== '' && canOpen(line, at)) waiting.push(closers);
    else if (canClose(line, at)) return { end, isWhole: false };
  }
  return { end, isWhole: waiting.length === 0 };
}

/** Where the first letter stands from here on that shows something. */
function firstSeen(line: string, from: number): number {
  let at = from;
  while (at < line.length && visibleLength(line.charAt(at)) === 0) at += 1;
  return at;
}

/**
 * Where the quotation closes that opens here, when it holds whole words: white space, or the end, stands behind it.
 * Quotations inside it are passed over.
 */
export function findClosingQuote(line: string, open: number): number | undefined {
  if (openerAt(line, open) === undefined) return undefined;
  const closers = openerAt(line, open) ?? '';
  const first = firstSeen(line, open + 1);
  // Nothing between them.
  if (
    first < line.length &&
    closers.includes(line.charAt(first)) &&
    /^(?:\s|$)/.test(line.slice(first + 1, first + 2))
  )
    return first;
  const { end } = balance(line, open, line.length);
  if (end === undefined) return undefined;
  const after = line.charAt(end + 1);
  return after === '' || isSpace(after) ? end : undefined;
}

/** A value that somebody gave a name to. */
export type QuotedValue =
  /** It stands between quotes; `end` is behind them. */
  | { kind: 'quoted'; text: string; end: number }
  /** Nothing quotes it. */
  | { kind: 'plain' }
  /** Quotes begin it, and where they end cannot be told. */
  | { kind: 'unclear' };

/** The last letter before a place that is no white space. */
function lastLetter(line: string, end: number): number {
  let at = end - 1;
  while (at >= 0 && isSpace(line.charAt(at))) at -= 1;
  return at;
}

/**
 * Reads a value whose first letter stands at `start`. Quotes close where another name or the end of the line
 * follows, so that quotations inside need no care.
 * @param ends places behind which the value can end: the beginnings of names, and the end of the line
 * @param quotedValues places where values with names begin that are quoted themselves
 */
export function readQuotedValue(
  line: string,
  start: number,
  ends: readonly number[],
  quotedValues: readonly number[],
): QuotedValue {
  const closers = openerAt(line, start);
  if (closers === undefined) return { kind: 'plain' };
  const next = ends.find((end) => end > start) ?? line.length;
  for (const end of ends) {
    if (end <= start) continue;
    const close = lastLetter(line, end);
    if (close <= start || !closers.includes(line.charAt(close)) || isEscaped(line, close)) continue;
    if (quotedValues.some((value) => start < value && value < close)) return { kind: 'unclear' };
    const { end: first, isWhole } = balance(line, start, close + 1);
    // “A” and “B”: the quotes are of the words.
    const isOfWords = isWhole && first !== undefined && first < close;
    return {
      kind: 'quoted',
      text: isOfWords ? line.slice(start, close + 1) : unescapeQuotes(line.slice(start + 1, close)),
      end: close + 1,
    };
  }
  const { end } = balance(line, start, next);
  return end === undefined ? { kind: 'plain' } : { kind: 'unclear' };
}

/** Whether a quote stands at the edge of words that no quotes hold together. Apostrophes are letters. */
export function hasStrayQuote(word: string): boolean {
  const isSign = (at: number) => signs.has(word.charAt(at)) && !apostrophes.has(word.charAt(at));
  return isSign(0) || (isSign(word.length - 1) && !isEscaped(word, word.length - 1));
}
