import { lazy } from '../../../lazy.ts';
import { type HolidayRule, holidays, namesOf } from '../../holidays/index.ts';
import type { BilingualPhrases, PhraseTable } from '../parser/phrase-table.ts';

/** Ways in which the names of a country's days are told from those of others. */
const ofVietnam = (day: string): string[] => [
  ...['vietnam', 'vietnamese', 'vietnams', 'vn', 'viet nam'].map((country) => `${country} ${day}`),
  ...['of vietnam', 'in vietnam', 'vietnam', 'vn', 'of viet nam'].map((place) => `${day} ${place}`),
];
const spellings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bchristmas\b/, ['xmas', 'x mas', 'chrismas', 'chirstmas', 'cristmas']],
  [/việt nam$/, ['vn']],
  [/liệt sĩ/, ['liệt sỹ']],
  [/\binternational\b/, ['intl']],
  [/\bsaint\b/, ['st']],
  [/^(?:st|saint) (\p{L}+s) day$/u, ['st $1', 'saint $1', 'saint $1 day']],
  [/^thứ sáu /, ['thứ 6 ']],
];

/** A name with its other spellings. */
function writtenAs(name: string): string[] {
  const [, day] = /^vietnam(?:ese)? (.+)$/.exec(name) ?? [];
  const names = day === undefined ? [name] : ofVietnam(day);
  return names.flatMap((each) => [
    each,
    ...spellings.flatMap(([usual, others]) =>
      usual.test(each) ? others.map((other) => each.replace(usual, other)) : [],
    ),
  ]);
}

/** Names with their rules, names of several days once for each. */
function tableOf<Value>(
  toValue: (rule: HolidayRule) => Value | undefined,
): BilingualPhrases<readonly Value[]> {
  const entriesOf = (language: 'vi' | 'en'): PhraseTable<readonly Value[]> => {
    const named = holidays.flatMap((holiday) => {
      const value = toValue(holiday.rule);
      const all = new Set(namesOf(holiday, language).flatMap(writtenAs));
      return value === undefined ? [] : [...all].map((name) => ({ name, value }));
    });
    return Object.fromEntries(
      Map.groupBy(named, ({ name }) => name)
        .entries()
        .map(([name, days]) => [name, days.map(({ value }) => value)]),
    );
  };
  return { vi: entriesOf('vi'), en: entriesOf('en') };
}

/** Names of days with a fixed date. */
export const namedDays = lazy(() => tableOf((rule) => (rule.kind === 'fixed' ? rule : undefined)));

/** Names of evenings, which are not the same as the evening of the day: `đêm Noel` is that before Christmas. */
export const namedEvenings = lazy(() => ({
  vi: Object.fromEntries(
    Object.entries(namedDays().vi).filter(([name]) => name.startsWith('đêm ')),
  ),
  en: {},
}));

/** Names of other days. */
export const movingDays = lazy(() => tableOf((rule) => (rule.kind === 'fixed' ? undefined : rule)));

/** Days of months that are festivals by the lunar calendar, for words used with both calendars: `mùng 5 tháng 5`. */
export const isLunarFestival = (day: number, month: number): boolean =>
  holidays.some(
    ({ rule, isMinor }) =>
      rule.kind === 'lunar' && rule.day === day && rule.month === month && !isMinor,
  );
