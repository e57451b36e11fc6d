import { describe, expect, test } from 'vitest';
import { parseContentLine, splitTexts } from '../../../src/calendar-imports/reader/content-line.ts';
import { eventText } from '../../../src/calendar-imports/reader/event-text.ts';
import { readerLimits } from '../../../src/calendar-imports/reader/limits.ts';
import { createRuleBudget } from '../../../src/calendar-imports/reader/series-dates.ts';
import { calendarText, eventLines, now, read, startsOf } from './calendar-text.ts';

const start = 'DTSTART:20261201T123000Z';
const pad = (value: number) => String(value).padStart(2, '0');

/** Runs in time that grows with the length of a text and not with its square. */
function quickly<Value>(run: () => Value): Value {
  const before = performance.now();
  const value = run();
  expect(performance.now() - before).toBeLessThan(1_500);
  return value;
}

describe('long texts are read quickly', () => {
  test.each([
    ['zones that begin', 'X;TZID=('],
    ['zones with colons', ';TZID=(:'],
    ['parameters', ';a=b'],
    ['quotes', '"'],
  ])('lines of %s', (_title, part) => {
    const line = part.repeat(readerLimits.lineLength / part.length);
    quickly(() => parseContentLine(`X${line}`));
    quickly(() => parseContentLine(`X${line}:value`));
  });

  test('lists of backslashes', () => {
    const backslashes = '\\'.repeat(readerLimits.lineLength);
    expect(quickly(() => splitTexts(`${backslashes},a`))[1]).toBe('a');
    expect(quickly(() => splitTexts(`${backslashes}\\,a`))).toHaveLength(1);
  });

  test.each([
    ...['a', '<b ', '<br', '\u2800', '\u2800 a', 'https://a.', 'a.', '.', '&#32;', 'а.com '],
    'https://a@b.com ',
  ])('texts of “%s”', (part) => {
    const text = part.repeat(20_000 / part.length);
    for (const isMultiline of [true, false])
      quickly(() => eventText(text, { max: 1500, isMultiline }));
  });
});

test('a zone of Outlook is read with its colon and without quotes', () => {
  const { params, value } =
    parseContentLine('DTSTART;TZID=(UTC+07:00) Hà Nội:20261201T090000') ?? {};
  expect({ params, value }).toEqual({
    params: { TZID: '(UTC+07:00) Hà Nội' },
    value: '20261201T090000',
  });
});

describe('of many', () => {
  test('further and excluded dates the last ones count', async () => {
    const past = Array.from(
      { length: readerLimits.writtenDates + 100 },
      (_, index) => `20${pad(index % 20)}${pad((index % 12) + 1)}${pad((index % 28) + 1)}T123000Z`,
    );
    const further = [...past, '20261203T123000Z', '20261204T123000Z'].join();
    expect(
      await startsOf(start, `RDATE:${further}`, `EXDATE:${past.join()},20261204T123000Z`),
    ).toEqual(['2026-12-01T12:30:00Z', '2026-12-03T12:30:00Z']);
  });

  test('changed dates of one event each one counts', async () => {
    const changes = Array.from({ length: 300 }, (_, index) =>
      eventLines(
        `RECURRENCE-ID:2026${pad((index % 12) + 1)}${pad((index % 28) + 1)}T${pad(index % 24)}3000Z`,
        `DTSTART:2026${pad((index % 12) + 1)}${pad((index % 28) + 1)}T${pad(index % 24)}4000Z`,
      ),
    ).flat();
    const { items } = await read(
      calendarText(
        ...eventLines(start, 'RRULE:FREQ=DAILY;COUNT=3'),
        ...eventLines('RECURRENCE-ID:20261202T123000Z', 'DTSTART:20261202T150000Z'),
        ...eventLines('RECURRENCE-ID;VALUE=DATE:20261203', 'DTSTART:20261203T160000Z'),
        ...changes,
      ),
    );
    const starts = new Map(items.map((item) => [item.occurrence, item.start]));
    expect(starts.get('2026-12-01T12:30:00Z')).toBe('2026-12-01T12:30:00Z');
    expect(starts.get('2026-12-02T12:30:00Z')).toBe('2026-12-02T15:00:00Z');
    expect(starts.get('2026-12-03T12:30:00Z')).toBe('2026-12-03T16:00:00Z');
  });

  test('offsets of a zone the last ones count', async () => {
    const offsets = Array.from({ length: readerLimits.observances + 50 }, (_, index) => [
      'BEGIN:STANDARD',
      `DTSTART:${1970 + Math.floor(index / 12)}${pad((index % 12) + 1)}01T000000`,
      `TZOFFSETTO:${index === readerLimits.observances + 49 ? '+0530' : '+0100'}`,
      'END:STANDARD',
    ]).flat();
    const { items } = await read(
      calendarText(
        ...['BEGIN:VTIMEZONE', 'TZID:own', ...offsets, 'END:VTIMEZONE'],
        ...eventLines('DTSTART;TZID=own:20261201T123000'),
      ),
    );
    expect(items[0]?.start).toBe('2026-12-01T07:00:00Z');
  });

  test('names of unknown zones some are shown, and no longer than a line', async () => {
    const { unread } = await read(
      calendarText(
        ...Array.from({ length: 30 }, (_, index) =>
          eventLines(`UID:${index}`, `DTSTART;TZID=${index}${'x'.repeat(500)}:20261201T123000`),
        ).flat(),
      ),
    );
    expect(unread.zones).toHaveLength(readerLimits.unknownZones);
    expect(Math.max(...unread.zones.map(({ length }) => length))).toBeLessThanOrEqual(60);
  });
});

