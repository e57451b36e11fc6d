import type { BilingualPhrases } from '../parser/phrase-table.ts';

/** Names of days with a fixed date. */
export const namedDays: BilingualPhrases<{ readonly day: number; readonly month: number }> = {
  en: {
    christmas: { day: 25, month: 12 },
    'christmas day': { day: 25, month: 12 },
    xmas: { day: 25, month: 12 },
    'christmas eve': { day: 24, month: 12 },
    'xmas eve': { day: 24, month: 12 },
    'new years eve': { day: 31, month: 12 },
    'new year eve': { day: 31, month: 12 },
    'new years day': { day: 1, month: 1 },
    'new year day': { day: 1, month: 1 },
    halloween: { day: 31, month: 10 },
    'valentines day': { day: 14, month: 2 },
    'valentine day': { day: 14, month: 2 },
  },
  vi: {
    noel: { day: 25, month: 12 },
    'lễ noel': { day: 25, month: 12 },
    'nô en': { day: 25, month: 12 },
    'giáng sinh': { day: 25, month: 12 },
    'lễ giáng sinh': { day: 25, month: 12 },
    'đêm noel': { day: 24, month: 12 },
    'đêm giáng sinh': { day: 24, month: 12 },
    'tết dương lịch': { day: 1, month: 1 },
    'tết tây': { day: 1, month: 1 },
    'giao thừa dương lịch': { day: 31, month: 12 },
    'quốc khánh': { day: 2, month: 9 },
    'lễ quốc khánh': { day: 2, month: 9 },
    'quốc tế phụ nữ': { day: 8, month: 3 },
    'quốc tế lao động': { day: 1, month: 5 },
    'nhà giáo việt nam': { day: 20, month: 11 },
  },
};

/** Names of days of the Vietnamese lunar new year: offset of the first from new year's day, and number of days. */
export const lunarNewYearNames: BilingualPhrases<{
  readonly first: number;
  readonly length: number;
}> = {
  en: {
    tet: { first: 0, length: 3 },
    'lunar new year': { first: 0, length: 3 },
    'lunar new years day': { first: 0, length: 1 },
    'lunar new years eve': { first: -1, length: 1 },
    'tet eve': { first: -1, length: 1 },
  },
  vi: {
    tết: { first: 0, length: 3 },
    'tết nguyên đán': { first: 0, length: 3 },
    'tết âm lịch': { first: 0, length: 3 },
    'tết cổ truyền': { first: 0, length: 3 },
    'tết ta': { first: 0, length: 3 },
    'giao thừa': { first: -1, length: 1 },
    'đêm giao thừa': { first: -1, length: 1 },
    'đêm 30 tết': { first: -1, length: 1 },
    'mùng 1 tết': { first: 0, length: 1 },
    'mùng một tết': { first: 0, length: 1 },
    'mồng 1 tết': { first: 0, length: 1 },
    'mồng một tết': { first: 0, length: 1 },
    'mùng 2 tết': { first: 1, length: 1 },
    'mùng hai tết': { first: 1, length: 1 },
    'mồng 2 tết': { first: 1, length: 1 },
    'mồng hai tết': { first: 1, length: 1 },
    'mùng 3 tết': { first: 2, length: 1 },
    'mùng ba tết': { first: 2, length: 1 },
    'mồng 3 tết': { first: 2, length: 1 },
    'mồng ba tết': { first: 2, length: 1 },
  },
};
