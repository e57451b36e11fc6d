import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseContentLine, splitTexts } from '../../../src/calendar-imports/reader/content-line.ts';
import { readerLimits } from '../../../src/calendar-imports/reader/limits.ts';
import { readCalendar } from '../../../src/calendar-imports/reader/read-calendar.ts';
import { calendarText, eventLines, now, read } from './calendar-text.ts';

const start = 'DTSTART:20261201T123000Z';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textsOf = async (...lines: string[]) =>
  (await read(calendarText(...eventLines(start, ...lines)))).items[0]?.texts;

describe('a content line', () => {
  test.each([
    ['SUMMARY;LANGUAGE=vi:Hội, chợ: Tết', 'SUMMARY', { LANGUAGE: 'vi' }, 'Hội, chợ: Tết'],
    ['SUMMARY;ALTREP="http://x:1/;a":Ab', 'SUMMARY', { ALTREP: 'http://x:1/;a' }, 'Ab'],
    ["X-A;B=^n^'q^'^^:c", 'X-A', { B: '\n"q"^' }, 'c'],
    ['item1.summary:x', 'SUMMARY', {}, 'x'],
    ['SUMMARY;LANGUAGE:x', 'SUMMARY', {}, 'x'],
    ['SUMMARY;X="abc:d', 'SUMMARY', { X: 'abc' }, 'd'],
    ['SUMMARY:', 'SUMMARY', {}, ''],
  ])('%s', (line, name, params, value) => {
    expect(parseContentLine(line)).toEqual({ name, params, value });
  });

  test.each(['', 'BROKEN', ':x'])('is not “%s”', (line) => {
    expect(parseContentLine(line)).toBeUndefined();
  });

  test('has texts between commas that are not escaped', () => {
    expect(splitTexts('a,b\\,c\\\\,d\\nẹ')).toEqual(['a', 'b,c\\', 'd\nẹ']);
  });
});

describe('the texts of an event', () => {
  test('are read without escapes', async () => {
    expect(
      await textsOf(
        'SUMMARY;LANGUAGE=vi:Hội\\, chợ\\; Tết',
        'DESCRIPTION:một\\nhai\\Nba \\\\ bốn',
        'LOCATION;ALTREP="x":12\\, Lê Lợi',
        'CATEGORIES:Phim\\, ảnh,Nhạc',
        'URL:https://example.org/a?b=1',
      ),
    ).toEqual({
      title: 'Hội, chợ; Tết',
      summary: 'một\nhai\nba \\ bốn',
      place: '12, Lê Lợi',
      topic: 'Phim, ảnh',
      url: 'https://example.org/a?b=1',
    });
  });

  test('are words where they were HTML', async () => {
    const texts = await textsOf(
      'DESCRIPTION:<p>Vào cửa <b>tự do</b>&nbsp;&amp; vui</p><br><a href="https://x.org">Xem</a>',
    );
    expect(texts?.summary).toBe('Vào cửa tự do & vui\n\nXem');
  });

  test('are composed, without control characters, and no longer than events have', async () => {
    const texts = await textsOf(
      `SUMMARY:${'Hội chợ'.normalize('NFD')}\u0007\u202e`,
      `LOCATION:${'x'.repeat(500)}`,
    );
    expect(texts?.title).toBe('Hội chợ');
    expect(texts?.place).toHaveLength(200);
  });

  test('have no links that lead elsewhere than they say', async () => {
    const texts = await textsOf(
      'DESCRIPTION:Xem https://facebook.com@evil.example/ nhé',
      'URL:javascript:alert(1)',
    );
    expect(texts?.summary).toBe('Xem … nhé');
    expect(texts?.url).toBeNull();
  });
});

