import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/database/generated/client.ts';
import { escapeText, foldLine, writeCalendar } from '../../src/feeds/ical-writer.ts';
import { eventFixture } from '../support/fixtures/events.ts';

const event = eventFixture({ sourceUrl: 'https://example.org/lich' });
const stamp = new Date('2026-11-24T02:00:00.123Z');

/** The file's lines, unfolded, without the outer calendar. */
function linesOf(
  changes: Partial<Event>,
  words: Partial<Record<'title' | 'summary' | 'place', string>> = {},
) {
  const file = writeCalendar(
    [
      {
        event: { ...event, ...changes },
        title: 'Liên hoan Phim',
        summary: '',
        place: '',
        ...words,
      },
    ],
    stamp,
  );
  return file.replaceAll('\r\n ', '').split('\r\n');
}

describe('a calendar file', () => {
  test('gives event times in UTC and the revision number', () => {
    expect(linesOf({})).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Callboard//Callboard//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:0199aaaa-0000-7000-8000-000000000001@callboard',
      'DTSTAMP:20261124T020000Z',
      'SEQUENCE:2',
      'STATUS:CONFIRMED',
      'DTSTART:20261128T123000Z',
      'DTEND:20261128T140000Z',
      'SUMMARY:Liên hoan Phim',
      'DESCRIPTION:https://example.org/lich',
      'URL:https://example.org/lich',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  test('gives whole days as dates in the zone of the event with an exclusive end', () => {
    const days = {
      allDay: true,
      startsAt: new Date('2026-11-27T17:00:00Z'),
      endsAt: new Date('2026-11-29T17:00:00Z'),
    };
    expect(linesOf(days)).toContain('DTSTART;VALUE=DATE:20261128');
    expect(linesOf(days)).toContain('DTEND;VALUE=DATE:20261130');
  });

  test('omits an unknown end', () => {
    const lines = linesOf({ endsAt: event.startsAt });
    expect(lines.filter((line) => line.startsWith('DTEND'))).toEqual([]);
  });

  test.each([
    ['cancelled', 'STATUS:CANCELLED'],
    ['postponed', 'STATUS:TENTATIVE'],
  ] as const)('marks an event as %s', (state, line) => {
    expect(linesOf({ state })).toContain(line);
  });

  test('escapes special characters and keeps line breaks', () => {
    const lines = linesOf(
      {},
      { title: 'a;b,c\\d', summary: 'one\r\ntwo\u0000', place: 'BEGIN:VEVENT\nX' },
    );
    expect(lines).toContain('SUMMARY:a\\;b\\,c\\\\d');
    expect(lines).toContain('DESCRIPTION:one\\ntwo\\n\\nhttps://example.org/lich');
    expect(lines).toContain('LOCATION:BEGIN:VEVENT\\nX');
  });
});

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('ệ', 'đ', '👨‍👩‍👧', '\n', ';', '\\', '\r', '\t'),
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

test('escapes a text into one line that reads back as it was', () => {
  const readBack = (text: string) =>
    text.replace(/\\(.)/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter));
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeText(text);
      expect(escaped).not.toMatch(/[\r\n]/);
      expect(readBack(escaped)).toBe(text.replace(/\r\n?/g, '\n').replaceAll('\t', ''));
    }),
  );
});
