import type { BilingualPhrases, PhraseTable } from '../parser/phrase-table.ts';

const enOnes = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const enTeens = [
  ...['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen'],
  ...['eighteen', 'nineteen'],
];
const enTens = ['twenty', 'thirty', 'forty', 'fifty'];
/** Ones alone, after `mười` and after other tens, with all spellings of each. */
const viOnes = [
  ...[['một'], ['hai'], ['ba'], ['bốn'], ['năm'], ['sáu'], ['bảy', 'bẩy'], ['tám'], ['chín']],
];
const viAfterTen = viOnes.with(4, ['lăm']);
const viAfterTens = viOnes.with(0, ['mốt']).with(3, ['tư', 'bốn']).with(4, ['lăm', 'nhăm']);

const entries = (words: readonly (readonly [string, number])[]): PhraseTable<number> =>
  Object.fromEntries(words);

const english = entries([
  ...enOnes.map((word, at) => [word, at + 1] as const),
  ...enTeens.map((word, at) => [word, at + 10] as const),
  ...enTens.flatMap((ten, at) => [
    [ten, 20 + 10 * at] as const,
    ...enOnes.map((one, unit) => [`${ten} ${one}`, 21 + 10 * at + unit] as const),
  ]),
]);

const vietnamese = entries([
  ...viOnes.flatMap((ones, at) => ones.map((word) => [word, at + 1] as const)),
  ['mười', 10],
  ...viAfterTen.flatMap((ones, at) => ones.map((one) => [`mười ${one}`, at + 11] as const)),
  ...[2, 3, 4, 5].flatMap((tens) =>
    (viOnes[tens - 1] ?? []).flatMap((word) => [
      [`${word} mươi`, tens * 10] as const,
      ...viAfterTens.flatMap((ones, at) =>
        ones.map((one) => [`${word} mươi ${one}`, tens * 10 + at + 1] as const),
      ),
    ]),
  ),
]);

/** Hours and minutes in words, 1 to 59. */
export const clockNumbers: BilingualPhrases<number> = { en: english, vi: vietnamese };
