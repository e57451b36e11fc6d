import { monthName, of, weekday } from '../../periods/grammar/basics.ts';
import {
  alt,
  flatMap,
  many,
  map,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../../periods/parser/combinators.ts';
import { phrasesFor } from '../../periods/vocabulary/phrases.ts';
import { workingDays } from '../rule.ts';
import { ofMonth, workingDayNouns } from '../vocabulary.ts';
import { every, everyNth, isEvery, listOf } from './lists.ts';
import type { PartOf } from './parts.ts';

const workingDay = map(phrase(workingDayNouns), () => workingDays);
const counted = alt<(readonly number[])[]>(
  map(weekday, (day) => [day]),
  workingDay,
);
/** With `and` between the items: `thứ hai thứ tư` after another may be the fourth Monday. */
const joined = (item: Parser<number>): Parser<number[]> =>
  map(
    seq(
      item,
      many(
        map(seq(phrase(phrasesFor('and')), item), ([, further]) => further),
        0,
        4,
      ),
    ),
    ([head, rest]) => [head, ...rest],
  );
interface Nth {
  readonly nth: readonly number[];
  readonly weekdays: readonly number[];
}
const nthItem: Parser<Nth> = alt<Nth[]>(
  map(seq(joined(phrase(phrasesFor('nthBefore'))), counted), ([nth, list]) => ({
    nth,
    weekdays: list,
  })),
  map(seq(counted, joined(phrase(phrasesFor('nthAfter')))), ([list, nth]) => ({
    nth,
    weekdays: list,
  })),
);

type NthPart = PartOf<'nth'>;
/** Days by their position in a month: `the first and third Monday`, `thứ ba đầu tháng`. */
export const nthDays: Parser<NthPart> = alt<NthPart[]>(
  flatMap(
    seq(
      isEvery,
      listOf(nthItem),
      alt<({ isOfMonth: boolean; month?: number } | undefined)[]>(
        maybe(map(phrase(ofMonth), () => ({ isOfMonth: true }))),
        map(seq(of, monthName), ([, month]) => ({ isOfMonth: false, month })),
      ),
    ),
    ([isSaid, items, which]): NthPart[] => {
      const [first] = items;
      if (!first || items.some((item) => String(item.weekdays) !== String(first.weekdays)))
        return [];
      return [
        {
          kind: 'nth',
          nth: [...new Set(items.flatMap(({ nth }) => nth))],
          weekdays: first.weekdays,
          isEvery: isSaid,
          isOfMonth: false,
          ...which,
        },
      ];
    },
  ),
  // Every second Tuesday: of a month, or every two weeks.
  map(seq(every, everyNth, weekday), ([, nth, day]) => ({
    kind: 'nth',
    nth: [nth],
    weekdays: [day],
    isEvery: true,
    isOfMonth: true,
  })),
);
