import fc from 'fast-check';
import { expect, test } from 'vitest';
import { picturePeriod } from '../../../src/feeds/pictures/picture-period.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-11-24');
const ask = (from: string, until: string) => {
  const wanted = picturePeriod({ from: day(from), until: day(until) }, today);
  return wanted.kind === 'month' ? `${wanted.month}` : `${wanted.from}..${wanted.until}`;
};

test('is this month where nobody says when', () => {
  expect(picturePeriod(undefined, today)).toEqual({
    kind: 'month',
    month: Temporal.PlainYearMonth.from('2026-11'),
  });
});

test.each([
  ['a month', '2026-12-01', '2027-01-01', '2026-12'],
  ['a part of a month', '2026-12-05', '2026-12-20', '2026-12'],
  ['a week', '2026-11-23', '2026-11-30', '2026-11-23..2026-11-30'],
  ['a day, with its week', '2026-11-26', '2026-11-27', '2026-11-23..2026-11-30'],
  ['a weekend', '2026-11-28', '2026-11-30', '2026-11-23..2026-11-30'],
  ['days of two weeks', '2026-11-28', '2026-12-02', '2026-11-28..2026-12-05'],
])('is %s', (_, from, until, wanted) => {
  expect(ask(from, until)).toBe(wanted);
});

test.each([
  ['a year', '2027-01-01', '2028-01-01'],
  ['two months', '2026-11-20', '2026-12-10'],
])('is not %s', (_, from, until) => {
  expect(() => ask(from, until)).toThrow(UserError);
});

test('has every day that was asked for, and is a month or seven days', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 1, max: 40 }),
      (at, length) => {
        const from = today.add({ days: at });
        const until = from.add({ days: length });
        let wanted: ReturnType<typeof picturePeriod>;
        try {
          wanted = picturePeriod({ from, until }, today);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect(length).toBeGreaterThan(7);
          return;
        }
        const shown =
          wanted.kind === 'week'
            ? wanted
            : {
                from: wanted.month.toPlainDate({ day: 1 }),
                until: wanted.month.add({ months: 1 }).toPlainDate({ day: 1 }),
              };
        expect(Temporal.PlainDate.compare(shown.from, from)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(shown.until, until)).toBeGreaterThanOrEqual(0);
        if (wanted.kind === 'week') expect(shown.from.until(shown.until).days).toBe(7);
      },
    ),
  );
});
