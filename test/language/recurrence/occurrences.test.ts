import { describe, expect, test } from 'vitest';
import { fromLunarDate, toLunarDate } from '../../../src/language/lunar/index.ts';
import { firstOccurrence, occurrencesOf } from '../../../src/language/recurrence/occurrences.ts';
import { parseRule } from '../../../src/language/recurrence/rule-text.ts';

const inZone = (text: string) => Temporal.ZonedDateTime.from(text);

function recurring(rule: string, first: string, { isLunar = false, allDay = false } = {}) {
  const start = inZone(first);
  const read = parseRule(rule, { isLunar, zone: start.timeZoneId });
  if (!read) throw new Error(`${rule} is no rule`);
  return { rule: read, first: start, allDay };
}

async function starts(
  ...[rule, first, options = {}]: [string, string, { isLunar?: boolean; allDay?: boolean }?]
): Promise<string[]> {
  const of = recurring(rule, first, options);
  const found = await occurrencesOf(of, { most: 6 });
  return found.map((start) =>
    start
      .toZonedDateTimeISO(of.first.timeZoneId)
      .toString({ smallestUnit: 'minute', timeZoneName: 'never' }),
  );
}

const saigon = '[Asia/Ho_Chi_Minh]';
const days = (list: readonly string[]) => list.map((start) => start.slice(0, 10));

describe('ends of months and years', () => {
  test('months without a 31st are left out, and are not counted', async () => {
    expect(
      days(await starts('FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4', `2026-12-31T19:00${saigon}`)),
    ).toEqual(['2026-12-31', '2027-01-31', '2027-03-31', '2027-05-31']);
  });
  test('the last day of a month is in every month', async () => {
    expect(days(await starts('FREQ=MONTHLY;BYMONTHDAY=-1', `2027-12-31T19:00${saigon}`))).toEqual([
      ...['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31'],
    ]);
  });
  test('29 February is in leap years, and never 1 March', async () => {
    expect(
      days(await starts('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', `2092-02-29T19:00${saigon}`)),
    ).toEqual(['2092-02-29', '2096-02-29', '2104-02-29', '2108-02-29', '2112-02-29', '2116-02-29']);
  });
  test('a fifth Sunday is in some months', async () => {
    expect(days(await starts('FREQ=MONTHLY;BYDAY=5SU', `2026-11-29T08:00${saigon}`))).toEqual([
      ...['2026-11-29', '2027-01-31', '2027-05-30', '2027-08-29', '2027-10-31', '2028-01-30'],
    ]);
  });
  test('the last working day is found among the five', async () => {
    expect(
      days(
        await starts('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', `2026-10-30T17:00${saigon}`),
      ),
    ).toEqual(['2026-10-30', '2026-11-30', '2026-12-31', '2027-01-29', '2027-02-26', '2027-03-31']);
  });
});

describe('counts and last days', () => {
  test('the last day belongs to the rule, at any time of day', async () => {
    expect(
      days(await starts('FREQ=DAILY;UNTIL=20261203T165959Z', `2026-12-01T23:45${saigon}`)),
    ).toEqual(['2026-12-01', '2026-12-02', '2026-12-03']);
  });
  test('every other week counts weeks from Monday', async () => {
    expect(
      days(await starts('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU', `2026-11-29T08:00${saigon}`)),
    ).toEqual(['2026-11-29', '2026-12-07', '2026-12-13', '2026-12-21', '2026-12-27', '2027-01-04']);
  });
  test('a range begins after a start and ends before one', async () => {
    const of = recurring('FREQ=DAILY', `2026-12-01T08:00${saigon}`);
    const found = await occurrencesOf(of, {
      after: inZone(`2026-12-02T08:00${saigon}`).toInstant(),
      before: inZone(`2026-12-05T08:00${saigon}`).toInstant(),
      most: 10,
    });
    expect(found.map(String)).toEqual(['2026-12-03T01:00:00Z', '2026-12-04T01:00:00Z']);
  });
  test('the first date is found whatever the interval', async () => {
    const { rule } = recurring('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', `2026-12-01T08:00${saigon}`);
    const first = await firstOccurrence(rule, inZone(`2026-12-02T08:00${saigon}`), false);
    expect(first?.toPlainDate().toString()).toBe('2026-12-08');
  });
});

