import { expect, test } from 'vitest';
import { lunarNewYearOf } from '../../../src/language/lunar/index.ts';
import { readDateTime, readPeriod } from '../../../src/language/periods/index.ts';
import { formatReading } from '../reading-fixture.ts';

test('reads the names of Tết in every known year and rejects others', () => {
  for (let year = 1901; year <= 2100; year += 7) {
    const first = lunarNewYearOf(year);
    const today = first.subtract({ days: 40 });
    const now = today.toZonedDateTime({ timeZone: 'Asia/Ho_Chi_Minh', plainTime: '10:00' });
    const three = `${first} ${first.add({ days: 2 })}`;
    for (const text of ['Tết', 'tết nguyên đán', 'Tet', 'Lunar New Year', `Tết ${year}`])
      expect(formatReading(readPeriod(text, { today })), `${text} ${year}`).toBe(three);
    for (const text of ['mùng 1 Tết', 'mồng một tết'])
      expect(formatReading(readDateTime(text, { now }))).toBe(String(first));
    expect(formatReading(readDateTime('mùng 3 tết', { now }))).toBe(String(first.add({ days: 2 })));
    expect(formatReading(readDateTime('20h giao thừa', { now }))).toBe(
      `${first.subtract({ days: 1 })} 20:00`,
    );
  }
  const late = Temporal.PlainDate.from('2100-06-01');
  for (const text of ['Tết', 'giao thừa', 'Tết 2160', 'Tết 1899', 'Tết năm sau'])
    expect(formatReading(readPeriod(text, { today: late }))).toBe('noLunarDay');
  // It is over, and another one is near: nobody knows which is meant.
  const autumn = Temporal.PlainDate.from('2026-11-24');
  expect(formatReading(readPeriod('Tết năm nay', { today: autumn }))).toBe('noLunarDay');
});
