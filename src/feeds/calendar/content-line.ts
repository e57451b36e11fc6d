import { Buffer } from 'node:buffer';
import { controlCharacters, lineBreaks } from '../../language/text/control-characters.ts';

/** Maximum length of a line without its end, in bytes. Source: RFC 5545, 3.1. */
const maxLineBytes = 75;
const lineEnd = '\r\n';
const needsCleaning = /[\p{Cc}\u2028\u2029]/v;

/**
 * Escapes a text value. Source: RFC 5545, 3.3.11. Line breaks of every kind are escaped: python-icalendar splits a file
 * at Unicode's line and paragraph separators too.
 */
export function escapeText(text: string): string {
  const composed = text.normalize('NFC').toWellFormed();
  // Most texts need no more, and a calendar has thousands.
  const plain = needsCleaning.test(composed)
    ? composed.replace(lineBreaks, '\n').replaceAll('\t', ' ').replace(controlCharacters, '')
    : composed;
  return plain.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** A URI as a value, which has no escapes; `undefined` for what is none. */
export const uriValue = (uri: string): string | undefined =>
  URL.canParse(uri) ? new URL(uri).href : undefined;

/** Folds a content line into pieces of at most 75 bytes, cut between characters; continuation lines begin with a space. */
export function foldLine(line: string): string {
  if (line.length <= maxLineBytes && Buffer.byteLength(line) <= maxLineBytes) return line;
  const bytes = Buffer.from(line);
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
