import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import { withDisplaySettings } from '../../../src/context/display-settings.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { publishDueChanges } from '../../../src/events/announcements/pending-changes-job.ts';
import { eventCalendarEntry } from '../../../src/events/calendar/entry-view.ts';
import { cachedEventListMessage } from '../../../src/events/list/cached-list-message.ts';
import { findEvents } from '../../../src/events/queries.ts';
import { eventMessage } from '../../../src/events/rsvp-messages/messages.ts';
import { writeCalendar } from '../../../src/feeds/calendar/write-calendar.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { flattenRowButtons } from '../../../src/message/layout/flatten-rows.ts';
import type { Message } from '../../../src/message/message.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import {
  createCommandContext,
  recordAnswers,
  tuesdayMorning,
} from '../../support/fixtures/command-context.ts';
import {
  announceEvent,
  answerRsvp,
  askToPostponeEvent,
  cancelEvent,
  createEvent,
  editEvent,
  nobody,
  postponeEvent,
} from '../../support/fixtures/events.ts';

let database: OpenDatabase;
let context: CommandContext;
let published: NewPublication[];

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  ({ call: context, published } = await createCommandContext(database));
});

const tomorrow = { date: Temporal.PlainDate.from('2026-11-25') };
const source = 'https://example.org/lich';

async function newEvent(title = 'Đêm thơ'): Promise<Event> {
  await createEvent(context, { title, when: tomorrow, source, other_title: 'Poetry night' });
  return context.db.event.findFirstOrThrow({
    where: { communityId: context.community?.id ?? '', title },
  });
}

const again = (event: Event) => context.db.event.findUniqueOrThrow({ where: { id: event.id } });
const textOf = (message: Message): string => JSON.stringify(message.blocks);
async function refused(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return error instanceof UserError ? error.error.key : undefined;
}
const acts = async () =>
  (
    await context.db.auditEntry.findMany({
      where: { communityId: context.community?.id ?? '' },
      orderBy: { id: 'asc' },
    })
  ).map(({ action }) => action);

test('previews a new event before anyone is told and announces it once', async () => {
  const event = await newEvent();
  expect(published).toEqual([]);
  await announceEvent(context, event);
  expect(published).toHaveLength(1);
  expect(published[0]).toMatchObject({ audience: { to: 'topic', topic: 'events' } });
  expect(await refused(announceEvent(context, event))).toBe('events.refused.announced');
  expect(published).toHaveLength(1);
  expect(await acts()).toEqual(['event.new', 'event.announce']);
});

test('announces once when two organisers confirm at the same time', async () => {
  const event = await newEvent();
  const answers = await Promise.all([1, 2].map(() => refused(announceEvent(context, event))));
  expect(answers.sort()).toEqual(['events.refused.announced', undefined]);
  expect(published).toHaveLength(1);
});

test('edits the announcement after a change, posts the change and tells participants', async () => {
  const event = await newEvent();
  await announceEvent(context, event);
  await answerRsvp(recordAnswers(context).speaker, event, true);
  published.length = 0;
  await editEvent(context, event, { place: 'Huế' });
  await publishDueChanges({
    db: context.db,
    publications: context.publications,
    now: () => tuesdayMorning.add({ minutes: 10 }).epochMilliseconds,
  });
  expect(
    published.map(({ operation = 'send', audience }) => `${operation} ${audience.to}`),
  ).toEqual(['edit copies', 'send copies', 'send people']);
  expect(published[2]?.audience).toEqual({ to: 'people', personIds: [context.person.id] });
  expect(published[0]?.originalId).toBeDefined();
  expect((await again(event)).revision).toBe(1);
});

test('changes an unannounced event without announcing anything', async () => {
  const event = await newEvent();
  await editEvent(context, event, { place: 'Huế' });
  expect(published).toEqual([]);
});

test('announces nothing when nothing changes', async () => {
  const event = await newEvent();
  expect(await refused(editEvent(context, event, { title: event.title }))).toBe(
    'events.refused.nothingNew',
  );
  expect(await refused(editEvent(context, event, {}))).toBe('events.refused.nothingNamed');
  expect((await again(event)).revision).toBe(0);
});

test('drops the translation when the translated text is changed', async () => {
  const event = await newEvent();
  await editEvent(context, event, { title: 'Đêm nhạc' });
  const changed = await again(event);
  expect(changed.translations).toEqual({});
  expect(changed.searchText).toBe('dem nhac');
});

test('gives a postponed event a date when it gets one, and a cancelled event never', async () => {
  const event = await newEvent();
  const postponed = await postponeEvent(context, event, undefined, 'mưa');
  expect(textOf(postponed)).toContain('sẽ thông báo sau');
  expect(await refused(postponeEvent(context, event, undefined, 'mưa'))).toBe(
    'events.refused.nothingNew',
  );
  await postponeEvent(context, event, { date: Temporal.PlainDate.from('2026-12-05') }, undefined);
  expect(await again(event)).toMatchObject({ state: 'scheduled', revision: 2 });
  await cancelEvent(context, event);
  expect(await refused(cancelEvent(context, event))).toBe('events.refused.cancelled');
  expect(await refused(answerRsvp(recordAnswers(context).speaker, await again(event), true))).toBe(
    'events.refused.cancelled',
  );
  expect(await acts()).toEqual([
    'event.new',
    'event.postponed',
    'event.postponed',
    'event.cancelled',
  ]);
});

test('remembers when a moved event was to be, and nothing for one that stays', async () => {
  const event = await newEvent();
  await editEvent(context, event, { place: 'Huế' });
  await postponeEvent(context, event, undefined, 'mưa');
  expect((await again(event)).previousStartsAt).toBeNull();
  await postponeEvent(context, event, { date: Temporal.PlainDate.from('2026-12-05') }, undefined);
  expect((await again(event)).previousStartsAt).toEqual(event.startsAt);
});

