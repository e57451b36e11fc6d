import { english } from './en.ts';
import type { Entries, Words } from './rule.ts';
import type { ClockUnit, DayPart, Nth, Part, Spec, Unit, Which } from './spec.ts';
import { vietnamese } from './vi.ts';

/** The words of one language about dates and times, each with what it means. */
export interface Vocabulary {
  /** Days counted from today. */
  readonly days: Entries<number>;
  readonly dayParts: Entries<DayPart>;
  readonly parts: Entries<Part>;
  /** 1 is Monday. */
  readonly weekdays: Entries<number>;
  readonly months: Entries<number>;
  /** The first month of each quarter. */
  readonly quarters: Entries<number>;
  readonly units: Entries<Unit | 'weekend' | 'quarter'>;
  readonly clockUnits: Entries<ClockUnit>;
  readonly whichBefore: Entries<Which>;
  readonly whichAfter: Entries<Which>;
  /** Phrases that are a time by themselves. */
  readonly spans: Entries<Spec>;
  /** Numbers in words, to count units with. */
  readonly numbers: Entries<number>;
  readonly from: Entries<true>;
  readonly until: Entries<true>;
  /** Words that may stand before days of any number and say nothing. */
  readonly beforePeriod: Entries<true>;
  /** Words that may stand before a date and say nothing. */
  readonly beforeDate: Entries<true>;
  /** Words that make the number after them a day of the month. */
  readonly beforeDay: Entries<true>;
  /** Word endings that make the number before them a day of the month. */
  readonly ordinals: Entries<true>;
  readonly of: Entries<true>;
  readonly beforeYear: Entries<true>;
  /** `in` 3 days, 3 days `from now`: 1; 3 days `ago`: -1. */
  readonly awayBefore: Entries<1 | -1>;
  readonly awayAfter: Entries<1 | -1>;
  /** The `next` 7 days. */
  readonly runBefore: Entries<true>;
  readonly runAfter: Entries<true>;
  readonly beforeTime: Entries<true>;
  /** Hours that are words. */
  readonly hours: Entries<number>;
  readonly hourMarks: Entries<true>;
  readonly minuteMarks: Entries<true>;
  /** 8 giờ `kém` 15: minutes before the hour. */
  readonly less: Entries<true>;
  /** Half `past` seven, a quarter `to` eight: after the hour, or before it. */
  readonly besideHour: Entries<1 | -1>;
  readonly quarterHours: Entries<15 | 30>;
  readonly half: Entries<true>;
  readonly halves: Entries<true>;
  readonly meridiems: Entries<'am' | 'pm'>;
  /** `cuối` tháng 12; of weeks some words mean something else: `cuối tuần`. */
  readonly thirds: Entries<1 | 2 | 3>;
  readonly weekThirds: Entries<1 | 2 | 3>;
  /** The running unit, where a part of it is said: end of `the month`. */
  readonly running: Entries<'week' | 'month' | 'year'>;
  /** The `first` week of December, and where it stands behind: tuần `đầu tiên`. */
  readonly nthBefore: Entries<Nth>;
  readonly nthAfter: Entries<Nth>;
  readonly nthUnits: Entries<'week' | 'weekend'>;
  /** `until` Friday: from today on. */
  readonly untilAlone: Entries<true>;
  readonly and: Entries<true>;
  /** Words of the lunar calendar, of which only its new year is read. */
  readonly lunar: Entries<true>;
}

/** The entries for one kind of words in both languages; both are always understood. */
export function words<Kind extends keyof Vocabulary>(
  kind: Kind,
): Words<Vocabulary[Kind] extends Entries<infer Value> ? Value : never>;
export function words(kind: keyof Vocabulary): Words<unknown> {
  return { en: english[kind], vi: vietnamese[kind] };
}
