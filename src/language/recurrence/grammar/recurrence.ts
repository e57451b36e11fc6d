import { calendarUnit, count } from '../../periods/grammar/basics.ts';
import { span } from '../../periods/grammar/span.ts';
import { timeOfDay } from '../../periods/grammar/time/moment.ts';
import type { DateExpression, Unit } from '../../periods/model/date-expression.ts';
import {
  alt,
  flatMap,
  many,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../../periods/parser/combinators.ts';
import { lunarMarks } from '../../periods/vocabulary/lunar-words.ts';
import { maxInterval } from '../rule.ts';
import {
  cadences,
  connectors,
  everyOther,
  onceBefore,
  oncePer,
  timesWords,
  totalAfter,
  totalBefore,
  untilWords,
  whereItIs,
} from '../vocabulary.ts';
import { every, everyNth } from './lists.ts';
import { monthDays, yearDay } from './month-days.ts';
import { nthDays } from './nth-days.ts';
import type { PartOf, RecurrencePart } from './parts.ts';
import { days } from './week-days.ts';

const once = phrase(oncePer);
const lunar = phrase(lunarMarks);
const unit: Parser<{ unit: Unit; isLunar: boolean }> = map(
  seq(maybe(lunar), calendarUnit, maybe(lunar)),
  ([before, name, after]) => ({ unit: name, isLunar: (before ?? after) === true }),
);

interface Cadence {
  readonly unit: Unit;
  readonly interval: number;
  readonly isLunar: boolean;
}
const cadence: Parser<Cadence> = alt<Cadence[]>(
  map(seq(every, unit, maybe(once)), ([, of]) => ({ ...of, interval: 1 })),
  map(seq(every, count, unit, maybe(once)), ([, interval, of]) => ({ ...of, interval })),
  map(seq(phrase(everyOther), unit), ([, of]) => ({ ...of, interval: 2 })),
  map(seq(every, everyNth, unit), ([, interval, of]) => ({ ...of, interval })),
  map(seq(count, unit, once), ([interval, of]) => ({ ...of, interval })),
  map(
    // A slash between words is read as &.
    seq(count, unit, mark('/', '&'), phrase({ en: {}, vi: { lần: true, 'một lần': true } })),
    ([interval, of]) => ({ ...of, interval }),
  ),
  map(seq(unit, once), ([of]) => ({ ...of, interval: 1 })),
  map(phrase(cadences), (of) => ({ ...of, isLunar: false })),
);
type CadencePart = PartOf<'cadence'>;
const cadencePart: Parser<CadencePart> = flatMap(
  seq(maybe(phrase(onceBefore)), cadence),
  ([, { unit: name, interval, isLunar }]): CadencePart[] =>
    interval < 1 || interval > maxInterval || (isLunar && name !== 'month' && name !== 'year')
      ? []
      : [{ kind: 'cadence', unit: name, interval, isLunar }],
);

const dayKinds: ReadonlySet<DateExpression['kind']> = new Set([
  ...(['offset', 'weekday', 'day', 'dayOfMonth', 'lunarDay', 'shift', 'beside'] as const),
]);
/** Whether the whole of the period is certainly meant: the end of June. */
const isEnd = (end: DateExpression) => end.kind === 'thirdOf' && end.third === 3;

type UntilPart = PartOf<'until'>;
const until: Parser<UntilPart> = flatMap(
  seq(phrase(untilWords), span),
  ([word, end]): UntilPart[] => {
    const whole: UntilPart = { kind: 'until', end, isWhole: true };
    return word === 'whole' || dayKinds.has(end.kind) || isEnd(end)
      ? [whole]
      : [whole, { ...whole, isWhole: false }];
  },
);

const countPart: Parser<PartOf<'count'>> = map(
  seq(maybe(phrase(totalBefore)), count, phrase(timesWords), maybe(phrase(totalAfter))),
  ([before, many, , after]) => ({
    kind: 'count',
    count: many,
    isTotal: before === true || after === true,
  }),
);

const time: Parser<PartOf<'time'>> = map(timeOfDay, (parts) => ({ kind: 'time', parts }));

const part: Parser<RecurrencePart> = alt<RecurrencePart[]>(
  cadencePart,
  days,
  nthDays,
  monthDays,
  yearDay,
  until,
  countPart,
  map(phrase(whereItIs), () => ({ kind: 'whereItIs' })),
  time,
);
/** Nobody writes more of them. */
const maxParts = 7;

const aPart = map(seq(many(phrase(connectors), 0, 2), part), ([, one]) => one);

const isDay = ({ kind }: RecurrencePart) =>
  kind === 'days' || kind === 'monthDays' || kind === 'nth' || kind === 'yearDay';
/** Whether a part may follow: a time may be said in two parts. Lists are not split in all ways. */
const fits = (parts: readonly RecurrencePart[], next: RecurrencePart): boolean =>
  next.kind === 'time' ||
  !parts.some((one) => one.kind === next.kind || (isDay(one) && isDay(next)));

function partsUpTo(most: number): Parser<RecurrencePart[]>[] {
  const single: Parser<RecurrencePart[]> = map(aPart, (one) => [one]);
  const all = [single];
  while (all.length < most) {
    const shorter = all.at(-1) ?? single;
    // `alt` keeps what it has found at a place.
    all.push(
      alt(
        flatMap(seq(shorter, aPart), ([parts, next]) =>
          fits(parts, next) ? [[...parts, next]] : [],
        ),
      ),
    );
  }
  return all;
}

/** The parts of a text about repeating. */
export const recurrenceParts: Parser<RecurrencePart[]> = alt(...partsUpTo(maxParts));
