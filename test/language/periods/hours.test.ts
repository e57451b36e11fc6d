import { describe, expect, test } from 'vitest';
import { formatPeriodInput, readPeriod } from '../../../src/language/periods/index.ts';
import { tuesday, typedVariants, withoutDiacritics } from '../reading-fixture.ts';

/** `2026-11-25 18:00-24:00`, or the days alone. */
function readHours(text: string): string {
  const read = readPeriod(text, { today: tuesday });
  if (!read.ok) return read.key.replace('dates.errors.', '');
  const { from, hours } = read.value;
  const clock = (minutes: number) =>
    `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return hours ? `${from} ${clock(hours.from)}-${clock(hours.until)}` : String(from);
}

const phrases = [
  ['2026-11-25 18:00-24:00', ['tối mai', 'tomorrow evening', 'tối ngày mai', 'tmr evening']],
  ['2026-11-25 18:00-28:00', ['đêm mai', 'tomorrow night', 'khuya mai']],
  ['2026-11-24 18:00-28:00', ['tonight', 'đêm nay', 'later tonight']],
  ['2026-11-24 18:00-24:00', ['tối nay', 'this evening', 'sau 18h', 'after 6pm', '6pm onwards']],
  ['2026-11-28 4:00-12:00', ['sáng thứ 7', 'sáng thứ bảy', 'Saturday morning', 'sat am']],
  ['2026-11-29 12:00-18:00', ['chiều chủ nhật', 'chiều CN', 'Sunday afternoon', 'sun aft']],
  ['2026-11-25 11:00-14:00', ['trưa mai', 'tomorrow lunchtime']],
  ['2026-12-04 18:00-24:00', ['tối thứ 6 tuần sau', 'Friday evening next week']],
  ['2026-11-25 4:00-18:00', ['sáng và chiều mai', 'tomorrow morning and afternoon']],
  ['2026-11-28 12:00-24:00', ['sat pm']],
  [
    '2026-11-25 18:00-24:00',
    ['sau 18h mai', 'mai sau 18h', 'after 6pm tomorrow', 'tomorrow from 6pm', 'từ 18h trở đi mai'],
  ],
  ['2026-11-25 0:00-12:00', ['trước 12h mai', 'before noon tomorrow', 'trước 12h trưa mai']],
  ['2026-11-24 0:00-12:00', ['before noon', 'trước 12h']],
  ['2026-11-28 21:00-24:00', ['sau 9h tối thứ bảy', 'Saturday after 9pm']],
  ['2026-11-25 16:00-18:00', ['chiều mai sau 4h', 'tomorrow afternoon after 4']],
  ['2026-11-25 22:00-28:00', ['tomorrow night after 10']],
  ['2026-11-28 14:00-17:00', ['sat 2-5pm']],
  ['2026-11-25 9:00-11:00', ['9h-11h sáng mai', 'từ 9h đến 11h sáng mai']],
  ['2026-11-25 22:00-26:00', ['22h-2h tối mai']],
  ['2026-11-25 20:00-21:00', ['20h mai', '8pm tomorrow', '8h tối mai']],
] as const;

describe('hours of a day', () => {
  test.each(phrases)('%s', (meaning, texts) => {
    for (const text of texts) {
      for (const spelling of typedVariants(text))
        expect(readHours(spelling), spelling).toBe(meaning);
      // Without diacritics it may have several meanings; then it is asked about.
      const plain = readHours(withoutDiacritics(text));
      if (/^\d/.test(plain)) expect(plain, `without diacritics: ${text}`).toBe(meaning);
    }
  });

  test.each(phrases)('%s is read back from what buttons pass', (meaning, [text]) => {
    const read = readPeriod(text, { today: tuesday });
    expect(read.ok && readHours(formatPeriodInput(read.value))).toBe(meaning);
  });

  test.each([
    // Seven may be in the morning or in the evening, and 24:00 the night before or after.
    ['7:00-9:00 mai', '2026-11-25'],
    ['tomorrow at 8', '2026-11-25'],
    ['24h mai', '2026-11-25'],
    ['sáng mai đến chiều mai', '2026-11-25'],
    ['cuối ngày mai', '2026-11-25'],
    ['tối thứ 6 đến sáng chủ nhật', '2026-11-27'],
  ])('“%s” leaves them open: all of %s is meant', (text, day) => {
    expect(readHours(text)).toBe(day);
  });

  test.each([
    ['tomorrow after 6', 'ambiguousTime'],
    ['thứ 6 sau 18h', 'ambiguous'],
    ['sau 12h đêm nay', 'night'],
    ['sau 24h mai', 'impossibleTime'],
    ['sáng mai sau 14h', 'impossibleTime'],
    ['sau 2h', 'unreadable'],
    ['từ 18h mai', 'unreadable'],
    ['tối cuối tuần', 'unreadable'],
  ])('“%s” is refused', (text, error) => {
    expect(readHours(text)).toBe(error);
  });
});
