import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, foldLine } from '../../../src/feeds/calendar/content-line.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      'ệ',
      'đ',
      '👨‍👩‍👧',
      '\n',
      ';',
      '\\',
      '\r',
      '\t',
      '\u2028',
      '\u0085',
      'e\u0302\u0323',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
  ),
  maxLength: 200,
});

test('folds lines at 75 bytes without breaking characters and unfolds to the original', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = `SUMMARY:${escapeText(text)}`;
      const folded = foldLine(line);
      for (const piece of folded.split('\r\n')) {
        expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75);
        expect(Buffer.from(piece).toString()).toBe(piece);
      }
      expect(folded.replaceAll('\r\n ', '')).toBe(line);
    }),
  );
});

test('escapes a text into one line that reads back as it was, composed', () => {
  const readBack = (text: string) =>
    text.replace(/\\(.)/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter));
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeText(text);
      // What Python, too, takes for the end of a line.
      expect(escaped).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      const expected = text
        .normalize('NFC')
        .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
        .replaceAll('\t', ' ');
      expect(readBack(escaped)).toBe(expected);
    }),
  );
});

test('escapes what would end a value or begin another component', () => {
  expect(escapeText('a;b,c\\d')).toBe('a\\;b\\,c\\\\d');
  expect(escapeText('one\r\ntwo\u0000')).toBe('one\\ntwo');
  expect(escapeText('one\ttwo')).toBe('one two');
  expect(escapeText('BEGIN:VEVENT\nX')).toBe('BEGIN:VEVENT\\nX');
  expect(escapeText('half \ud83d of a letter')).toBe('half \ufffd of a letter');
});
