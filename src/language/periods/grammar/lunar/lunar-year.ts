import type { LunarYearQualifier } from '../../model/date-expression.ts';
import { alt, map, maybe, type Parser, phrase, seq } from '../../parser/combinators.ts';
import { leapMarks, lunarMarks } from '../../vocabulary/lunar-words.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { animalYears, yearNames } from '../../vocabulary/year-names.ts';
import { inYear, the } from '../basics.ts';

export const lunarMark = phrase(lunarMarks);
export const leapMark = phrase(leapMarks);

/** `năm Bính Ngọ`, `Bính Ngọ`, `năm con ngựa`, `the year of the horse`. */
export const yearName = alt(
  map(seq(maybe(phrase(phrasesFor('beforeYear'))), phrase(yearNames)), ([, name]) => name),
  map(
    seq(
      maybe(phrase(phrasesFor('of'))),
      the,
      phrase(phrasesFor('beforeYear')),
      phrase(animalYears),
    ),
    ([, , , name]) => name,
  ),
);
/** A year of the lunar calendar. */
export const lunarYear: Parser<LunarYearQualifier> = alt(
  inYear,
  map(yearName, (name) => ({ yearName: name })),
);
export const maybeLunarYear = map(maybe(lunarYear), (year) => year ?? {});

/** What follows the day and the month of a lunar date. */
export interface Tail {
  readonly isLeap?: true;
  readonly year: LunarYearQualifier;
}
export const leap: Pick<Tail, 'isLeap'> = { isLeap: true };
/** What makes the numbers before it a lunar date: `âm lịch 2027`, `nhuận`, `năm Đinh Mùi`. */
export const tail: Parser<Tail> = alt<Tail[]>(
  map(seq(lunarMark, maybe(leapMark), maybeLunarYear), ([, second, year]) => ({
    ...(second ? leap : {}),
    year,
  })),
  map(seq(leapMark, maybe(lunarMark), maybeLunarYear, maybe(lunarMark)), ([, , year]) => ({
    ...leap,
    year,
  })),
  map(seq(lunarYear, lunarMark), ([year]) => ({ year })),
  map(yearName, (name) => ({ year: { yearName: name } })),
);