describe('a file', () => {
  test('is joined where a line was folded within a character', async () => {
    const [before, after] = calendarText(...eventLines(start, 'SUMMARY:Hội chợ Tết')).split('ộ');
    const [first = 0, ...rest] = bytesOf('ộ');
    const bytes = Buffer.concat([
      bytesOf(before ?? ''),
      Uint8Array.of(first),
      bytesOf('\r\n '),
      Uint8Array.from(rest),
      bytesOf(after ?? ''),
    ]);
    expect((await read(bytes)).items[0]?.texts.title).toBe('Hội chợ Tết');
  });

  test.each([
    ['with line feeds alone', (text: string) => bytesOf(text.replaceAll('\r\n', '\n'))],
    ['with carriage returns alone', (text: string) => bytesOf(text.replaceAll('\r\n', '\r'))],
    ['with a byte order mark', (text: string) => bytesOf(`\ufeff${text}`)],
    ['with empty lines', (text: string) => bytesOf(text.replaceAll('\r\n', '\r\n\r\n'))],
    ['in UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['without an end', (text: string) => bytesOf(text.replace('END:VCALENDAR\r\n', ''))],
    ['with tabs as folds', (text: string) => bytesOf(text.replace('Hội', 'H\r\n\tội'))],
  ])('%s is read', async (_title, encode) => {
    const bytes = encode(calendarText(...eventLines(start)));
    expect((await read(bytes)).items.map(({ texts }) => texts.title)).toEqual(['Hội chợ']);
  });

  test('is read in the charset that the server names, where it is no UTF-8', async () => {
    const bytes = Buffer.from(calendarText(...eventLines(start, 'SUMMARY:Caf\u00e9')), 'latin1');
    expect((await read(bytes)).items[0]?.texts.title).toBe('Café');
    expect((await read(bytes, { charset: 'windows-1251' })).items[0]?.texts.title).toBe('Cafй');
    expect((await read(bytes, { charset: 'no-such' })).items[0]?.texts.title).toBe('Café');
  });

  test('has a name, an interval and calendars within each other', async () => {
    const found = await read(
      calendarText(
        'X-WR-CALNAME:Lịch\\, Huế',
        'X-PUBLISHED-TTL:PT12H',
        'BEGIN:VCALENDAR',
        ...eventLines(start),
        'END:VCALENDAR',
      ),
    );
    expect(found).toMatchObject({ name: 'Lịch, Huế', refreshMs: 12 * 3_600_000, eventCount: 1 });
  });

  test.each([
    ['a web page', '<!DOCTYPE html><html><body>BEGIN:VCALENDAR</body>', 'webPage'],
    ['a web page after spaces', '\n  <html>', 'webPage'],
    ['other text', 'hello', 'notCalendar'],
    ['nothing', '', 'notCalendar'],
  ])('is refused when it is %s', async (_title, text, expected) => {
    expect(await readCalendar(bytesOf(text), { now, fallbackZone: 'UTC' })).toBe(expected);
  });

  test('with one bad event has the others', async () => {
    const { items, unread } = await read(
      calendarText(
        ...eventLines('UID:a', 'DTSTART:someday'),
        ...eventLines('UID:b'),
        ...eventLines('UID:c', start, 'BROKEN LINE', 'RRULE'),
        'BEGIN:VEVENT',
        'UID:d',
        ...eventLines('UID:e', start),
        'END:NOTHING',
        ...eventLines('UID:f', 'DTSTART:20269999T123000Z'),
      ),
    );
    expect(items.map(({ uid }) => uid)).toEqual(['c', 'e']);
    expect(unread.events).toBe(4);
  });

  test('keeps what is for its owner alone to itself', async () => {
    const { items, unread } = await read(
      calendarText(
        ...eventLines('UID:a', start, 'CLASS:PRIVATE'),
        ...eventLines('UID:b', start, 'CLASS:confidential'),
        ...eventLines('UID:c', start, 'CLASS:PUBLIC'),
      ),
    );
    expect(items.map(({ uid }) => uid)).toEqual(['c']);
    expect(unread.privateEvents).toBe(2);
  });

  test('that cancels says so of every event', async () => {
    const { items } = await read(calendarText('METHOD:CANCEL', ...eventLines(start)));
    expect(items.map(({ isCancelled }) => isCancelled)).toEqual([true]);
  });

  test('has events without a UID and with a long one', async () => {
    const { items } = await read(
      calendarText(
        ...['BEGIN:VEVENT', start, 'SUMMARY:a', 'END:VEVENT'],
        ...eventLines(start, `UID:${'x'.repeat(5000)}`),
      ),
    );
    expect(items.map(({ uid }) => uid.length)).toEqual([71, 71]);
  });

  test('has nothing of alarms and to-dos, and ignores events that are over', async () => {
    const { items } = await read(
      calendarText(
        ...eventLines(start, 'BEGIN:VALARM', 'DESCRIPTION:Ring', 'END:VALARM', 'LOCATION:Huế'),
        'BEGIN:VTODO',
        'UID:todo',
        start,
        'END:VTODO',
        ...eventLines('UID:over', 'DTSTART:20261101T123000Z'),
      ),
    );
    expect(items.map(({ texts }) => texts)).toMatchObject([
      { title: 'Hội chợ', place: 'Huế', summary: '' },
    ]);
  });
});

describe('a file that is made to cost much', () => {
  test('has no more events and dates than are read', async () => {
    const many = Array.from({ length: readerLimits.events + 5 }, (_, index) =>
      eventLines(`UID:${index}`, start),
    ).flat();
    const { items, unread } = await read(calendarText(...many));
    expect(items).toHaveLength(readerLimits.items);
    expect(unread.isTruncated).toBe(true);
  });

  test('has no more dates of one event', async () => {
    const { items } = await read(
      calendarText(
        ...eventLines(start, 'RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8;BYMINUTE=0,10,20'),
      ),
    );
    expect(items).toHaveLength(readerLimits.datesPerEvent);
  });

  test('gives up rules that never come', async () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      eventLines(`UID:${index}`, start, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
    ).flat();
    const { unread } = await read(calendarText(...many));
    expect(unread.rules).toBe(200);
  }, 20_000);

  test('may be nested and end where it likes', async () => {
    const deep = 'BEGIN:X\r\n'.repeat(100_000);
    const ends = 'END:X\r\n'.repeat(100_000);
    const { items } = await read(calendarText(deep, ...eventLines(start), ends, 'END:VEVENT'));
    expect(items).toHaveLength(1);
  });

  test('may be anything', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...['BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VCALENDAR', 'END:VCALENDAR', 'BEGIN:VTIMEZONE'],
        ...['DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=DAILY', 'RDATE:20261203', 'UID:a', 'TZID:a'],
        ...['RECURRENCE-ID:20261202', 'BEGIN:STANDARD', 'TZOFFSETTO:+0700', 'END:STANDARD'],
        ...['DTSTART;TZID=a:20261201T010000', 'EXDATE:20261201', 'STATUS:CANCELLED'],
      ),
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(
          fc.constantFrom('DTSTART', 'DTEND', 'RRULE', 'EXDATE', 'DURATION', 'TZID'),
          fc.string(),
        )
        .map(([name, value]) => `${name}:${value}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        await read(calendarText(...lines));
      }),
      { seed: 13, numRuns: 500 },
    );
  }, 30_000);
});
