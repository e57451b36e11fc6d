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
  vi: { ...upTo(clockNumbers.vi, maxDay), ...shortTwenties, 'mười tư': 14 },
};

/** `first` to `thirty first`. */
export const ordinalWords: BilingualPhrases<number> = { en: englishOrdinals, vi: {} };

const enYear = Object.entries(clockNumbers.en).filter(([, value]) => value >= 10);
const viYear = Object.entries(clockNumbers.vi).filter(([, value]) => value >= 10);

/** Years of this century in words: `hai nghìn không trăm hai mươi bảy`, `twenty twenty seven`. */
export const yearWords: BilingualPhrases<number> = {
  en: Object.fromEntries(
    enYear.flatMap(([word, value]) =>
      ['twenty', 'two thousand', 'two thousand and'].map((start) => [
        `${start} ${word}`,
        2000 + value,
      ]),
    ),
  ),
  vi: Object.fromEntries([
    ...viYear.flatMap(([word, value]) =>
      ['hai nghìn không trăm', 'hai ngàn không trăm', 'hai nghìn', 'hai ngàn'].map((start) => [
        `${start} ${word}`,
        2000 + value,
      ]),
    ),
    ...viOnes.flatMap((words, at) =>
      words.flatMap((word) =>
        ['hai không hai', 'hai nghìn hai', 'hai ngàn hai'].map((start) => [
          `${start} ${word}`,
          2021 + at,
        ]),
      ),
    ),
  ]),
};
