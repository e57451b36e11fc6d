import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../../src/language/periods/index.ts';
import { formatReading, tuesday, typedVariants, withoutDiacritics } from '../reading-fixture.ts';

const onTuesday: [text: string, days: string][] = [
  ['hôm nay', '2026-11-24'],
  ['2026-12-01', '2026-12-01'],
  ['19h30 ngày mai', '2026-11-25'],
  ['7h tối thứ bảy', '2026-11-28'],
  ['cuối tháng', '2026-11-21 2026-11-30'],
  ['cuối tháng này', '2026-11-21 2026-11-30'],
  ['đầu tháng sau', '2026-12-01 2026-12-10'],
  ['giữa tháng 12', '2026-12-11 2026-12-20'],
  ['cuối tháng 2 năm 2028', '2028-02-21 2028-02-29'],
  ['ngày hôm nay', '2026-11-24'],
  ['tối nay', '2026-11-24'],
  ['sáng nay', '2026-11-24'],
  ['mai', '2026-11-25'],
  ['ngày mai', '2026-11-25'],
  ['sáng mai', '2026-11-25'],
  ['trưa mai', '2026-11-25'],
  ['tối mai', '2026-11-25'],
  ['ngày kia', '2026-11-26'],
  ['ngày mốt', '2026-11-26'],
  ['hôm qua', '2026-11-23'],
  ['hôm kia', '2026-11-22'],
  ['tuần này', '2026-11-23 2026-11-29'],
  ['tuần sau', '2026-11-30 2026-12-06'],
  ['tuần tới', '2026-11-30 2026-12-06'],
  ['tuần sau nữa', '2026-12-07 2026-12-13'],
  ['tuần trước', '2026-11-16 2026-11-22'],
  ['cuối tuần', '2026-11-28 2026-11-29'],
  ['cuối tuần này', '2026-11-28 2026-11-29'],
  ['cuối tuần sau', '2026-12-05 2026-12-06'],
  ['tháng này', '2026-11-01 2026-11-30'],
  ['tháng sau', '2026-12-01 2026-12-31'],
  ['tháng tới', '2026-12-01 2026-12-31'],
  ['năm nay', '2026-01-01 2026-12-31'],
  ['năm sau', '2027-01-01 2027-12-31'],
  ['sang năm', '2027-01-01 2027-12-31'],
  ['năm ngoái', '2025-01-01 2025-12-31'],
  ['năm 2027', '2027-01-01 2027-12-31'],
  ['quý này', '2026-10-01 2026-12-31'],
  ['quý 1', '2027-01-01 2027-03-31'],
  ['tháng 12', '2026-12-01 2026-12-31'],
  ['tháng mười hai', '2026-12-01 2026-12-31'],
  ['tháng mười', '2027-10-01 2027-10-31'],
  ['tháng tư', '2027-04-01 2027-04-30'],
  ['tháng năm', '2027-05-01 2027-05-31'],
  ['tháng 11', '2026-11-01 2026-11-30'],
  ['tháng 12/2026', '2026-12-01 2026-12-31'],
  ['tháng 2 năm 2028', '2028-02-01 2028-02-29'],
  ['tháng 5 năm sau', '2027-05-01 2027-05-31'],
  ['tháng 12 này', '2026-12-01 2026-12-31'],
  ['tháng 12 tới', '2026-12-01 2026-12-31'],
  ['thứ hai', '2026-11-30'],
  ['thứ ba', '2026-11-24'],
  ['thứ tư', '2026-11-25'],
  ['thứ năm', '2026-11-26'],
  ['thứ sáu', '2026-11-27'],
  ['thứ bảy', '2026-11-28'],
  ['thứ bẩy', '2026-11-28'],
  ['thứ 6', '2026-11-27'],
  ['t6', '2026-11-27'],
  ['CN', '2026-11-29'],
  ['chủ nhật', '2026-11-29'],
  ['thứ 6 này', '2026-11-27'],
  ['thứ sáu tuần này', '2026-11-27'],
  ['thứ sáu tuần sau', '2026-12-04'],
  ['thứ sáu tuần tới', '2026-12-04'],
  ['thứ hai tuần này', '2026-11-23'],
  ['tuần sau thứ sáu', '2026-12-04'],
  ['chủ nhật tuần sau', '2026-12-06'],
  ['tối thứ bảy', '2026-11-28'],
  ['sáng chủ nhật tuần sau', '2026-12-06'],
  ['3 ngày nữa', '2026-11-27'],
  ['ba ngày nữa', '2026-11-27'],
  ['sau 3 ngày', '2026-11-27'],
  ['hai tuần nữa', '2026-12-08'],
  ['3 ngày trước', '2026-11-21'],
  ['7 ngày tới', '2026-11-24 2026-11-30'],
  ['trong 7 ngày tới', '2026-11-24 2026-11-30'],
  ['ngày 25/11', '2026-11-25'],
  ['25/11 này', '2026-11-25'],
  ['ngày 25 tháng 11', '2026-11-25'],
  ['25 tháng 11', '2026-11-25'],
  ['25 tháng mười một', '2026-11-25'],
  ['21 tháng 11 năm 2027', '2027-11-21'],
  ['ngày 21/11 năm 2027', '2027-11-21'],
  ['21/11 năm sau', '2027-11-21'],
  ['mùng 5/12', '2026-12-05'],
  ['mồng 5 tháng 12', '2026-12-05'],
  ['ngày 25', '2026-11-25'],
  ['ngày 5', '2026-12-05'],
  ['mùng 5 tháng này', '2026-11-05'],
  ['thứ bảy 28/11', '2026-11-28'],
  ['thứ bảy, ngày 28 tháng 11 năm 2026', '2026-11-28'],
  ['CN 29/11', '2026-11-29'],
  ['từ 21/11 đến 25/11', '2026-11-21 2026-11-25'],
  ['từ 21 đến 25/11', '2026-11-21 2026-11-25'],
  ['21 - 25 tháng 11', '2026-11-21 2026-11-25'],
  ['từ ngày 21 đến ngày 25 tháng 11', '2026-11-21 2026-11-25'],
  ['ngày 25 đến 27', '2026-11-25 2026-11-27'],
  ['ngày 21 đến ngày 25 tháng này', '2026-11-21 2026-11-25'],
  ['21/11 tới 25/11', '2026-11-21 2026-11-25'],
  ['thứ sáu đến chủ nhật', '2026-11-27 2026-11-29'],
  ['từ thứ hai đến thứ sáu', '2026-11-30 2026-12-04'],
  ['hôm nay đến chủ nhật', '2026-11-24 2026-11-29'],
  ['tháng 11 - tháng 2', '2026-11-01 2027-02-28'],
  ['thứ Bảy 28/11 – Chủ nhật 29/11', '2026-11-28 2026-11-29'],
  ['21 Nov đến 25 Nov', '2026-11-21 2026-11-25'],
  ['next week thứ 6', '2026-12-04'],
  ['thứ 7 này', '2026-11-28'],
  ['T7 này', '2026-11-28'],
  ['tối T7 này', '2026-11-28'],
  ['25/12 tới', '2026-12-25'],
  ['ngày 25/12 sắp tới', '2026-12-25'],
  ['ngày 30 này', '2026-11-30'],
  ['mùng 5 tới', '2026-12-05'],
  ['quý 4 này', '2026-10-01 2026-12-31'],
  ['quý 1 tới', '2027-01-01 2027-03-31'],
  ['trong tuần này', '2026-11-23 2026-11-29'],
  ['trong tháng 12', '2026-12-01 2026-12-31'],
  ['vào cuối tuần này', '2026-11-28 2026-11-29'],
  ['vào thứ 7 này', '2026-11-28'],
  ['vào tối nay', '2026-11-24'],
  ['30/11 (thứ hai)', '2026-11-30'],
  ['24h 30/12', '2026-12-30'],
  ['7 rưỡi thứ sáu', '2026-11-27'],
  ['cuối năm', '2026-10-01 2026-12-31'],
  ['cuối năm nay', '2026-10-01 2026-12-31'],
  ['đầu năm', '2027-01-01 2027-03-31'],
  ['đầu năm sau', '2027-01-01 2027-03-31'],
  ['giữa năm 2027', '2027-04-01 2027-09-30'],
  ['đầu tuần', '2026-11-23 2026-11-24'],
  ['đầu tuần sau', '2026-11-30 2026-12-01'],
  ['giữa tuần sau', '2026-12-02 2026-12-03'],
  ['cuối tuần sau', '2026-12-05 2026-12-06'],
  ['giữa tháng', '2026-12-11 2026-12-20'],
  ['đầu tháng', '2026-12-01 2026-12-10'],
  ['đầu tháng này', '2026-11-01 2026-11-10'],
  ['đầu tháng 12', '2026-12-01 2026-12-10'],
  ['cuối tháng 12', '2026-12-21 2026-12-31'],
  ['đầu quý 1', '2027-01-01 2027-01-31'],
  ['tuần đầu tháng 12', '2026-12-01 2026-12-07'],
  ['tuần đầu tiên của tháng 12', '2026-12-01 2026-12-07'],
  ['tuần cuối cùng của tháng 12', '2026-12-25 2026-12-31'],
  ['thứ bảy đầu tiên của tháng 12', '2026-12-05'],
  ['đến thứ sáu', '2026-11-24 2026-11-27'],
  ['đến hết tháng', '2026-11-24 2026-11-30'],
  ['hết tuần này', '2026-11-24 2026-11-29'],
  ['từ nay đến cuối năm', '2026-11-24 2026-12-31'],
  ['từ nay đến Tết', '2026-11-24 2027-02-06'],
  ['từ mai đến cuối tháng', '2026-11-25 2026-11-30'],
  ['từ thứ sáu đến hết tuần này', '2026-11-27 2026-11-29'],
  ['giáng sinh', '2026-12-25'],
  ['Giáng sinh năm sau', '2027-12-25'],
  ['tối Noel', '2026-12-25'],
  // The eve, as people say.
  ['đêm giáng sinh', '2026-12-24'],
  ['Tết dương lịch', '2027-01-01'],
  ['quốc khánh', '2027-09-02'],
  ['Tết', '2027-02-06 2027-02-08'],
  ['mùng 1 tết', '2027-02-06'],
];

