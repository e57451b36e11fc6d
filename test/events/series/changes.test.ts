import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CommandContext, requireCommunity } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { announceEvent } from '../../../src/events/announcements/announce.ts';
import type { RequestedChange } from '../../../src/events/editing/requested-change.ts';
import { setRsvp } from '../../../src/events/rsvp/answer.ts';
import type { RsvpChoice } from '../../../src/events/rsvp/choice.ts';
import { createEditNotices } from '../../../src/events/rsvp-messages/edit-notices.ts';
import { changeSeries } from '../../../src/events/series/changes/apply.ts';
import { pauseSeries, resumeSeries } from '../../../src/events/series/changes/pause.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';
import { createSeries } from '../../support/fixtures/events.ts';

const [[, openEmbedded], [, openServer]] = databaseKinds;
let database: OpenDatabase;
let context: CommandContext;
let published: NewPublication[];

const open = async (opening: () => Promise<OpenDatabase>) => {
  database = await opening();
  ({ call: context, published } = await createCommandContext(database));
};
const services = () => ({ ...context, notices: createEditNotices(context) });
const time = Temporal.PlainTime.from('19:30');

/** Every Tuesday from 1 December. */
async function weekly(capacity?: number): Promise<(Event & { seriesId: string })[]> {
  const { event } = await createSeries(
    context,
    requireCommunity(context),
    { title: 'Đêm thơ', when: { date: Temporal.PlainDate.from('2026-12-01'), time }, capacity },
    { rule: { isLunar: false, frequency: 'weekly', interval: 1, weekdays: [2] } },
  );
  const seriesId = event.seriesId ?? '';
  const dates = await context.db.event.findMany({
    where: { seriesId },
    orderBy: { startsAt: 'asc' },
  });
  return dates.map((date) => ({ ...date, seriesId }));
}

async function answer(event: Event, choice: RsvpChoice, person = context.person) {
  await setRsvp({ ...services(), person }, event, choice);
}

async function somebody() {
  const { call } = await createCommandContext(database, context.community);
  return call.person;
}

const changed = (event: Event & { seriesId: string }, requested: RequestedChange) =>
  changeSeries(services(), event, requested, 'following');
/** The headline of the last message to people. */
const lastHeadline = () =>
  JSON.stringify(published.findLast(({ audience }) => audience.to === 'people')?.messages.vi);

beforeAll(() => open(openEmbedded));
afterAll(() => database.close());
beforeEach(async () => {
  ({ call: context, published } = await createCommandContext(database));
});

test('dates that move are called moved, and those that a pause brings back take place again', async () => {
  const [, second] = await weekly();
  if (!second) throw new Error('There is no second date');
  await answer(second, 'maybe');
  const when = {
    date: Temporal.PlainDate.from('2026-12-08'),
    time: Temporal.PlainTime.from('20:00'),
  };
  await changed(second, { action: 'postpone', when });
  expect(lastHeadline()).toContain('Dời lịch: Đêm thơ');
  await pauseSeries(services(), second);
  expect(lastHeadline()).toContain('Đã hủy: Đêm thơ');
  await resumeSeries(services(), { id: second.seriesId });
  expect(lastHeadline()).toContain('Diễn ra trở lại: Đêm thơ');
});

test('a place that was given back during a pause goes to who waits when the event goes on', async () => {
  const [first] = await weekly(1);
  if (!first) throw new Error('There is no date');
  const [going, waiting] = [await somebody(), await somebody()];
  await answer(first, 'going', going);
  await answer(first, 'going', waiting);
  await pauseSeries(services(), first);
  await answer(first, 'declined', going);
  await resumeSeries(services(), { id: first.seriesId });
  const rows = await context.db.rsvp.findMany({ where: { eventId: first.id, state: 'going' } });
  expect(rows.map(({ personId }) => personId)).toEqual([waiting.id]);
});

test('more places for all dates are filled on each', async () => {
  const dates = await weekly(1);
  const [first, second] = dates;
  if (!first || !second) throw new Error('There are no dates');
  const people = [await somebody(), await somebody(), await somebody()];
  for (const person of people)
    for (const date of [first, second]) await answer(date, 'going', person);
  await changed(first, { action: 'edit', input: { capacity: 2 } });
  const going = { where: { event: { seriesId: first.seriesId }, state: 'going' as const } };
  expect(await context.db.rsvp.count(going)).toBe(4);
  await changed(first, { action: 'edit', input: { capacity: 1 } });
  expect(await context.db.rsvp.count(going)).toBe(4);
  await changed(first, { action: 'edit', input: { capacity: '' } });
  expect(await context.db.rsvp.count(going)).toBe(6);
});

test('whoever answers a date while it is cancelled is told, and the date stays to be seen', async () => {
  await database.close();
  await open(openServer);
  const [first] = await weekly();
  if (!first) throw new Error('There is no date');
  const { db } = context;
  let cancelling: Promise<unknown> = Promise.resolve();
  await db.$transaction(async (tx) => {
    const personId = context.person.id;
    await tx.rsvp.create({ data: { eventId: first.id, personId, state: 'going' } });
    cancelling = changeSeries(services(), first, { action: 'cancel' }, 'all');
    for (let blocked = 0; blocked === 0; ) {
      const [row] = await db.$queryRaw<{ blocked: number }[]>`
        SELECT count(*)::int AS blocked FROM pg_locks WHERE NOT granted`;
      blocked = row?.blocked ?? 0;
    }
  });
  await cancelling;
  expect(await db.event.findUnique({ where: { id: first.id } })).toMatchObject({
    state: 'cancelled',
  });
  expect(lastHeadline()).toContain('Đã hủy: Đêm thơ');
});

test('a date is announced while the series is changed', async () => {
  await database.close();
  await open(openServer);
  const [first, second] = await weekly();
  if (!first || !second) throw new Error('There are no dates');
  for (let round = 0; round < 5; round += 1)
    await Promise.all([
      announceEvent(services(), round === 0 ? first : second).catch(() => undefined),
      changed(first, { action: 'edit', input: { place: `Huế ${round}` } }),
    ]);
  const series = await context.db.eventSeries.findUniqueOrThrow({ where: { id: first.seriesId } });
  expect(series.announcementId).not.toBeNull();
});
