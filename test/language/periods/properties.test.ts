import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatDuration,
  formatInstant,
  formatPeriod,
  formatTime,
} from '../../../src/language/format-date.ts';
import { locales } from '../../../src/language/locale.ts';
import {
  readDate,
  readDateTime,
  readDuration,
  readPeriod,
  readTime,
} from '../../../src/language/periods/index.ts';
import { measureCpuMs } from '../../support/cpu-time.ts';
import { tuesdayAtTen, withoutDiacritics } from '../reading-fixture.ts';

const epoch = Temporal.PlainDate.from('1970-01-01');
const days = fc.integer({ min: -20_000, max: 60_000 }).map((count) => epoch.add({ days: count }));
/** Near today as well as far from it, where the year is left out and where it is not. */
const near = fc.integer({ min: -400, max: 400 });
const locale = fc.constantFrom(...locales);
const marks = fc.constantFrom<((text: string) => string)[]>(
  (text) => text,
  (text) => text.normalize('NFD'),
  withoutDiacritics,
);

/** A past day of this year is said without its year; whoever types it means the next one. */
const isPastOfYear = (date: Temporal.PlainDate, today: Temporal.PlainDate) =>
  date.year === today.year && Temporal.PlainDate.compare(date, today) < 0;

describe('formatted dates are read back', () => {
  test('for a day', () => {
    fc.assert(
      fc.property(
        days,
        fc.oneof(near, fc.integer({ min: -40_000, max: 40_000 })),
        locale,
        marks,
        (today, off, language, spell) => {
          const date = today.add({ days: off });
          fc.pre(!isPastOfYear(date, today));
          const output = spell(formatDate(date, language, today));
          const read = readDate(output, { today });
          expect(read.ok ? String(read.value) : read, output).toBe(String(date));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('for a range of days', () => {
    fc.assert(
      fc.property(
        days,
        near,
        fc.integer({ min: 1, max: 800 }),
        locale,
        (today, off, length, language) => {
          const from = today.add({ days: off });
          const period = { from, until: from.add({ days: length }) };
          fc.pre(!isPastOfYear(period.until.subtract({ days: 1 }), today));
          fc.pre(!isPastOfYear(from, today) || period.until.year !== from.year);
          const output = formatPeriod(period, language, today);
          const read = readPeriod(output, { today });
          expect(read.ok ? `${read.value.from} ${read.value.until}` : read, output).toBe(
            `${period.from} ${period.until}`,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('for an instant to the minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500_000, max: 500_000 }), locale, (minutes, language) => {
        const then = tuesdayAtTen.add({ minutes });
        fc.pre(!isPastOfYear(then.toPlainDate(), tuesdayAtTen.toPlainDate()));
        const output = formatInstant(
          then.toInstant(),
          tuesdayAtTen.timeZoneId,
          language,
          tuesdayAtTen.toInstant(),
        );
        const read = readDateTime(output, { now: tuesdayAtTen });
        expect(read.ok ? `${read.value.date}T${read.value.time}` : read, output).toBe(
          String(then.toPlainDateTime()),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('for a time and a length of time', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), fc.nat(500), locale, (hour, minute, count, language) => {
        const time = Temporal.PlainTime.from({ hour, minute });
        const read = readTime(formatTime(time));
        expect(read.ok && read.value.equals(time)).toBe(true);
        const length = Temporal.Duration.from({ days: count, hours: hour, minutes: minute });
        const measured = readDuration(formatDuration(length, language));
        expect(measured.ok && measured.value.toString()).toBe(length.toString());
      }),
    );
  });
});

describe('parts of a longer period', () => {
  const part = fc.constantFrom(
    ...([
      ['đầu', 'early'],
      ['giữa', 'mid'],
      ['cuối', 'late'],
    ] as const),
  );
  const wholes = [
    ['tháng 12', 'December'],
    ['tháng sau', 'next month'],
    ['năm sau', 'next year'],
    ['quý 2', 'Q2'],
    ['2027', '2027'],
  ] as const;
  const range = (text: string, today: Temporal.PlainDate) => {
    const read = readPeriod(text, { today });
    if (!read.ok) throw new Error(`${text}: ${read.key}`);
    return read.value;
  };

  test('add up to the whole in both languages', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...wholes), (today, names) => {
        for (const [index, whole] of names.entries()) {
          const words = index === 0 ? ['đầu', 'giữa', 'cuối'] : ['early', 'mid', 'late'];
          const [first, middle, last] = words.map((word) => range(`${word} ${whole}`, today));
          const all = range(whole, today);
          expect([String(first?.from), String(last?.until)]).toEqual([
            String(all.from),
            String(all.until),
          ]);
          expect(String(first?.until)).toBe(String(middle?.from));
          expect(String(middle?.until)).toBe(String(last?.from));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('exclude past days of the current period and are the same in both languages', () => {
    const units = [
      ['tháng', 'the month'],
      ['năm', 'the year'],
    ] as const;
    fc.assert(
      fc.property(days, part, fc.constantFrom(...units), (today, [vi, en], [unit, running]) => {
        const parsed = range(`${vi} ${unit}`, today);
        expect(Temporal.PlainDate.compare(parsed.until, today)).toBeGreaterThan(0);
        const word = { early: 'beginning of', mid: 'middle of', late: 'end of' }[en];
        expect(formatPeriod(range(`${word} ${running}`, today), 'en', today)).toBe(
          formatPeriod(parsed, 'en', today),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('lie within their month for weeks and days, the last ones at its end', () => {
    const nths = ['first', 'second', 'third', 'fourth', 'last'];
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(...nths),
        fc.constantFrom('week', 'Friday'),
        (today, nth, what) => {
          const month = range('next month', today);
          const parsed = range(`${nth} ${what} of next month`, today);
          expect(Temporal.PlainDate.compare(parsed.from, month.from)).toBeGreaterThanOrEqual(0);
          expect(Temporal.PlainDate.compare(parsed.until, month.until)).toBeLessThanOrEqual(0);
          if (what === 'Friday') expect(parsed.from.dayOfWeek).toBe(5);
          expect(parsed.from.until(parsed.until).days).toBe(what === 'week' ? 7 : 1);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('reach from today to the named day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 300 }), (today, off) => {
        const day = today.add({ days: off });
        const output = `${day.day}/${day.month}/${String(day.year).padStart(4, '0')}`;
        for (const text of [`until ${output}`, `đến ${output}`, `cho đến hết ${output}`]) {
          const { from, until } = range(text, today);
          expect([String(from), String(until)]).toEqual([
            String(today),
            String(day.add({ days: 1 })),
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('any input', () => {
  const pieces = fc
    .array(
      fc.constantFrom(
        ...[
          '21',
          '11',
          '2026',
          '/',
          '-',
          '.',
          ':',
          'h',
          'thứ',
          'thu',
          'sáu',
          'sau',
          'tuần',
          'tháng',
          'nay',
        ],
        ...[
          'tới',
          'toi',
          'đến',
          'ngày',
          'next',
          'Friday',
          'Nov',
          'this',
          'weekend',
          'in',
          '3',
          'for a range of days',
          'mai',
        ],
        ...['cuối', 'đầu', 'năm', 'until', 'first', 'week', 'of', 'Christmas', 'Tết', 'rưỡi'],
        ...['giờ', 'Nhật', 'Mỹ', 'EST', 'mười', 'mươi', 'half', 'past', 'seven', '24h'],
      ),
      { maxLength: 9 },
    )
    .map((words) => words.join(' '));
  const texts = fc.oneof(
    pieces,
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(...naughty),
  );

  test('never throws, gives ordered days, and is quoted in rejections', () => {
    fc.assert(
      fc.property(texts, days, (text, today) => {
        const zoned = today.toZonedDateTime({ timeZone: 'Asia/Ho_Chi_Minh', plainTime: '10:00' });
        const read = readPeriod(text, { today });
        if (read.ok)
          expect(Temporal.PlainDate.compare(read.value.from, read.value.until)).toBeLessThan(0);
        for (const reading of [
          read,
          readDate(text, { today }),
          readDateTime(text, { now: zoned }),
          readTime(text),
          readDuration(text),
        ])
          if (!reading.ok) expect(reading.params.text).toBeTypeOf('string');
      }),
      { numRuns: 3000 },
    );
  });

  test('recognizes the only date among the naughty strings', () => {
    const today = tuesdayAtTen.toPlainDate();
    const read = naughty.filter((text) => readPeriod(text, { today }).ok);
    expect(read).toEqual(['1/2']);
  });

  test('rejects long texts of date words quickly', () => {
    const taken = measureCpuMs(() => {
      for (const word of ['thu sau ', '21-', 'next ', 'ngày 21 tháng 11 đến ', '1h30 ', 'toi '])
        readDateTime(word.repeat(1000), { now: tuesdayAtTen });
      for (const word of ['toi ', '1h1h', 'a day ']) {
        readDateTime(word.repeat(20).slice(0, 119), { now: tuesdayAtTen });
        readDuration(word.repeat(20).slice(0, 119));
      }
    });
    expect(taken).toBeLessThan(2000);
  });
});