const refused: [text: string, error: string][] = [
  ['sau tết', 'lunar'],
  ['đến hôm qua', 'backwards'],
  ['hôm nào đó', 'unreadable'],
  ['thứ tám', 'unreadable'],
  ['thứ sáu tuần sau gì đó', 'unreadable'],
  ['31/2', 'impossible'],
  ['30 tháng 2', 'impossible'],
  ['ngày 32', 'impossible'],
  ['từ 25/11 đến 21/11', 'backwards'],
  ['thứ sáu 28/11', 'weekday'],
  ['thứ sáu tới', 'ambiguous'],
  ['thu bay toi', 'ambiguous'],
  ['ngay 5 thang sau', 'ambiguous'],
];

describe('periods in Vietnamese, on a Tuesday', () => {
  test.each(onTuesday)('%s', (text, days) => {
    for (const spelling of [...typedVariants(text), ...typedVariants(withoutDiacritics(text))])
      expect(formatReading(readPeriod(spelling, { today: tuesday })), spelling).toBe(days);
  });

  test.each(refused)('rejects “%s”: %s', (text, error) => {
    expect(formatReading(readPeriod(text, { today: tuesday }))).toBe(error);
  });

  test('tells June from next month by diacritics and reads next month without them', () => {
    expect(formatReading(readPeriod('tháng sáu', { today: tuesday }))).toBe(
      '2027-06-01 2027-06-30',
    );
    expect(formatReading(readPeriod('tháng sau', { today: tuesday }))).toBe(
      '2026-12-01 2026-12-31',
    );
    expect(formatReading(readPeriod('thang sau', { today: tuesday }))).toBe(
      '2026-12-01 2026-12-31',
    );
    expect(formatReading(readPeriod('ngày 5 tháng sáu', { today: tuesday }))).toBe('2027-06-05');
    expect(formatReading(readPeriod('ngày 5 tháng sau', { today: tuesday }))).toBe('2026-12-05');
  });

  test('does not read a future date as today', () => {
    expect(formatReading(readPeriod('24/11 tới', { today: tuesday }))).toBe('2027-11-24');
    expect(formatReading(readPeriod('ngày 24 tới', { today: tuesday }))).toBe('2026-12-24');
    // Without marks it may be the evening.
    expect(formatReading(readPeriod('25/11 toi', { today: tuesday }))).toBe('2026-11-25');
  });

  test('accepts “thứ sáu tới” where both meanings agree', () => {
    const saturday = Temporal.PlainDate.from('2026-11-28');
    expect(formatReading(readPeriod('thứ sáu tới', { today: saturday }))).toBe('2026-12-04');
  });
});
