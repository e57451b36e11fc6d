import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translators } from '../../../src/language/catalogue.ts';
import { locales } from '../../../src/language/locale.ts';
import { describeRecurrence } from '../../../src/language/recurrence/describe.ts';
import { readRecurrence } from '../../../src/language/recurrence/read-recurrence.ts';
import type { RecurrenceRule } from '../../../src/language/recurrence/rule.ts';
import { formatRecurrence, parseRecurrence } from '../../../src/language/recurrence/rule-text.ts';

const today = Temporal.PlainDate.from('2026-11-24');

const meaningOf = (text: string): string => {
  const read = readRecurrence(text, { today });
  if (read.ok) return formatRecurrence(read.value);
  return [read.error, ...read.choices.map(formatRecurrence)].join(' ');
};

const weekdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

describe('is read', () => {
  test.each([
    ['every day', 'FREQ=DAILY'],
    ['hằng ngày 8h', 'FREQ=DAILY;TIME=08:00'],
    ['every 3 days', 'FREQ=DAILY;INTERVAL=3'],
    ['cách ngày', 'FREQ=DAILY;INTERVAL=2'],
    ['weekdays', weekdays],
    ['ngày thường 8h', `${weekdays};TIME=08:00`],
    ['weekly', 'FREQ=WEEKLY'],
    ['hằng tuần thứ ba 19h', 'FREQ=WEEKLY;BYDAY=TU;TIME=19:00'],
    ['mỗi thứ 7 lúc 7 giờ tối', 'FREQ=WEEKLY;BYDAY=SA;TIME=19:00'],
    ['thứ ba 19h30 hàng tuần', 'FREQ=WEEKLY;BYDAY=TU;TIME=19:30'],
    ['thu ba hang tuan', 'FREQ=WEEKLY;BYDAY=TU'],
    ['thứ 2, 4, 6', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
    ['T3, T5 hằng tuần', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['every Tuesday and Thursday', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['on Fridays at 8pm', 'FREQ=WEEKLY;BYDAY=FR;TIME=20:00'],
    ['Mon-Fri 8am', `${weekdays};TIME=08:00`],
    ['every Monday to Saturday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
    ['từ thứ hai đến thứ sáu', weekdays],
    ['thứ hai tới thứ sáu hằng tuần 8h', `${weekdays};TIME=08:00`],
    ['mỗi thứ hai đến thứ sáu', weekdays],
    ['mon, fri', 'FREQ=WEEKLY;BYDAY=MO,FR'],
    ['thứ 2-4-6', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
    ['T7-CN 19h', 'FREQ=WEEKLY;BYDAY=SA,SU;TIME=19:00'],
    ['Mon/Wed/Fri', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
    ['2 tuần/lần', 'FREQ=WEEKLY;INTERVAL=2'],
    ['every other Friday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
    ['2 tuần một lần vào thứ sáu', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
    ['every two weeks on Monday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'],
    ['ngày 15 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=15'],
    ['the 1st and 15th of every month', 'FREQ=MONTHLY;BYMONTHDAY=1,15'],
    ['last day of every month', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    [
      'mỗi thứ ba đầu tháng, 9:00, đến hết 2027',
      'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20271231;TIME=09:00',
    ],
    ['every last Friday', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['the second Saturday of each month', 'FREQ=MONTHLY;BYDAY=2SA'],
    ['ngày làm việc cuối cùng hằng tháng', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['24/11 hằng năm', 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24'],
    ['the fourth Thursday of November every year', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
    ['rằm hằng tháng', 'LUNAR;FREQ=MONTHLY;BYMONTHDAY=15'],
    ['mùng 1 và rằm hằng tháng', 'LUNAR;FREQ=MONTHLY;BYMONTHDAY=1,15'],
    ['10/3 âm lịch hằng năm', 'LUNAR;FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10'],
    ['every Tuesday until 30 June 2027', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630'],
    ['every Tuesday, 10 times', 'FREQ=WEEKLY;BYDAY=TU;COUNT=10'],
    ['hằng tuần, tổng cộng 10 lần', 'FREQ=WEEKLY;COUNT=10'],
  ])('%s', (text, meaning) => {
    expect(meaningOf(text)).toBe(meaning);
  });
});

describe('is asked, since it can mean several things', () => {
  test.each([
    ['every second Tuesday', ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'FREQ=MONTHLY;BYDAY=2TU']],
    ['every Friday until June', ['UNTIL=20270531', 'UNTIL=20270630']],
    ['ngày 31 hằng tháng', ['FREQ=MONTHLY;BYMONTHDAY=31', 'FREQ=MONTHLY;BYMONTHDAY=-1']],
    ['29/2 hằng năm', ['BYMONTH=2;BYMONTHDAY=29', 'BYMONTH=2;BYMONTHDAY=-1']],
    ['mùng 1 hằng tháng', ['LUNAR;FREQ=MONTHLY;BYMONTHDAY=1', 'FREQ=MONTHLY;BYMONTHDAY=1']],
    ['T3-T5 hằng tuần', ['BYDAY=TU,TH', 'BYDAY=TU,WE,TH']],
    ['thứ 2-6', ['BYDAY=MO,FR', 'BYDAY=MO,TU,WE,TH,FR']],
    ['mỗi thứ ba lúc 7', ['TIME=07:00', 'TIME=19:00']],
  ])('%s', (text, meanings) => {
    const said = meaningOf(text);
    expect(said).toMatch(/^ambiguous/);
    for (const meaning of meanings) expect(said).toContain(meaning);
  });
});

describe('is refused', () => {
  test.each([
    ...['thứ ba', 'ngày 15', 'biweekly', '10 times', 'Tuesday', 'sometimes', 'cách 2 ngày'],
    ...['3 lần mỗi tuần', 'twice a week', 'every week 10 times', 'ngày 32 hằng tháng'],
    ...[
      '31/4 hằng năm',
      'ngày 1-15 hằng tháng',
      'every Tuesday every Friday until until',
      '',
      'rằm tháng 6 nhuận hằng năm',
    ],
  ])('%s', (text) => {
    expect(meaningOf(text)).toBe('unreadable');
  });
  test('an end that is past', () => {
    expect(meaningOf('every Tuesday until 1/11/2026')).toBe('past');
  });
});

test.each(locales)('the examples in what is said about errors are read in %s', (locale) => {
  const { t } = translators[locale];
  for (const error of ['unreadable', 'partOfDay']) {
    const said = t(`recurrence.errors.${error}`, { text: '' });
    const examples = said.slice(said.lastIndexOf(': ') + 2, -1).split(', ');
    for (const example of examples) expect(meaningOf(example), example).toMatch(/FREQ=[^ ]+$/);
  }
});

const numbers = (least: number, most: number, count: number) =>
  fc
    .uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: count })
    .map((list) => list.toSorted((a, b) => a - b));
const positions = fc
  .uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, -1), { minLength: 1, maxLength: 2 })
  .map((list) => list.toSorted((a, b) => (a === -1 ? 1 : b === -1 ? -1 : a - b)));
const interval = fc.integer({ min: 1, max: 12 });
const oneDay = fc.integer({ min: 1, max: 7 }).map((day) => [day]);
const patterns: fc.Arbitrary<RecurrenceRule> = fc.oneof(
  fc.record({ isLunar: fc.constant(false), frequency: fc.constant('daily'), interval }),
  fc.record({
    ...{ isLunar: fc.constant(false), frequency: fc.constant('weekly'), interval },
    weekdays: numbers(1, 7, 5),
  }),
  fc.record({
    ...{ isLunar: fc.boolean(), frequency: fc.constant('monthly'), interval },
    monthDays: numbers(1, 29, 3),
  }),
  fc.record({
    ...{ isLunar: fc.constant(false), frequency: fc.constant('monthly'), interval },
    ...{ weekdays: oneDay, nth: positions },
  }),
  fc.record({
    ...{ isLunar: fc.boolean(), frequency: fc.constant('yearly'), interval },
    ...{ months: numbers(1, 12, 1), monthDays: numbers(1, 28, 1) },
  }),
);
const ends = fc.oneof(
  fc.constant({}),
  fc.record({ count: fc.integer({ min: 2, max: 999 }) }),
  fc.record({
    until: fc.integer({ min: 1, max: 2000 }).map((after) => today.add({ days: after })),
  }),
);
const times = fc.option(
  fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) }),
  { nil: undefined },
);

test('what is said back in words is read as the same, in both languages', () => {
  fc.assert(
    fc.property(patterns, ends, times, (pattern, end, time) => {
      const recurrence = {
        rule: { ...pattern, ...end },
        ...(time ? { time: Temporal.PlainTime.from(time) } : {}),
      };
      const text = formatRecurrence(recurrence);
      for (const locale of locales)
        expect(meaningOf(describeRecurrence(recurrence, locale))).toBe(text);
      const parsed = parseRecurrence(text);
      expect(parsed && formatRecurrence(parsed)).toBe(text);
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('no text takes long or throws', () => {
  const words = fc.constantFrom(
    ...['thứ', '2', '3', 'ba', 'mỗi', 'hằng', 'tuần', 'tháng', 'ngày', 'mùng', '1', '15', 'rằm'],
    ...['every', 'other', 'second', 'Tuesday', 'first', 'of', 'the', 'month', 'until', '10', 'lần'],
    ...['đến', 'hết', '2027', '7h', 'tối', ',', '-', '/', 'và', 'and', 'day', 'year', '29/2'],
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), (list) => {
      const began = performance.now();
      readRecurrence(list.join(' '), { today });
      expect(performance.now() - began).toBeLessThan(2_000);
    }),
    { numRuns: 300, seed: 3 },
  );
});
