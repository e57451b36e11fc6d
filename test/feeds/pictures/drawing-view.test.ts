import { describe, expect, test } from 'vitest';
import { pictureView } from '../../../src/feeds/pictures/drawing-view.ts';
import type { PicturePeriod } from '../../../src/feeds/pictures/picture-period.ts';
import { translators } from '../../../src/language/catalogue.ts';
import { locales } from '../../../src/language/locale.ts';
import { longestAlt } from '../../../src/message/message.ts';
import { calendarEntryFixture } from '../../support/fixtures/calendar-entries.ts';

const november: PicturePeriod = { kind: 'month', month: Temporal.PlainYearMonth.from('2026-11') };
const reader = (locale: 'vi' | 'en', showsLunarDates = false) => ({
  ...translators[locale],
  community: { name: 'Mạng lưới', showsLunarDates },
  today: Temporal.PlainDate.from('2026-11-24'),
  scheme: 'light' as const,
});
const entry = (title: string, changes: Parameters<typeof calendarEntryFixture>[0] = {}) =>
  calendarEntryFixture({ uid: `${title}@callboard`, title, name: title, ...changes });
const many = Array.from({ length: 6 }, (_, index) => entry(`Đêm thơ ${index}`));

describe('what a picture shows', () => {
  test('is in words too, in the language of the reader', () => {
    const shown = [entry('Liên hoan Phim', { place: 'Huế' })];
    const { alt, lines, title } = pictureView(november, shown, reader('vi'));
    expect(title).toBe('Tháng 11/2026');
    expect(lines).toEqual(['thứ Bảy 28/11 19:30: Liên hoan Phim, Huế']);
    expect(alt).toBe(
      'Ảnh lịch, Tháng 11/2026, Mạng lưới: thứ Bảy 28/11 19:30: Liên hoan Phim, Huế',
    );
    expect(pictureView(november, shown, reader('en')).alt).toBe(
      'Calendar picture, November 2026, Mạng lưới: Saturday 28 November 19:30: Liên hoan Phim, Huế',
    );
  });

  test.each(locales)('is nothing where nothing is planned, in %s', (locale) => {
    const { alt, lines } = pictureView(november, [], reader(locale));
    expect(lines).toEqual([]);
    expect(alt).toContain(translators[locale].t('calendar.picture.nothing'));
  });

  test('is at most four lines on a day, the last one for the rest', () => {
    const { drawing, lines } = pictureView(november, many, reader('vi'));
    const days = drawing.kind === 'month' ? drawing.weeks.flat() : [];
    const busy = days.find((day) => day?.label === '28');
    expect(busy?.entries).toHaveLength(3);
    expect(busy?.more).toBe('+3 nữa');
    expect(lines).toHaveLength(6);
    expect(days.filter((day) => day !== null)).toHaveLength(30);
  });

  test('is struck through where it is cancelled, without its mark, which the words have', () => {
    const cancelled = entry('Kịch', { status: 'cancelled', title: '[ĐÃ HỦY] Kịch' });
    const { drawing, lines } = pictureView(november, [cancelled], reader('vi'));
    expect(JSON.stringify(drawing)).toContain('"title":"Kịch","place":"","isCancelled":true');
    expect(lines[0]).toContain('[ĐÃ HỦY] Kịch');
  });

  test('has lunar days where the community wants them', () => {
    const lunarOf = (isWanted: boolean) => {
      const { drawing } = pictureView(november, [], reader('vi', isWanted));
      return drawing.kind === 'month' ? drawing.weeks.flat().map((day) => day?.lunar) : [];
    };
    expect(lunarOf(true)).toContain('16/10');
    expect(lunarOf(false)).not.toContain('16/10');
  });

  test('has a description of a length that Discord takes', () => {
    const long = Array.from({ length: 99 }, (_, index) => entry(`${'Đêm thơ '.repeat(9)}${index}`));
    const { alt } = pictureView(november, long, reader('vi'));
    expect(alt.length).toBeLessThanOrEqual(longestAlt);
    expect(alt).toMatch(/…$/);
  });

  test('is a whole event on each of its days, and one line', () => {
    const fair = entry('Hội chợ', {
      isAllDay: true,
      startsAt: new Date('2026-11-23T17:00:00Z'),
      endsAt: new Date('2026-11-26T17:00:00Z'),
    });
    const week: PicturePeriod = {
      kind: 'week',
      from: Temporal.PlainDate.from('2026-11-23'),
      until: Temporal.PlainDate.from('2026-11-30'),
    };
    const { drawing, lines } = pictureView(week, [fair], reader('vi'));
    expect(drawing.kind === 'week' && drawing.days.map(({ entries }) => entries.length)).toEqual([
      0, 1, 1, 1, 0, 0, 0,
    ]);
    expect(lines).toEqual(['T3 24/11 – T5 26/11: Hội chợ']);
  });
});
