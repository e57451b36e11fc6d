import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event } from '../../../src/database/generated/client.ts';
import { findClashes } from '../../../src/events/clashes/find-clashes.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';
import { eventFixture } from '../../support/fixtures/events.ts';

let database: OpenDatabase;
let context: CommandContext;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  ({ call: context } = await createCommandContext(database));
});
afterAll(() => database.close());

const at = (time: string) => new Date(`2026-12-10T${time}:00Z`);
const asked = (changes: Partial<Event> = {}): Event =>
  eventFixture({
    ...{ communityId: context.community?.id ?? '', topic: 'phim' },
    ...{ startsAt: at('12:00'), endsAt: at('14:00'), ...changes },
  });

async function titlesBeside(other: Partial<Event>, changes: Partial<Event> = {}) {
  const { db } = context;
  await db.event.deleteMany();
  const { id: _, translations: __, ...row } = asked({ title: 'Khác', topic: '', ...other });
  await db.event.create({ data: row });
  return (await findClashes(db, asked(changes))).events.map(({ title }) => title);
}

test.each<[string, Partial<Event>, Partial<Event>, boolean]>([
  ['overlaps', { startsAt: at('13:00'), endsAt: at('15:00') }, {}, true],
  ['lies around it', { startsAt: at('10:00'), endsAt: at('16:00') }, {}, true],
  ['ends when it begins', { startsAt: at('10:00'), endsAt: at('12:00') }, {}, false],
  ['begins when it ends', { startsAt: at('14:00'), endsAt: at('15:00') }, {}, false],
  ['has no end', { startsAt: at('12:00'), endsAt: at('12:00') }, {}, true],
  [
    'begins soon after one without an end',
    { startsAt: at('13:00'), endsAt: at('15:00') },
    { endsAt: at('12:00') },
    true,
  ],
  [
    'has no end and begins a little earlier',
    { startsAt: at('11:30'), endsAt: at('11:30') },
    {},
    true,
  ],
  ['has no end and began long ago', { startsAt: at('10:00'), endsAt: at('10:00') }, {}, false],
  [
    'has no end, like this one, and begins a little earlier',
    { startsAt: at('11:30'), endsAt: at('11:30') },
    { endsAt: at('12:00') },
    true,
  ],
  ['was over just before', { startsAt: at('11:00'), endsAt: at('11:30') }, {}, false],
  ['is cancelled', { state: 'cancelled' }, {}, false],
  ['lasts for days', { allDay: true, startsAt: at('00:00'), endsAt: at('23:00') }, {}, false],
  ['lasts for days, of the same topic', { allDay: true, topic: 'phim' }, {}, true],
])('an event that %s', async (_name, other, changes, isFound) => {
  expect(await titlesBeside(other, changes)).toEqual(isFound ? ['Khác'] : []);
});

test('nothing is beside an event whose time cannot be read', async () => {
  const clashes = await findClashes(context.db, asked({ startsAt: new Date(Number.NaN) }));
  expect(clashes).toEqual({ events: [], holiday: undefined, lunarDay: undefined });
});

test.each([
  ['2027-01-01T03:00:00Z', 'newYear', undefined],
  ['2026-11-24T03:00:00Z', 'culture', undefined],
  ['2027-02-06T03:00:00Z', 'lunarNewYear', 1],
  ['2026-04-26T03:00:00Z', 'hungKings', undefined],
  ['2026-12-10T03:00:00Z', undefined, undefined],
  ['2026-12-23T03:00:00Z', undefined, 15],
  // 17:00 UTC is the next day in Vietnam.
  ['2026-12-31T17:00:00Z', 'newYear', undefined],
])('%s is a public holiday or a lunar day of Vietnam', async (start, holiday, lunarDay) => {
  const startsAt = new Date(start);
  const clashes = await findClashes(context.db, asked({ startsAt, endsAt: startsAt }));
  expect(clashes.holiday?.id).toBe(holiday);
  expect(clashes.lunarDay).toBe(lunarDay);
});
