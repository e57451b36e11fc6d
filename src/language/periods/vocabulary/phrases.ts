import type {
  ClockUnit,
  DateExpression,
  DayWithPart,
  Nth,
  PartOfDay,
  RelativeMeaning,
  Unit,
} from '../model/date-expression.ts';
import type { BilingualPhrases, PhraseTable } from '../parser/combinators.ts';
import { english } from './en.ts';
import { vietnamese } from './vi.ts';

/** The words of one language about dates and times, each with what it means. */
export interface Vocabulary {
  /** Days counted from today. */
  readonly days: PhraseTable<number>;
  readonly dayParts: PhraseTable<DayWithPart>;
  readonly parts: PhraseTable<PartOfDay>;
  /** 1 is Monday. */
  readonly weekdays: PhraseTable<number>;
  readonly months: PhraseTable<number>;
  /** The first month of each quarter. */
  readonly quarters: PhraseTable<number>;
  readonly units: PhraseTable<Unit | 'weekend' | 'quarter'>;
  readonly clockUnits: PhraseTable<ClockUnit>;
  readonly whichBefore: PhraseTable<RelativeMeaning>;
  readonly whichAfter: PhraseTable<RelativeMeaning>;
  /** Phrases that are a time by themselves. */
  readonly spans: PhraseTable<DateExpression>;
  /** Numbers in words, to count units with. */
  readonly numbers: PhraseTable<number>;
  readonly from: PhraseTable<true>;
  readonly until: PhraseTable<true>;
  /** Words that may stand before days of any number and say nothing. */
  readonly beforePeriod: PhraseTable<true>;
  /** Words that may stand before a date and say nothing. */
  readonly beforeDate: PhraseTable<true>;
  /** Words that make the number after them a day of the month. */
  readonly beforeDay: PhraseTable<true>;
  /** Word endings that make the number before them a day of the month. */
  readonly ordinals: PhraseTable<true>;
  readonly of: PhraseTable<true>;
  readonly beforeYear: PhraseTable<true>;
  /** `in` 3 days, 3 days `from now`: 1; 3 days `ago`: -1. */
  readonly awayBefore: PhraseTable<1 | -1>;
  readonly awayAfter: PhraseTable<1 | -1>;
  /** The `next` 7 days. */
  readonly runBefore: PhraseTable<true>;
  readonly runAfter: PhraseTable<true>;
  readonly beforeTime: PhraseTable<true>;
  /** Hours that are words. */
  readonly hours: PhraseTable<number>;
  readonly hourMarks: PhraseTable<true>;
  readonly minuteMarks: PhraseTable<true>;
  /** 8 giờ `kém` 15: minutes before the hour. */
  readonly less: PhraseTable<true>;
  /** Half `past` seven, a quarter `to` eight: after the hour, or before it. */
  readonly besideHour: PhraseTable<1 | -1>;
  readonly quarterHours: PhraseTable<15 | 30>;
  readonly half: PhraseTable<true>;
  readonly halves: PhraseTable<true>;
  readonly meridiems: PhraseTable<'am' | 'pm'>;
  /** `cuối` tháng 12; of weeks some words mean something else: `cuối tuần`. */
  readonly thirds: PhraseTable<1 | 2 | 3>;
  readonly weekThirds: PhraseTable<1 | 2 | 3>;
  /** The running unit, where a part of it is said: end of `the month`. */
  readonly running: PhraseTable<'week' | 'month' | 'year'>;
  /** The `first` week of December, and where it stands behind: tuần `đầu tiên`. */
  readonly nthBefore: PhraseTable<Nth>;
  readonly nthAfter: PhraseTable<Nth>;
  readonly nthUnits: PhraseTable<'week' | 'weekend'>;
  /** `until` Friday: from today on. */
  readonly untilAlone: PhraseTable<true>;
  readonly and: PhraseTable<true>;
  /** Words of the lunar calendar, of which only its new year is read. */
  readonly lunar: PhraseTable<true>;
}

/** The entries for one kind of words in both languages; both are always understood. */
export function phrasesFor<Kind extends keyof Vocabulary>(
  kind: Kind,
): BilingualPhrases<Vocabulary[Kind] extends PhraseTable<infer Value> ? Value : never>;
export function phrasesFor(kind: keyof Vocabulary): BilingualPhrases<unknown> {
  return { en: english[kind], vi: vietnamese[kind] };
}
