import { expect, test } from 'vitest';
import {
  holidays,
  namesOf,
  nextOccurrence,
  occurrenceIn,
} from '../../../src/language/holidays/index.ts';

const dateOf = (text: string) => Temporal.PlainDate.from(text);
const ruleOf = (id: string) => {
  const found = holidays.find((holiday) => holiday.id === id);
  if (!found) throw new Error(id);
  return found.rule;
};

test.each([
  ['newYear', 2027, '2027-01-01'],
  ['culture', 2026, '2026-11-24'],
  ['lunarNewYear', 2030, '2030-02-02'],
  ['chineseNewYear', 2030, '2030-02-03'],
  ['lunarNewYearsEve', 2027, '2027-02-05'],
  ['kitchenGods', 2027, '2027-01-30'],
  ['hungKings', 2026, '2026-04-26'],
  ['hungKings', 2027, '2027-04-16'],
  ['buddha', 2026, '2026-05-31'],
  ['vuLan', 2026, '2026-08-27'],
  ['midAutumn', 2026, '2026-09-25'],
  ['thanhMinh', 2026, '2026-04-05'],
  ['winterSolstice', 2026, '2026-12-22'],
  ['easter', 2026, '2026-04-05'],
  ['easter', 2027, '2027-03-28'],
  ['easter', 2038, '2038-04-25'],
  ['goodFriday', 2027, '2027-03-26'],
  ['lastFullMoonFestival', 2026, '2026-11-23'],
  ['mothers', 2027, '2027-05-09'],
  ['fathers', 2027, '2027-06-20'],
  ['thanksgiving', 2026, '2026-11-26'],
  ['blackFriday', 2026, '2026-11-27'],
  ['cyberMonday', 2026, '2026-11-30'],
  ['memorial', 2027, '2027-05-31'],
  ['victoria', 2026, '2026-05-18'],
  ['victoria', 2027, '2027-05-24'],
  ['mothering', 2026, '2026-03-15'],
  ['remembranceSunday', 2026, '2026-11-08'],
  ['election', 2028, '2028-11-07'],
  ['advent', 2026, '2026-11-29'],
  ['advent', 2027, '2027-11-28'],
  ['fourthAdvent', 2028, '2028-12-24'],
  ['christTheKing', 2026, '2026-11-22'],
  ['grandparents', 2026, '2026-09-13'],
])('%s in %i is on %s', (id, year, date) => {
  expect(String(occurrenceIn(ruleOf(id), year)?.from)).toBe(date);
});

test('finds the next occurrence, also while it lasts', () => {
  const next = (id: string, day: string) => String(nextOccurrence(ruleOf(id), dateOf(day))?.from);
  expect(next('lunarNewYear', '2027-02-08')).toBe('2027-02-06');
  expect(next('lunarNewYear', '2027-02-09')).toBe('2028-01-26');
  expect(next('kitchenGods', '2026-11-24')).toBe('2027-01-30');
});

test('has a source for every day and no id twice', () => {
  expect(new Set(holidays.map(({ id }) => id)).size).toBe(holidays.length);
  for (const holiday of holidays) {
    const { source, id } = holiday;
    const names = [...namesOf(holiday, 'vi'), ...namesOf(holiday, 'en')];
    expect(source, id).not.toBe('');
    expect(names.length, id).toBeGreaterThan(0);
    for (const name of names) {
      expect(name, id).toMatch(/^\S+(?: \S+)*$/u);
      expect(name, id).toBe(name.toLowerCase().normalize('NFC'));
    }
  }
});

test.each([
  [/phục sinh|\beaster\b|resurrection/, 'easter, easterMonday, holySaturday'],
  [/giáng sinh|\bnoel\b|christmas|\bxmas\b/, 'christmas, christmasEve'],
  [/valentine/, 'blackDayAwareness, doubleSeventh, valentine, whiteDay'],
  [/giao thừa/, 'lunarNewYearsEve, newYearsEve'],
  [/trung thu|mid autumn/, 'midAutumn'],
  [/hạ nguyên/, 'lastFullMoonFestival'],
])('the names with %s are of one feast', (word, ids) => {
  const found = holidays.filter((holiday) =>
    [...namesOf(holiday, 'vi'), ...namesOf(holiday, 'en')].some((name) => word.test(name)),
  );
  expect(
    found
      .map(({ id }) => id)
      .toSorted()
      .join(', '),
  ).toBe(ids);
});

test('falls once in every year of the lunar calendar', () => {
  for (let year = 1901; year <= 2100; year += 1)
    for (const { id, rule } of holidays)
      expect(occurrenceIn(rule, year)?.from.year, `${id} ${year}`).toBe(year);
});
