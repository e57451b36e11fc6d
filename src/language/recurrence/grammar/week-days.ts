import { weekday } from '../../periods/grammar/basics.ts';
import {
  alt,
  flatMap,
  map,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../../periods/parser/combinators.ts';
import { phrasesFor } from '../../periods/vocabulary/phrases.ts';
import { daySets, everyOther } from '../vocabulary.ts';
import { dash, every, everyNth, inOrder, listOf } from './lists.ts';
import type { PartOf } from './parts.ts';

const on = maybe(phrase({ en: { on: true }, vi: { vào: true } }));
/** The further days of a list: thứ `2, 4, 6`. */
const shortDays = phrase(() => ({
  en: {},
  vi: Object.fromEntries(
    Object.entries(phrasesFor('weekdays').vi).flatMap(([name, day]) =>
      name.startsWith('thứ ') ? [[name.slice('thứ '.length), day]] : [],
    ),
  ),
}));
/** `Tuesdays`. */
const pluralDays = phrase(() => ({
  en: Object.fromEntries(
    Object.entries(phrasesFor('weekdays').en).flatMap(([name, day]) =>
      name.endsWith('day') ? [[`${name}s`, day]] : [],
    ),
  ),
  vi: {},
}));
const further = alt(weekday, withCost(1, shortDays));
const vietnameseDay = phrase({ en: {}, vi: phrasesFor('weekdays').vi });

/** `Mon-Fri`, `từ thứ hai đến thứ sáu`. */
const range: Parser<number[]> = flatMap(
  seq(
    maybe(phrase(phrasesFor('from'))),
    weekday,
    alt<unknown[]>(dash, phrase(phrasesFor('until'))),
    further,
  ),
  ([, first, , last]) =>
    first < last ? [Array.from({ length: last - first + 1 }, (_, at) => first + at)] : [],
);
const weekdays: Parser<number[]> = alt<number[][]>(
  map(
    listOf(
      map(seq(on, weekday), ([, day]) => day),
      further,
    ),
    inOrder,
  ),
  // T3-T5 may be two days or three.
  map(seq(vietnameseDay, dash, further), ([first, , second]) => inOrder([first, second])),
  range,
);

type Days = PartOf<'days'>;
const onDays = (list: readonly number[], interval: number): Days => ({
  kind: 'days',
  weekdays: list,
  every: interval,
});

/** Days of the week. */
export const days: Parser<Days> = alt<Days[]>(
  map(phrase(daySets), (set) => onDays(set, 1)),
  // Several days of the week can only be meant of every week.
  map(weekdays, (list) =>
    list.length > 1 ? onDays(list, 1) : { kind: 'days' as const, weekdays: list },
  ),
  map(seq(every, weekdays), ([, list]) => onDays(list, 1)),
  map(seq(phrase(everyOther), weekdays), ([, list]) => onDays(list, 2)),
  map(seq(every, everyNth, weekday), ([, interval, day]) => onDays([day], interval)),
  map(seq(on, listOf(pluralDays)), ([, list]) => onDays(inOrder(list), 1)),
);
