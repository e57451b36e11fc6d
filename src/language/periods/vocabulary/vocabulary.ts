import type {
  ClockUnit,
  DateExpression,
  DayWithPart,
  Nth,
  RelativeMeaning,
  Unit,
} from '../model/date-expression.ts';
import type { PartOfDay } from '../model/local-moment.ts';
import type { PhraseTable } from '../parser/phrase-table.ts';

/** Phrases of one language about dates and times, each with its meaning. */
export interface Vocabulary {
  /** Days counted from today. */
  readonly relativeDays: PhraseTable<number>;
  readonly daysWithPart: PhraseTable<DayWithPart>;
  readonly partsOfDay: PhraseTable<PartOfDay>;
  /** 1 is Monday. */
  readonly weekdays: PhraseTable<number>;
  readonly months: PhraseTable<number>;
  /** The first month of each quarter. */
  readonly quarters: PhraseTable<number>;
  readonly units: PhraseTable<Unit | 'weekend' | 'quarter'>;
  readonly clockUnits: PhraseTable<ClockUnit>;
  readonly whichBefore: PhraseTable<RelativeMeaning>;
  readonly whichAfter: PhraseTable<RelativeMeaning>;
  /** Phrases that are a period by themselves. */
  readonly fixedPeriods: PhraseTable<DateExpression>;
  /** Numbers in words, before units. */
  readonly numbers: PhraseTable<number>;
  readonly from: PhraseTable<true>;
  readonly until: PhraseTable<true>;
  /** Words before a period that do not change its meaning. */
  readonly beforePeriod: PhraseTable<true>;
  /** Words before a date that do not change its meaning. */
  readonly beforeDate: PhraseTable<true>;
  /** Words that make the following number a day of the month. */
  readonly beforeDay: PhraseTable<true>;
  /** Endings that make the preceding number a day of the month. */
  readonly ordinals: PhraseTable<true>;
  readonly of: PhraseTable<true>;
  readonly beforeYear: PhraseTable<true>;
  /** `in` 3 days, 3 days `from now`: 1; 3 days `ago`: -1. */
  readonly offsetBefore: PhraseTable<1 | -1>;
  readonly offsetAfter: PhraseTable<1 | -1>;
  /** The `next` 7 days. */
  readonly nextUnitsBefore: PhraseTable<true>;
  readonly nextUnitsAfter: PhraseTable<true>;
  readonly beforeTime: PhraseTable<true>;
  /** `around` 8 pm. */
  readonly aboutTime: PhraseTable<true>;
  /** Words for hours: `noon`. */
  readonly hours: PhraseTable<number>;
  readonly hourMarks: PhraseTable<true>;
  readonly minuteMarks: PhraseTable<true>;
  /** 8 giờ `kém` 15: minutes before the hour. */
  readonly minutesBeforeHour: PhraseTable<true>;
  /** Half `past` seven: 1; a quarter `to` eight: -1. */
  readonly pastOrTo: PhraseTable<1 | -1>;
  readonly quarterHours: PhraseTable<15 | 30>;
  readonly half: PhraseTable<true>;
  readonly halves: PhraseTable<true>;
  readonly meridiems: PhraseTable<'am' | 'pm'>;
  /** `cuối` tháng 12; with weeks some words mean something else: `cuối tuần`. */
  readonly thirdsOfUnit: PhraseTable<1 | 2 | 3>;
  readonly thirdsOfWeek: PhraseTable<1 | 2 | 3>;
  /** The current unit after a third: end of `the month`. */
  readonly currentUnits: PhraseTable<'week' | 'month' | 'quarter' | 'year'>;
  /** The `first` week of December; `nthAfter` if it follows the noun: tuần `đầu tiên`. */
  readonly nthBefore: PhraseTable<Nth>;
  readonly nthAfter: PhraseTable<Nth>;
  readonly nthUnits: PhraseTable<'week' | 'weekend'>;
  /** `until` Friday: begins today. */
  readonly untilPrefixes: PhraseTable<true>;
  readonly and: PhraseTable<true>;
  readonly or: PhraseTable<true>;
  /** Short names of months that are weekdays or times by themselves: 5 `T7`, `T7` 2027. */
  readonly shortMonths: PhraseTable<number>;
  /** The first month of each half of a year that is a period by itself: `H2`. */
  readonly yearHalves: PhraseTable<number>;
  /** `nửa đầu` năm, the `second half` of December. */
  readonly halfBefore: PhraseTable<1 | 2>;
  /** The `first` ten days: 1; the `last` ones: -1; `edgeAfter` if it follows the unit. */
  readonly edgeBefore: PhraseTable<1 | -1>;
  readonly edgeAfter: PhraseTable<1 | -1>;
  /** The `week of` a day. */
  readonly weekOf: PhraseTable<'week' | 'weekend'>;
  readonly weekStarting: PhraseTable<true>;
  /** `week` 50. */
  readonly weekNumber: PhraseTable<true>;
  /** Two days `before` Christmas: -1; a week `after` it: 1. */
  readonly besides: PhraseTable<1 | -1>;
  /** The `day before` Christmas. */
  readonly dayBeside: PhraseTable<1 | -1>;
  /** The `rest` of the week. */
  readonly restBefore: PhraseTable<true>;
  /** `from now` until Friday. */
  readonly fromNow: PhraseTable<true>;
  /** `before` Friday: from today to the day before. */
  readonly beforeStart: PhraseTable<true>;
  /** Words of the lunar calendar. */
  readonly lunar: PhraseTable<true>;
}
