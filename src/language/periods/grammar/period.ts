import type { DateExpression } from '../model/date-expression.ts';
import { alt, map, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { singleDay } from './parts.ts';
import { range } from './range.ts';
import { longPeriod, span } from './span.ts';

const part = phrase(phrasesFor('partsOfDay'));
const ofDay = phrase({ en: { of: true, on: true }, vi: { của: true, ngày: true } });
const dayWithPart: Parser<DateExpression> = alt<DateExpression[]>(
  map(phrase(phrasesFor('daysWithPart')), ({ day }) => ({
    kind: 'offset',
    count: day,
    unit: 'day',
  })),
  map(seq(part, maybe(ofDay), singleDay), ([, , day]) => day),
  map(seq(singleDay, part), ([day]) => day),
);

/** More than one day, judging by the words alone. */
export const severalDays: Parser<DateExpression> = alt(longPeriod, range);

/** Words before a period that do not change its meaning: `in`, `during`, `trong`. */
export const beforePeriod = maybe(phrase(phrasesFor('beforePeriod')));

/** Any days: one, several, or a range. */
export const anyPeriod: Parser<DateExpression> = map(
  seq(beforePeriod, alt(dayWithPart, span, range)),
  ([, expression]) => expression,
);
