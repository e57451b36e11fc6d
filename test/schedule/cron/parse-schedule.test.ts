import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextOccurrences } from '../../../src/schedule/cron/occurrences.ts';
import { parseSchedule } from '../../../src/schedule/cron/parse-schedule.ts';

const cronOf = (text: string) => {
  const read = parseSchedule(text);
  return read.ok ? read.cron : read.fault;
};

describe('a schedule in words', () => {
  test.each([
    ['every day 08:00', '0 8 * * *'],
    ['Every day at 8am', '0 8 * * *'],
    ['daily 19:30', '30 19 * * *'],
    ['hằng ngày 8h', '0 8 * * *'],
    ['hàng ngày lúc 8h30 sáng', '30 8 * * *'],
    ['hang ngay 8h', '0 8 * * *'],
    ['hằng ngày 8h'.normalize('NFD'), '0 8 * * *'],
    ['mỗi sáng 8h', '0 8 * * *'],
    ['every evening at 8pm', '0 20 * * *'],
    ['hằng ngày 8h và 18h', '0 8,18 * * *'],
    ['thứ hai hằng tuần 7h30', '30 7 * * 1'],
    ['mỗi thứ hai 9:00', '0 9 * * 1'],
    ['8h sáng thứ hai', '0 8 * * 1'],
    ['7h30 tối thứ sáu hàng tuần', '30 19 * * 5'],
    ['chủ nhật hằng tuần 20h', '0 20 * * 0'],
    ['Sundays at noon', '0 12 * * 0'],
    ['thu nam 7h', '0 7 * * 4'],
    ['every thu 8am', '0 8 * * 4'],
    ['thu 7 8h', '0 8 * * 6'],
    ['T2-T6 8h30', '30 8 * * 1,2,3,4,5'],
    ['weekdays 8am', '0 8 * * 1,2,3,4,5'],
    ['ngày thường 8h', '0 8 * * 1,2,3,4,5'],
    ['thứ hai đến thứ sáu 8h', '0 8 * * 1,2,3,4,5'],
    ['mon-fri 8am', '0 8 * * 1,2,3,4,5'],
    ['cuối tuần 9h', '0 9 * * 0,6'],
    ['thứ 2, 4, 6 8h', '0 8 * * 1,3,5'],
    ['Monday and Thursday at 9:30', '30 9 * * 1,4'],
    ['ngày 1 hằng tháng 9h', '0 9 1 * *'],
    ['mỗi tháng ngày 10 lúc 8h', '0 8 10 * *'],
    ['the 1st of every month 9:00', '0 9 1 * *'],
    ['monthly on the 15th at 9am', '0 9 15 * *'],
    ['ngày cuối tháng 9h', '0 9 L * *'],
    ['every hour', '0 * * * *'],
    ['mỗi giờ', '0 * * * *'],
    ['0 8 * * *', '0 8 * * *'],
    [' 30  7 * * mon-fri ', '30 7 * * mon-fri'],
  ])('%s', (text, cron) => {
    expect(cronOf(text)).toBe(cron);
  });

  test.each([
    ['', 'unreadable'],
    ['8h', 'unreadable'],
    ['every day', 'unreadable'],
    ['hằng tuần 8h', 'unreadable'],
    ['tomorrow 8am', 'unreadable'],
    ['every second Tuesday 8am', 'unreadable'],
    ['every other day 8am', 'unreadable'],
    ['every Monday 8am except holidays', 'unreadable'],
    ['mỗi ngày 25h', 'unreadable'],
    ['daily 8am and 6:30pm', 'unreadable'],
    ['every day and the 1st of every month 9am', 'unreadable'],
    ['0 25 * * *', 'unreadable'],
    ['0 8 31 2 *', 'unreadable'],
    ['0 0 8 * * *', 'unreadable'],
    ['*/30 * * * *', 'tooOften'],
    ['0,30 8 * * *', 'tooOften'],
    ['* 8 * * *', 'tooOften'],
  ])('rejects %s', (text, fault) => {
    expect(cronOf(text)).toBe(fault);
  });

  test('never throws and accepts at most one occurrence an hour', () => {
    const pieces = fc.constantFrom(
      ...[
        'every',
        'day',
        'hằng ngày',
        'thứ',
        'hai',
        '2',
        '8h',
        '9:00',
        'weekdays',
        '*',
        '0',
        '*/2',
      ],
      ...['1-5', ',', 'and', 'monday', 'ngày 1', 'hằng tháng', 'L', '?', '8am', '#', 'đến', '-'],
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 6 }).map((words) => words.join(' ')),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    const start = Temporal.Instant.from('2026-11-24T02:00Z');
    fc.assert(
      fc.property(texts, (text) => {
        const read = parseSchedule(text);
        if (!read.ok) return;
        const beats = nextOccurrences({ cron: read.cron, zone: 'Asia/Ho_Chi_Minh' }, start, 3);
        const gaps = beats.slice(1).map((beat, index) => {
          const before = beats[index] ?? beat;
          return before.until(beat).total('minutes');
        });
        expect(Math.min(60, ...gaps)).toBe(60);
      }),
      { numRuns: 1000 },
    );
  });
});
