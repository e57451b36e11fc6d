import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CommandContext, requireCommunity } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { extendDueSeries } from '../../../src/events/series/extend-job.ts';
import type { SeriesInput } from '../../../src/events/series/plan.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { readRecurrence } from '../../../src/language/recurrence/read-recurrence.ts';
import type { Recurrence } from '../../../src/language/recurrence/rule.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';
import { createSeries } from '../../support/fixtures/events.ts';

let database: OpenDatabase;
let context: CommandContext;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ({ call: context } = await createCommandContext(database));
});

const input = (day: string, time?: string): SeriesInput => ({
  title: 'Đêm thơ',
  place: 'Huế',
  when: {
    date: Temporal.PlainDate.from(day),
    ...(time === undefined ? {} : { time: Temporal.PlainTime.from(time) }),
  },
});

function recurrence(text: string): Recurrence {
  const read = readRecurrence(text, { today: Temporal.PlainDate.from('2026-11-24') });
  if (!read.ok) throw new Error(`${text}: ${read.error}`);
  return read.value;
}

const create = (of: SeriesInput, text: string) =>
  createSeries(context, requireCommunity(context), of, recurrence(text));

/** The job runs so long after Tuesday morning. */
const run = (duration: Temporal.DurationLike) =>
  extendDueSeries({
    db: context.db,
    now: () => tuesdayMorning.add(duration).epochMilliseconds,
  });

const dates = async (): Promise<string[]> => {
  const events = await context.db.event.findMany({
    where: { communityId: context.community?.id ?? '' },
    orderBy: { startsAt: 'asc' },
  });
  return events.map(({ startsAt }) => startsAt.toISOString().slice(0, 16));
};

test('the dates of nine weeks are events at once, and further ones follow in time', async () => {
  await create(input('2026-12-01', '19:30'), 'every Tuesday');
  expect(await dates()).toHaveLength(8);
  await run({ hours: 1 });
  expect(await dates()).toHaveLength(8);
  await run({ hours: 24 * 14 });
  expect(await dates()).toHaveLength(10);
  expect((await dates()).at(-1)).toBe('2027-02-02T12:30');
});

test('three dates are events at any rate', async () => {
  await create(input('2027-02-28'), 'FREQ=YEARLY');
  expect(await dates()).toEqual(['2027-02-27T17:00', '2028-02-27T17:00', '2029-02-27T17:00']);
  await run({ hours: 24 * 365 });
  expect(await dates()).toHaveLength(3);
});

test('a series that was counted ends', async () => {
  await create(input('2026-12-01', '19:30'), 'every day for 3 times');
  expect(await dates()).toEqual(['2026-12-01T12:30', '2026-12-02T12:30', '2026-12-03T12:30']);
  const [series] = await context.db.eventSeries.findMany({
    where: { communityId: context.community?.id ?? '' },
  });
  expect(series?.extendAt).toBeNull();
});

test('a job that is interrupted makes nothing twice, and two at once neither', async () => {
  await create(input('2026-12-01', '19:30'), 'every Tuesday');
  const later = { hours: 24 * 30 };
  const failing: typeof context.db = context.db.$extends({
    query: {
      eventSeries: {
        update() {
          throw new Error('killed');
        },
      },
    },
  }) as never;
  const now = () => tuesdayMorning.add(later).epochMilliseconds;
  await expect(extendDueSeries({ db: failing, now })).rejects.toThrow('killed');
  expect(await dates()).toHaveLength(8);
  await Promise.all([run(later), run(later)]);
  expect(await dates()).toHaveLength(13);
  expect(new Set(await dates()).size).toBe(13);
});

test('a date that is left out is not made', async () => {
  const { event } = await create(input('2026-12-01', '19:30'), 'every Tuesday');
  await context.db.eventSeriesException.create({
    data: { seriesId: event.seriesId ?? '', originalStartsAt: new Date('2027-02-02T12:30:00Z') },
  });
  await run({ hours: 24 * 21 });
  expect((await dates()).slice(-2)).toEqual(['2027-01-26T12:30', '2027-02-09T12:30']);
});

const rules = fc.constantFrom(
  ...['every day', 'weekdays', 'every other Friday', 'thứ 2-4-6', 'the last day of every month'],
  ...['rằm hằng tháng', '10/3 âm lịch hằng năm', 'the last working day of every month'],
  ...['FREQ=MONTHLY;BYMONTHDAY=31', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'every 3 days'],
  ...['the second Saturday of every month', 'FREQ=MONTHLY;BYDAY=5SU', 'weekly for 4 times'],
);

test('the dates that are shown are those that are made', async () => {
  const days = fc
    .integer({ min: 1, max: 800 })
    .map((after) => Temporal.PlainDate.from('2026-11-24').add({ days: after }));
  const times = fc.constantFrom(undefined, '00:00', '09:15', '23:45');
  await fc.assert(
    fc.asyncProperty(rules, days, times, async (rule, day, time) => {
      await context.db.event.deleteMany({ where: { communityId: context.community?.id ?? '' } });
      const of = input(day.toString(), time);
      const created = await create(of, rule).catch((error: unknown) => {
        if (error instanceof UserError) return undefined;
        throw error;
      });
      if (!created) return;
      const { plan } = created;
      const shown = plan.starts.map((start) => start.toString().slice(0, 16));
      const made = await dates();
      expect(made.length).toBeGreaterThan(1);
      const count = Math.min(shown.length, made.length);
      expect(made.slice(0, count)).toEqual(shown.slice(0, count));
    }),
    { numRuns: 60, seed: 11 },
  );
});
