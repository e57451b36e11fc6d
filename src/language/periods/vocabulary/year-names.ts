import { canChiOf, earthlyBranches } from '../../lunar/index.ts';
import type { YearName } from '../model/date-expression.ts';
import type { BilingualPhrases } from '../parser/phrase-table.ts';

/** Other spellings of the same names. */
const spellings: readonly (readonly [string, string])[] = [
  ['Kỷ', 'Kỉ'],
  ['Quý', 'Quí'],
  ['Tỵ', 'Tị'],
  ['Tý', 'Tí'],
  ['Mão', 'Mẹo'],
  ['Sửu', 'Sữu'],
];
const withSpellings = (name: string): string[] =>
  spellings.reduce(
    (names, [usual, other]) => [
      ...new Set(names.flatMap((each) => [each, each.replace(usual, other)])),
    ],
    [name],
  );

const named = (position: number, cycle: 60 | 12): YearName => ({ position, cycle });

const sixty = Array.from({ length: 60 }, (_, position) =>
  withSpellings(canChiOf(position + 4)).map((name) => [name.toLowerCase(), named(position, 60)]),
).flat();

/** Animals of the twelve branches, with all words for each. */
const animals = [
  ...[['chuột'], ['trâu'], ['hổ', 'cọp'], ['mèo'], ['rồng'], ['rắn'], ['ngựa'], ['dê']],
  ...[['khỉ'], ['gà'], ['chó'], ['lợn', 'heo']],
];
const enAnimals = [
  ...[['rat'], ['ox', 'buffalo'], ['tiger'], ['cat', 'rabbit'], ['dragon'], ['snake'], ['horse']],
  ...[['goat', 'sheep'], ['monkey'], ['rooster', 'chicken'], ['dog'], ['pig']],
];

/** `Bính Ngọ`: names that are years by themselves. */
export const yearNames: BilingualPhrases<YearName> = { en: {}, vi: Object.fromEntries(sixty) };

/** Names that are years only with a word before them: `con dê`, `Ngọ`, `of the goat`. */
export const animalYears: BilingualPhrases<YearName> = {
  en: Object.fromEntries(
    enAnimals.flatMap((words, at) => words.flatMap((word) => [[`of the ${word}`, named(at, 12)]])),
  ),
  vi: Object.fromEntries([
    ...animals.flatMap((words, at) => words.map((word) => [`con ${word}`, named(at, 12)])),
    ...earthlyBranches.flatMap((branch, at) =>
      withSpellings(branch).map((name) => [name.toLowerCase(), named(at, 12)]),
    ),
  ]),
};
