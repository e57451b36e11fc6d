/** When a holiday falls. Weekdays count from 1, Monday first. */
export type HolidayRule =
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
  /** The nth (-1: the last) weekday of a month, and so many days later. */
  | {
      readonly kind: 'nthWeekday';
      readonly month: number;
      readonly nth: number;
      readonly weekday: number;
      readonly later?: number;
    }
  /** Days after Easter Sunday of the western churches. */
  | { readonly kind: 'easter'; readonly later: number }
  /** The day on which the sun reaches a longitude, in degrees, in Vietnam. */
  | { readonly kind: 'sun'; readonly longitude: number }
  /** A day of an ordinary month of the lunar calendar. */
  | { readonly kind: 'lunar'; readonly month: number; readonly day: number }
  /** Days counted from the first of the lunar year. */
  | { readonly kind: 'newYear'; readonly first: number; readonly length: number }
  /** A day of the last lunar month before the new year; 30 is its last day also when it has 29. */
  | { readonly kind: 'beforeNewYear'; readonly day: number }
  /** The first day of the lunar year as reckoned in China. */
  | { readonly kind: 'chineseNewYear' };

/** A holiday, festival or popular day. */
export interface Holiday {
  readonly id: string;
  /** Names in both languages as people write them, with commas between, the usual one first, without words such as “day of”. */
  readonly names: { readonly vi: string; readonly en: string };
  readonly rule: HolidayRule;
  /** Not kept by so many people that its date alone is understood as the festival. */
  readonly isMinor?: true;
  /** The law or the page that says so. */
  readonly source: string;
}

/** The names of a holiday in one language. */
export const namesOf = ({ names }: Holiday, language: 'vi' | 'en'): string[] =>
  names[language] === '' ? [] : names[language].split(/,\s+/);