describe('changes of clocks', () => {
  test('hours stay those of the clock', async () => {
    expect(await starts('FREQ=WEEKLY;BYDAY=SA;COUNT=3', '2026-10-24T09:00[Europe/Berlin]')).toEqual(
      [...['2026-10-24T09:00+02:00', '2026-10-31T09:00+01:00', '2026-11-07T09:00+01:00']],
    );
  });
  test('a time that is skipped is left out and not counted', async () => {
    expect(await starts('FREQ=DAILY;COUNT=3', '2026-03-07T02:30[America/New_York]')).toEqual([
      ...['2026-03-07T02:30-05:00', '2026-03-09T02:30-04:00', '2026-03-10T02:30-04:00'],
    ]);
  });
  test('a time that comes twice is once', async () => {
    expect(await starts('FREQ=DAILY;COUNT=3', '2026-10-31T01:30[America/New_York]')).toEqual([
      ...['2026-10-31T01:30-04:00', '2026-11-01T01:30-04:00', '2026-11-02T01:30-05:00'],
    ]);
  });
  test('whole days are there although their midnight is skipped', async () => {
    const list = await starts('FREQ=DAILY;COUNT=3', '2026-04-23T00:00[Africa/Cairo]', {
      allDay: true,
    });
    expect(list).toEqual([
      '2026-04-23T00:00+02:00',
      '2026-04-24T01:00+03:00',
      '2026-04-25T00:00+03:00',
    ]);
  });
});

describe('the lunar calendar', () => {
  const lunar = { isLunar: true };
  test('full moons of every month, the leap month as well', async () => {
    const list = await starts('FREQ=MONTHLY;BYMONTHDAY=15', `2025-07-09T18:00${saigon}`, lunar);
    expect(days(list).slice(0, 3)).toEqual(['2025-07-09', '2025-08-08', '2025-09-06']);
    expect(toLunarDate(Temporal.PlainDate.from('2025-08-08')).isLeap).toBe(true);
  });
  test('a day of a year is in the ordinary month of two', async () => {
    const list = await starts(
      'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10',
      `2024-07-15T18:00${saigon}`,
      lunar,
    );
    expect(days(list).slice(0, 2)).toEqual(['2024-07-15', '2025-07-04']);
  });
  test('Tết and the kings’ day of the coming years', async () => {
    const tet = await starts(
      'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1',
      `2026-02-17T00:00${saigon}`,
      lunar,
    );
    expect(days(tet).slice(0, 5)).toEqual([
      ...['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-02'],
    ]);
    const kings = await starts(
      'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10',
      `2026-04-26T09:00${saigon}`,
      lunar,
    );
    expect(days(kings)[0]).toBe('2026-04-26');
  });
  test('months of 29 days have no thirtieth, and have a last day', async () => {
    const thirtieth = await starts(
      'FREQ=MONTHLY;BYMONTHDAY=30',
      `2026-02-16T18:00${saigon}`,
      lunar,
    );
    for (const day of days(thirtieth))
      expect(toLunarDate(Temporal.PlainDate.from(day)).day).toBe(30);
    const last = await starts('FREQ=MONTHLY;BYMONTHDAY=-1', `2026-02-16T18:00${saigon}`, lunar);
    for (const day of days(last))
      expect(toLunarDate(Temporal.PlainDate.from(day).add({ days: 1 })).day).toBe(1);
  });
  test('the rule ends with the years that are known', async () => {
    const first = fromLunarDate({ year: 2098, month: 1, isLeap: false, day: 1 });
    const list = await starts(
      'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1',
      `${first}T08:00${saigon}`,
      lunar,
    );
    expect(list.length).toBeLessThan(3);
  });
});
