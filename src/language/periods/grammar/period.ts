import type { DateExpression } from '../model/date-expression.ts';
import { alt, map, type Parser, phrase, seq } from '../parser/combinators.ts';
import { beforePeriod } from './basics.ts';
import { dayPart } from './day-part.ts';
import { currentUnit } from './month.ts';
import { range } from './range/range.ts';
import { sameTime } from './same-time.ts';
import { longPeriod, span } from './span.ts';
import { openHours } from './time/open-hours.ts';
import { timeRange } from './time/time-range.ts';

/** More than one day, judging by the words alone. */
export const severalDays: Parser<DateExpression> = alt(longPeriod, range);

/** The whole current unit: `cả tháng`, `all week`. */
const allOf = phrase({
  en: { all: true, 'the whole': true, 'the entire': true, 'all of': true },
  vi: {
    cả: true,
    nguyên: true,
    trọn: true,
    'trong cả': true,
    trong: true,
    nội: true,
    'nội trong': true,
    suốt: true,
  },
});

/** Any days: one, several, or a range. */
export const anyPeriod: Parser<DateExpression> = alt<DateExpression[]>(
  map(seq(beforePeriod, alt(dayPart, span, range)), ([, expression]) => expression),
  map(seq(allOf, currentUnit), ([, unit]) => unit),
  sameTime,
  timeRange,
  openHours,
);