test('announces the new date of an event, whether earlier or later', async () => {
  const event = await newEvent();
  await announceEvent(context, event);
  const heading = () => JSON.stringify(published.at(-1)?.messages.en.blocks);
  const half = { ...tomorrow, time: Temporal.PlainTime.from('18:30') };
  const moved = await postponeEvent(context, event, half, undefined);
  expect(heading()).toContain('New date: ');
  expect(textOf(moved)).toContain('Đã dời lịch');
  await postponeEvent(context, event, undefined, 'mưa');
  expect(heading()).toContain('Postponed: ');
  await postponeEvent(context, event, { ...tomorrow, time: Temporal.PlainTime.from('18:00') }, '');
  expect(heading()).toContain('New date: ');
});

test('asks differently before postponing without a date and before moving', async () => {
  const event = await newEvent();
  const labels = async (when?: typeof tomorrow) => {
    const asked = await askToPostponeEvent(context, event, when);
    return `${textOf(asked)} ${JSON.stringify(asked.buttons)}`;
  };
  expect(await labels()).toMatch(/Hoãn sự kiện này\?.*"Hoãn sự kiện"/);
  const later = { date: tomorrow.date.add({ days: 1 }) };
  expect(await labels(later)).toMatch(/Dời lịch sự kiện này\?.*"Dời lịch"/);
});

test('confirms a change that nobody had to be told about', async () => {
  const event = await newEvent();
  const saved = await editEvent(context, event, { place: 'Huế' });
  expect(textOf(saved)).toContain('Đã lưu. Không cần báo cho ai.');
  const postponed = await postponeEvent(context, event, undefined, undefined);
  expect(textOf(postponed)).toContain('Đã hoãn sự kiện. Không cần báo cho ai.');
  await answerRsvp(recordAnswers(context).speaker, await again(event), true);
  const cancelled = await cancelEvent(context, event);
  expect(textOf(cancelled)).toContain(
    'Đã hủy sự kiện. Đã nhắn riêng 1 người tham gia hoặc quan tâm.',
  );
});

test('refuses an end for an event without a date', async () => {
  const event = await newEvent();
  await postponeEvent(context, event, undefined, undefined);
  const until = { date: Temporal.PlainDate.from('2026-12-07') };
  for (const end of [until, { date: tomorrow.date.subtract({ days: 1 }) }]) {
    expect(await refused(editEvent(context, event, { until: end }))).toBe('events.refused.noStart');
  }
  await editEvent(context, event, { when: { date: until.date }, until });
  expect((await again(event)).state).toBe('scheduled');
});

test('does not list a past event', async () => {
  const when = { date: Temporal.PlainDate.from('2026-11-20') };
  expect(await refused(createEvent(context, { title: 'x', when, source }))).toBe(
    'events.refused.past',
  );
});

test('counts a repeated answer once and keeps the language of the message', async () => {
  const event = await newEvent();
  await answerRsvp(recordAnswers(context).speaker, event, true);
  const { speaker, said } = recordAnswers(context);
  await answerRsvp(speaker, event, true, { locale: 'en', zone: 'Europe/Paris' });
  const [english, alone] = said.map(textOf);
  expect(english).toContain('Poetry night');
  // The private answer is in the person's language.
  expect(alone).toContain('Đêm thơ');
  expect(await context.db.rsvp.count({ where: { eventId: event.id, state: 'going' } })).toBe(1);
  await answerRsvp(recordAnswers(context).speaker, event, false);
  expect(await context.db.rsvp.count({ where: { eventId: event.id, state: 'going' } })).toBe(0);
});

test('finds an event by words in the other language and without diacritics', async () => {
  await newEvent('Liên hoan Phim');
  const find = async (query: string) =>
    (
      await findEvents(context.db, {
        communityId: context.community?.id ?? '',
        from: new Date(tuesdayMorning.epochMilliseconds),
        query,
        take: 5,
      })
    ).total;
  expect(await find('lien hoan phim')).toBe(1);
  expect(await find('PHIM liên')).toBe(1);
  expect(await find('poetry')).toBe(1);
  expect(await find('kịch')).toBe(0);
});

test('requires and shows no source for an event of the community itself', async () => {
  await createEvent(context, { title: 'Gặp nhau', when: tomorrow });
  const event = await context.db.event.findFirstOrThrow({ where: { title: 'Gặp nhau' } });
  expect(event.sourceUrl).toBeNull();
  expect(textOf(eventMessage(event, nobody, context))).not.toContain(context.t('events.source'));
  const file = writeCalendar([eventCalendarEntry(event, context)]);
  expect(file).toContain('SUMMARY:Gặp nhau');
  expect(file).not.toMatch(/^URL:/m);
});

test('shows the last page for a page that no longer exists', async () => {
  for (let number = 1; number <= 7; number += 1) await newEvent(`Đêm thơ ${number}`);
  const page = await cachedEventListMessage(
    withDisplaySettings(context),
    context.community?.id ?? '',
    {
      page: 9,
    },
  );
  expect(textOf(page)).toContain('Trang 2/2');
  expect(flattenRowButtons(page).map((row) => row.map(({ label }) => label))).toEqual([
    ['5. Đêm thơ 5', `${context.t('commands.events.going')} 5`],
    ['6. Đêm thơ 6', `${context.t('commands.events.going')} 6`],
    ['7. Đêm thơ 7', `${context.t('commands.events.going')} 7`],
    [context.t('commands.events.previous')],
  ]);
});
