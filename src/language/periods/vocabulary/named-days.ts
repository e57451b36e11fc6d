import { type HolidayRule, holidays } from '../../holidays/index.ts';
import type { BilingualPhrases, PhraseTable } from '../parser/phrase-table.ts';

/** Names with their rules, names of several days once for each. */
function tableOf<Value>(
  toValue: (rule: HolidayRule) => Value | undefined,
): BilingualPhrases<readonly Value[]> {
  const entriesOf = (language: 'vi' | 'en'): PhraseTable<readonly Value[]> => {
    const named = holidays.flatMap(({ names, rule }) => {
      const value = toValue(rule);
      return value === undefined ? [] : names[language].map((name) => ({ name, value }));
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
export const namedDays = tableOf((rule) => (rule.kind === 'fixed' ? rule : undefined));

/** Names of other days. */
export const movingDays = tableOf((rule) => (rule.kind === 'fixed' ? undefined : rule));

/** Days of months that are festivals by the lunar calendar, for words used with both calendars: `mùng 5 tháng 5`. */
export const isLunarFestival = (day: number, month: number): boolean =>
  holidays.some(({ rule }) => rule.kind === 'lunar' && rule.day === day && rule.month === month);