describe('a rule', () => {
  const hours = Array.from({ length: 24 }, (_, index) => index).join();
  test.each([
    ['with many times of day', `FREQ=DAILY;BYHOUR=${hours};BYMINUTE=0,20,40`],
    ['that is very long', `FREQ=DAILY;BYHOUR=${'9,'.repeat(600)}9`],
  ])('%s is not expanded', async (_title, rule) => {
    const { items, unread } = await read(calendarText(...eventLines(start, `RRULE:${rule}`)));
    expect(unread.rules).toBe(1);
    expect(items).toHaveLength(1);
  });

  test('is not expanded once all took too long', async () => {
    let ms = 0;
    const { expand } = createRuleBudget(() => ms);
    const moment = {
      isDate: false,
      local: Temporal.PlainDateTime.from('2026-12-01T12:30'),
      zone: { kind: 'named', id: 'UTC' } as const,
    };
    const range = { from: now, before: now.add({ hours: 24 * 10 }), most: 5 };
    expect(await expand('FREQ=DAILY;COUNT=2', moment, range)).toHaveLength(2);
    ms = readerLimits.rulesMs;
    expect(await expand('FREQ=DAILY;COUNT=2', moment, range)).toBeUndefined();
  });
});

describe('what no database stores', () => {
  test('is not in a UID', async () => {
    const { items } = await read(calendarText(...eventLines('UID:a\u0000b', start)));
    expect(items[0]?.uid).toMatch(/^sha256:[\da-f]{64}$/);
  });

  test('is not in texts', async () => {
    const { items } = await read(
      calendarText(
        ...eventLines(
          start,
          'SUMMARY:a\u0000<br>&#55357;&#0;',
          `DESCRIPTION:${'x'.repeat(2999)}💐`,
        ),
      ),
    );
    const { title = '', summary = '' } = items[0]?.texts ?? {};
    expect([title, summary].map((text) => text.isWellFormed())).toEqual([true, true]);
    expect(title).not.toContain('\u0000');
  });
});

test('a calendar says whether its end is there', async () => {
  const whole = calendarText(...eventLines(start));
  const cut = whole.replace('END:VCALENDAR', '');
  for (const [text, isCutOff] of [
    [whole, false],
    [cut, true],
    [`${whole}${whole}`, false],
    [`${whole}${cut}`, true],
  ] as const)
    expect((await read(text)).unread.isCutOff).toBe(isCutOff);
});
