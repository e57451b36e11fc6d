import { Buffer } from 'node:buffer';

/** Maximum length of a line without its end, in bytes. Source: RFC 5545, 3.1. */
const maxLineBytes = 75;
const lineEnd = '\r\n';

/** What some readers take for the end of a line: python-icalendar splits at Unicode's line and paragraph separators. */
const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a value must not hold.
const controlCharacters = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** Removes what no value may hold. @param lineBreak what a line break becomes */
const clean = (text: string, lineBreak: string): string =>
  text
    .normalize('NFC')
    .toWellFormed()
    .replace(lineBreaks, '\n')
    .replace(controlCharacters, '')
    .replaceAll('\n', lineBreak);

/** Escapes a text value. Source: RFC 5545, 3.3.11. */
export const escapeText = (text: string): string => clean(text.replace(/[\\;,]/g, '\\$&'), '\\n');

/** A URI as a value, which has no escapes; `undefined` for what is none. */
export const uriValue = (uri: string): string | undefined =>
  URL.canParse(uri) ? new URL(uri).href : undefined;

/** Folds a content line into pieces of at most 75 bytes, cut between characters; continuation lines begin with a space. */
export function foldLine(line: string): string {
  const bytes = Buffer.from(line);
  if (bytes.length <= maxLineBytes) return line;
  const pieces: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    let end = Math.min(start + maxLineBytes - (start === 0 ? 0 : 1), bytes.length);
    // Bytes 10xxxxxx go on with a character.
    while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    pieces.push(bytes.toString('utf8', start, end));
    start = end;
  }
  return pieces.join(`${lineEnd} `);
}

/** Lines as a file. */
export const joinLines = (lines: readonly string[]): string =>
  lines.map((line) => foldLine(line) + lineEnd).join('');
