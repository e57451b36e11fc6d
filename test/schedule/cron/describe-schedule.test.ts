import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locales } from '../../../src/language/locale.ts';
import { cronFields } from '../../../src/schedule/cron/cron.ts';
import { describeSchedule } from '../../../src/schedule/cron/describe-schedule.ts';
import { parseSchedule } from '../../../src/schedule/cron/parse-schedule.ts';

test.each([
  ['0 8 * * *', 'every day at 08:00', 'hằng ngày lúc 08:00'],
  ['30 7 * * 1-5', 'weekdays at 07:30', 'ngày thường lúc 07:30'],
  ['0 9 * * 1', 'every Monday at 09:00', 'thứ Hai hằng tuần lúc 09:00'],
  [
    '0 8,18 * * 0,4',
    'every Thursday and Sunday at 08:00 and 18:00',
    'thứ Năm và Chủ nhật hằng tuần lúc 08:00 và 18:00',
  ],
  ['0 9 2 * *', 'the 2nd of every month at 09:00', 'ngày 2 hằng tháng lúc 09:00'],
  ['0 9 L * *', 'the last day of every month at 09:00', 'ngày cuối tháng lúc 09:00'],
  ['0 * * * *', 'every hour', 'mỗi giờ'],
  ['0 9 1 1 *', '0 9 1 1 *', '0 9 1 1 *'],
])('formats %s as “%s” and “%s”', (cron, en, vi) => {
  expect(describeSchedule(cron, 'en')).toBe(en);
  expect(describeSchedule(cron, 'vi')).toBe(vi);
});

test('reads every formatted schedule back as the same schedule', () => {
  const hours = fc
    .uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 4 })
    .map((some) => some.sort((a, b) => a - b));
  const days = fc.oneof(
    fc.constant('* * *'),
    fc.constant('L * *'),
    fc.integer({ min: 1, max: 31 }).map((day) => `${day} * *`),
    fc
      .uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 })
      .map((weekdays) => `* * ${weekdays.sort().join(',')}`),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 59 }),
      hours,
      days,
      fc.constantFrom(...locales),
      (minute, hour, day, locale) => {
        const cron = `${minute} ${hour.join(',')} ${day}`;
        const text = describeSchedule(cron, locale);
        const read = parseSchedule(text);
        expect(read.ok && cronFields(read.cron), text).toEqual(cronFields(cron));
      },
    ),
  );
});
