import type { BilingualPhrases, PhraseTable } from '../parser/phrase-table.ts';
import { clockNumbers } from './clock-numbers.ts';

const maxDay = 31;
const upTo = (table: PhraseTable<number>, last: number): PhraseTable<number> =>
  Object.fromEntries(Object.entries(table).filter(([, value]) => value <= last));

const viOnes = [
  ...[['mốt', 'một'], ['hai'], ['ba'], ['tư', 'bốn'], ['lăm', 'nhăm', 'năm'], ['sáu']],
  ...[['bảy', 'bẩy'], ['tám'], ['chín']],
];
/** Short forms of 21 to 29: `hăm tư`, `hai tư`. */
const shortTwenties = Object.fromEntries(
  viOnes.flatMap((words, at) =>
    words.flatMap((word) => [
      [`hăm ${word}`, 21 + at],
      [`hai ${word}`, 21 + at],
    ]),
  ),
);
const enOrdinals = [
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'],
  ...['tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth'],
  ...['seventeenth', 'eighteenth', 'nineteenth', 'twentieth'],
];
const englishOrdinals: PhraseTable<number> = {
  ...Object.fromEntries(enOrdinals.map((word, at) => [word, at + 1])),
  ...Object.fromEntries(enOrdinals.slice(0, 9).map((word, at) => [`twenty ${word}`, 21 + at])),
  thirtieth: 30,
  'thirty first': 31,
};

/** Days of a month in words: `mười lăm`, `hai mươi tư`, `ba mươi mốt`. */
export const dayWords: BilingualPhrases<number> = {
  en: {},
  vi: { ...upTo(clockNumbers.vi, maxDay), ...shortTwenties, 'mười tư': 14, 'ba mốt': 31 },
};

/** `first` to `thirty first`. */
export const ordinalWords: BilingualPhrases<number> = { en: englishOrdinals, vi: {} };

/** Years of this century in words are these and the number of the year: `hai nghìn không trăm hai mươi bảy`. */
export const centuryWords: BilingualPhrases<true> = {
  en: { twenty: true, 'two thousand': true, 'two thousand and': true },
  vi: {
    'hai nghìn không trăm': true,
    'hai ngàn không trăm': true,
    'hai nghìn': true,
    'hai ngàn': true,
  },
};
const fromTen = (table: PhraseTable<number>): PhraseTable<number> =>
  Object.fromEntries(Object.entries(table).filter(([, value]) => value >= 10));
export const yearsOfCentury: BilingualPhrases<number> = {
  en: fromTen(clockNumbers.en),
  vi: { ...fromTen(clockNumbers.vi), ...shortTwenties },
};
/** The years 2021 to 2029 by their digits: `hai không hai bảy`. */
export const shortYears: BilingualPhrases<number> = {
  en: {},
  vi: Object.fromEntries(
    viOnes.flatMap((words, at) =>
      words.flatMap((word) =>
        ['hai không hai', 'hai nghìn hai', 'hai ngàn hai'].map((start) => [
          `${start} ${word}`,
          2021 + at,
        ]),
      ),
    ),
  ),
};
