import type { MomentPart } from '../../model/moment-part.ts';
import {
  alt,
  flatMap,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { beforePeriod } from '../basics.ts';
import { durationParts, isInOrder, toDuration } from '../duration.ts';
import { severalDays } from '../period.ts';
import { sameTime } from '../same-time.ts';
import { hour, minute } from './clock.ts';
import { bareHourOfPart, days, several, single, withDash } from './timed-day.ts';

/** Lengths with hours or minutes; days alone are no time of day. */
const clockLength = flatMap(durationParts, (parts) =>
  isInOrder(parts) && parts.some(({ unit }) => unit === 'hour' || unit === 'minute')
    ? [toDuration(parts)]
    : [],
);
const within = maybe(phrase({ en: {}, vi: { trong: true, 'trong vòng': true } }));
const offsetFromNow: Parser<MomentPart> = map(
  alt(
    map(
      seq(
        phrase(phrasesFor('offsetBefore')),
        clockLength,
        maybe(phrase({ en: { time: true }, vi: { nữa: true } })),
      ),
      ([sign, length]) => (sign > 0 ? length : length.negated()),
    ),
    map(seq(within, clockLength, phrase(phrasesFor('offsetAfter'))), ([, length, sign]) =>
      sign > 0 ? length : length.negated(),
    ),
  ),
  (length) => ({ kind: 'offsetFromNow', length }),
);

/** A time of day alone: `19:30`, `7h tối`. */
export const timeOfDay: Parser<MomentPart[]> = alt(
  several(single, 2),
  flatMap(bareHourOfPart, (parts) => (parts.some(({ kind }) => kind === 'date') ? [] : [parts])),
  map(seq(hour, mark('.'), minute), ([h, , m]): MomentPart[] => [
    { kind: 'clock', clock: { hour: h, minute: m } },
  ]),
);

/** A date, a time of day, or both in any order. */
export const moment: Parser<MomentPart[]> = alt(
  several(alt(single, days, bareHourOfPart), 3),
  map(sameTime, (expression): MomentPart[] => [{ kind: 'nowOn', expression }]),
  withDash(days),
  map(offsetFromNow, (single): MomentPart[] => [single]),
  // Several days, so that the error can say so.
  several(
    alt(
      single,
      map(seq(beforePeriod, severalDays), ([, expression]): MomentPart[] => [
        { kind: 'date', expression },
      ]),
    ),
    2,
  ),
);
