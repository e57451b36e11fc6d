import { visibleLength } from '../../language/text/visible.ts';

/**
 * Opening quotes with the quotes that can close them. Keyboards and languages pair them in many ways, and some use
 * the same character for both.
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

/** Every character that opens or closes a quotation. */
const signs = new Set([...Object.keys(closings), ...Object.values(closings).join('')]);
/** Quotes that also occur within words, as in `rock ’n’ roll`. */
const apostrophes = new Set("'’‘‚");

const isSpace = (letter: string) => /\s/.test(letter);

/** Whether a quotation can begin here, judging by the adjacent characters. */
function canOpen(line: string, at: number): boolean {
  const [before, after] = [line.charAt(at - 1), line.charAt(at + 1)];
  if (after === '' || isSpace(after)) return false;
  return before === '' || /[\s=([{\-–—:/]/.test(before) || signs.has(before);
}

/** Whether a quotation can end here, judging by the adjacent characters. */
function canClose(line: string, at: number): boolean {
  const [before, after] = [line.charAt(at - 1), line.charAt(at + 1)];
  if (before === '' || isSpace(before)) return false;
  return after === '' || /[\s.,;:!?…)\]}\-–—/]/.test(after) || signs.has(after);
}

/** The number of backslashes directly before this position. */
function backslashesBefore(line: string, at: number): number {
  let first = at;
  while (line.charAt(first - 1) === '\\') first -= 1;
  return at - first;
}

/** An escaped quote (`\"`) is part of the text. */
const isEscaped = (line: string, at: number): boolean => backslashesBefore(line, at) % 2 === 1;

/** Unescapes quoted text: `\"` becomes `"`, and `\\` before a quote or the end one backslash; others are unchanged. */
export const unescapeQuotes = (inside: string): string =>
  inside.replace(/(\\+)(.|$)/gsu, (whole, slashes: string, next: string) =>
    next === '' || signs.has(next) ? '\\'.repeat(Math.floor(slashes.length / 2)) + next : whole,
  );

/** The quotes that close a quotation opened here, if one can be. */
const openerAt = (line: string, at: number): string | undefined => closersOf(line.charAt(at));

/** Whether the character here is an opening quote. */
export const opensQuote = (line: string, at: number): boolean => openerAt(line, at) !== undefined;

/** The result of pairing the quotes of a text that begins with one. */
interface Balance {
  /** Where the first quote is closed. */
  end: number | undefined;
  /** Whether every later quote is paired too. */
  isWhole: boolean;
}

function balance(line: string, open: number, until: number): Balance {
  const own = closersOf(line.charAt(open)) ?? '';
  /** Closing quotes of the open quotations, innermost last. */
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

/** The index of the first visible character from here on. */
function firstSeen(line: string, from: number): number {
  let at = from;
  while (at < line.length && visibleLength(line.charAt(at)) === 0) at += 1;
  return at;
}

/**
 * Where the quotation that opens here closes, provided that white space or the end of the line follows.
 * Nested quotations are skipped.
 */
export function findClosingQuote(line: string, open: number): number | undefined {
  if (openerAt(line, open) === undefined) return undefined;
  const closers = openerAt(line, open) ?? '';
  const first = firstSeen(line, open + 1);
  // An empty quotation.
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

/** The value after `name=`. */
export type QuotedValue =
  /** Quoted; `end` is the index after the closing quote. */
  | { kind: 'quoted'; text: string; end: number }
  /** Not quoted. */
  | { kind: 'plain' }
  /** Begins with a quote whose end is ambiguous. */
  | { kind: 'unclear' };

/** The index of the last character before `end` that is not white space. */
function lastLetter(line: string, end: number): number {
  let at = end - 1;
  while (at >= 0 && isSpace(line.charAt(at))) at -= 1;
  return at;
}

/**
 * Reads the value that begins at `start`. Quotes close only before another name or the end of the line, so nested
 * quotations need no escaping.
 * @param ends positions where the value can end: the beginnings of names, and the end of the line
 * @param quotedValues positions where quoted named values begin
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
    // In “A” and “B”, the quotes are part of the text.
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

/** Whether an unquoted word begins or ends with a quote. Apostrophes are letters. */
export function hasStrayQuote(word: string): boolean {
  const isSign = (at: number) => signs.has(word.charAt(at)) && !apostrophes.has(word.charAt(at));
  return isSign(0) || (isSign(word.length - 1) && !isEscaped(word, word.length - 1));
}
