import type { DateExpression } from '../model/date-expression.ts';
import { alt, map, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { singleDay } from './parts.ts';

const part = phrase(phrasesFor('partsOfDay'));
const ofDay = phrase({ en: { of: true, on: true }, vi: { của: true, ngày: true } });
const early = maybe(
  phrase({ en: { early: true, late: true, later: true, 'by the': true }, vi: {} }),
);
/** A day with a part of it, of which the day counts: `sáng mai`, `early tomorrow morning`. */
export const dayWithPart: Parser<DateExpression> = alt<DateExpression[]>(
  map(phrase(phrasesFor('daysWithPart')), ({ day }) => ({
    kind: 'offset',
    count: day,
    unit: 'day',
  })),
  map(seq(part, maybe(ofDay), singleDay), ([, , day]) => day),
  map(seq(early, singleDay, part), ([, day]) => day),
);
