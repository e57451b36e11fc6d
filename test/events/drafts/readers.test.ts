import { afterAll, beforeAll, expect, test } from 'vitest';
import eventShow from '../../../commands/event-show.ts';
import {
  type CommandContext,
  nowAsDate,
  requireCommunity,
} from '../../../src/context/command-context.ts';
import { withDisplaySettings } from '../../../src/context/display-settings.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { EventDraft } from '../../../src/database/generated/client.ts';
import { publishDueChanges } from '../../../src/events/announcements/pending-changes-job.ts';
import { eventTopic, ownEvent } from '../../../src/events/arguments.ts';
import { eventsInCalendars } from '../../../src/events/calendar/source.ts';
import { createDraft } from '../../../src/events/drafts/write.ts';
import { cachedEventListMessage } from '../../../src/events/list/cached-list-message.ts';
import { findEvents } from '../../../src/events/queries.ts';
import { publishDueReminders } from '../../../src/events/reminders/publish-due.ts';
import { eventsOnBoard } from '../../../src/events/sections/board-section.ts';
import { eventsSection } from '../../../src/events/sections/briefing-section.ts';
import { pausedSeries } from '../../../src/events/series/arguments.ts';
import { extendDueSeries } from '../../../src/events/series/extend-job.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';

let database: OpenDatabase;
let context: CommandContext;
let draft: EventDraft;
const title = 'Buổi chiếu bí mật';
const topic = 'bí-mật';

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  ({ call: context } = await createCommandContext(database));
  const when = { date: Temporal.PlainDate.from('2026-11-25') };
  const weekly = { isLunar: false, frequency: 'weekly', interval: 1, weekdays: [3] } as const;
  draft = await createDraft(context, requireCommunity(context), {
    ...{ title, when, topic, place: 'Huế', capacity: 3, repeats: { rule: weekly } },
  });
});
afterAll(() => database.close());

const communityId = () => context.community?.id ?? '';

test('no row of events, their words or their series is made of a draft', async () => {
  const { db } = context;
  expect(await db.event.count()).toBe(0);
  expect(await db.eventSeries.count()).toBe(0);
  expect(await db.eventWord.count()).toBe(0);
  expect(await db.eventWordVariant.count()).toBe(0);
  expect(await extendDueSeries({ db, now: () => context.now.epochMilliseconds })).toBe(0);
});

test.each([title, 'bí mật', 'Huế', topic, 'bi mta', '25/11', ''])(
  '%o finds no draft',
  async (query) => {
    const from = nowAsDate(context);
    const asked = { communityId: communityId(), from, query, correctsTypos: true, take: 10 };
    expect((await findEvents(context.db, asked)).total).toBe(0);
    for (const argument of [ownEvent(), eventTopic(), pausedSeries()])
      expect(await argument.type.suggest?.(query, context, {}, 10)).toEqual([]);
  },
);

test('a list and calendars show no draft', async () => {
  const list = await cachedEventListMessage(withDisplaySettings(context), communityId(), {
    page: 1,
  });
  expect(JSON.stringify(list)).not.toContain(title);
  const span = { from: new Date(0), limit: 10 };
  const { db, person } = context;
  expect(await eventsInCalendars.ofCommunity(db, { ...span, communityId: communityId() })).toEqual(
    [],
  );
  expect(await eventsInCalendars.ofPerson(db, { ...span, personId: person.id })).toEqual([]);
});

test('boards and briefings show no draft', async () => {
  const { db, now } = context;
  const at = nowAsDate(context);
  expect(await eventsOnBoard.entries(db, { communityId: communityId(), now: at })).toEqual([]);
  const query = { communityId: communityId(), briefingId: draft.id, now };
  expect((await eventsSection.collect(db, query)).ids).toEqual([]);
});

test('nobody reaches a draft by its id', async () => {
  const { event } = eventShow.args;
  const read = await event?.type.parse(`id:${draft.id}`, context, {});
  expect(read).toMatchObject({ ok: false });
});

test('no job tells anyone of a draft', async () => {
  const { db, publications } = context;
  const later = context.now.add({ hours: 48 });
  expect(await publishDueReminders({ db, publications, now: () => later.epochMilliseconds })).toBe(
    0,
  );
  expect(await publishDueChanges({ db, publications, now: () => later.epochMilliseconds })).toBe(0);
});
