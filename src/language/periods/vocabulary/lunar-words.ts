import type { HolidayRule } from '../../holidays/index.ts';
import type { BilingualPhrases } from '../parser/phrase-table.ts';

const yes = <Word extends string>(...words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, true as const]));

/** Words that make a date one of the lunar calendar. */
export const lunarMarks: BilingualPhrases<true> = {
  en: yes(
    'lunar',
    'lunar calendar',
    'in the lunar calendar',
    'lunar date',
    'by the lunar calendar',
    'on the lunar calendar',
    'by lunar calendar',
    'in lunar calendar',
    'lunar cal',
  ),
  vi: yes('âm lịch', 'âm', 'lịch âm', 'âl', 'al', 'theo âm lịch', 'theo lịch âm', 'ta', 'lịch ta'),
};
/** Words for it that stand before the date. */
export const lunarPrefixes: BilingualPhrases<true> = {
  en: yes('lunar', 'lunar date', 'the lunar date', 'lunar calendar', 'lunar calendar date'),
  vi: yes('âm lịch', 'ngày âm lịch', 'ngày âm', 'âm', 'lịch âm', 'âl', 'al'),
};
/** Words that make a date one of the solar calendar. */
export const solarMarks: BilingualPhrases<true> = {
  en: yes('solar', 'solar calendar', 'gregorian'),
  vi: yes('dương lịch', 'dương', 'lịch dương', 'dl', 'tây', 'lịch tây'),
};
export const leapMarks: BilingualPhrases<true> = { en: yes('leap'), vi: yes('nhuận') };

/** Months that have their own names. */
export const lunarMonthNames: BilingualPhrases<number> = {
  en: { 'ghost month': 7, 'the ghost month': 7 },
  vi: {
    'tháng giêng': 1,
    giêng: 1,
    'tháng chạp': 12,
    chạp: 12,
    'tháng củ mật': 12,
    'tháng cô hồn': 7,
    'tháng ngâu': 7,
  },
};
/** What follows the number of a month: the 8th `lunar month`. */
export const lunarMonthNouns: BilingualPhrases<true> = {
  en: yes(
    'lunar month',
    'month of the lunar calendar',
    'month of the lunar year',
    'month in the lunar calendar',
    'lunar calendar month',
    'month lunar',
    'lunar months',
    'month lunar calendar',
    'month in lunar calendar',
    'month of lunar calendar',
    'month by the lunar calendar',
    'month on the lunar calendar',
    'month of the lunar new year',
    'month in the lunar year',
    'moon',
  ),
  vi: {},
};
/** The middle of a month, its fifteenth day. */
export const fullMoons: BilingualPhrases<true> = {
  en: yes('full moon', 'the full moon', 'full moon day'),
  vi: yes('rằm', 'ngày rằm', 'hôm rằm'),
};
/** Words for the first days of a month that are used with both calendars, in the lunar one more often. */
export const earlyDays: BilingualPhrases<true> = {
  en: {},
  vi: yes('mùng', 'mồng', 'ngày mùng', 'ngày mồng', 'hôm mùng', 'hôm mồng', 'vào mùng', 'vào mồng'),
};
/** The new year before or after the number of its day: `Tet day 3`. */
export const tetNames: BilingualPhrases<true> = {
  en: yes(
    ...['tet', 'tet holiday', 'tet festival', 'lunar new year', 'the lunar new year'],
    ...['vietnamese new year', 'the tet holiday', 'tet nguyen dan'],
  ),
  vi: {},
};
/** The new year after a number: mùng 3 `Tết`. */
export const tetWords: BilingualPhrases<true> = {
  en: yes('of tet', 'of lunar new year', 'of the lunar new year', 'of the new lunar year'),
  vi: yes('tết', 'tết nguyên đán', 'tết âm lịch', 'tết âm', 'tết ta', 'tết này'),
};
/** Ends of the lunar year by description. */
export const lunarYearEnds: BilingualPhrases<HolidayRule> = {
  en: {
    'first day of the lunar year': { kind: 'newYear', first: 0, length: 1 },
    'the first day of the lunar year': { kind: 'newYear', first: 0, length: 1 },
    'last day of the lunar year': { kind: 'beforeNewYear', day: 30 },
    'the last day of the lunar year': { kind: 'beforeNewYear', day: 30 },
  },
  vi: {
    'ngày cuối cùng của năm âm lịch': { kind: 'beforeNewYear', day: 30 },
    'ngày cuối năm âm lịch': { kind: 'beforeNewYear', day: 30 },
    'ngày đầu năm âm lịch': { kind: 'newYear', first: 0, length: 1 },
    'ngày đầu tiên của năm âm lịch': { kind: 'newYear', first: 0, length: 1 },
  },
};
