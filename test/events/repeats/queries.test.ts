import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandContext, requireCommunity } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Prisma } from '../../../src/database/generated/client.ts';
import { findRepeats } from '../../../src/events/repeats/queries.ts';
import { formatRule } from '../../../src/language/recurrence/rule-text.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';
import { createSeries } from '../../support/fixtures/events.ts';

let database: OpenDatabase;
let context: CommandContext;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  ({ call: context } = await createCommandContext(database));
});
afterAll(() => database.close());

/** Every Tuesday from 1 December. @returns its first date */
async function weekly() {
  const { event } = await createSeries(
    context,
    requireCommunity(context),
    {
      title: 'Đêm thơ',
      when: { date: Temporal.PlainDate.from('2026-12-01'), time: Temporal.PlainTime.from('19:30') },
    },
    {
      rule: {
        ...{ isLunar: false, frequency: 'weekly', interval: 1, weekdays: [2] },
        until: Temporal.PlainDate.from('2027-06-30'),
      },
    },
  );
  return event;
}

const change = (seriesId: string | null, day: string, data: Prisma.EventUpdateInput) =>
  context.db.event.updateMany({
    where: { seriesId, originalStartsAt: new Date(`${day}T12:30:00Z`) },
    data,
  });

test('an event repeats by its rule, with the next dates where they were moved', async () => {
  const event = await weekly();
  await change(event.seriesId, '2026-12-08', { state: 'cancelled' });
  await change(event.seriesId, '2026-12-15', { startsAt: new Date('2026-12-16T13:00:00Z') });
  await change(event.seriesId, '2026-12-22', { state: 'postponed' });
  const repeats = await findRepeats(context.db, event, context.now);
  if (!repeats) throw new Error('It does not repeat');
  expect(repeats).toMatchObject({ title: 'Đêm thơ', isPaused: false });
  expect(formatRule(repeats.rule, repeats.zone)).toBe(
    'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T165959Z',
  );
  expect(repeats.next.map(String)).toEqual([
    '2026-12-16T13:00:00Z',
    '2026-12-29T12:30:00Z',
    '2027-01-05T12:30:00Z',
  ]);
});

test('a moved date is not the next of itself', async () => {
  const event = await weekly();
  await change(event.seriesId, '2026-12-01', { startsAt: new Date('2026-12-03T12:30:00Z') });
  const moved = await context.db.event.findUniqueOrThrow({ where: { id: event.id } });
  const repeats = await findRepeats(context.db, moved, context.now);
  expect(repeats?.next[0]?.toString()).toBe('2026-12-08T12:30:00Z');
});

test.each([
  ['a rule', { rule: 'FREQ=SOMETIMES' }],
  ['a zone', { zone: 'Nowhere/Land' }],
  ['a template', { template: {} }],
] as const)('nothing is said of a series of which %s cannot be read', async (_what, data) => {
  const event = await weekly();
  await context.db.eventSeries.update({ where: { id: event.seriesId ?? '' }, data });
  expect(await findRepeats(context.db, event, context.now)).toBeUndefined();
});

test('dates that are no times are passed over', async () => {
  const event = await weekly();
  await context.db.$executeRaw`
    UPDATE "Event" SET "startsAt" = '290000-01-01', "endsAt" = '290000-01-01'
    WHERE "seriesId" = ${event.seriesId}::uuid AND "originalStartsAt" > '2026-12-09'`;
  const repeats = await findRepeats(context.db, event, context.now);
  expect(repeats?.next.map(String)).toEqual(['2026-12-08T12:30:00Z']);
  const broken = await context.db.event.findFirstOrThrow({
    where: { seriesId: event.seriesId },
    orderBy: { originalStartsAt: 'desc' },
  });
  expect((await findRepeats(context.db, broken, context.now))?.next).toHaveLength(2);
});
