import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { announceEvent } from '../../../src/events/announcements/announce.ts';
import type { EventInput } from '../../../src/events/field-arguments.ts';
import { publishDueReminders } from '../../../src/events/reminders/publish-due.ts';
import { createEditNotices } from '../../../src/events/rsvp-messages/edit-notices.ts';
import { beginSeries, planBeginning } from '../../../src/events/series/begin.ts';
import { changeSeries } from '../../../src/events/series/changes/apply.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { readRecurrence } from '../../../src/language/recurrence/read-recurrence.ts';
import type { Recurrence } from '../../../src/language/recurrence/rule.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import {
  createCommandContext,
  recordAnswers,
  tuesdayMorning,
} from '../../support/fixtures/command-context.ts';
import {
  answerRsvp,
  cancelEvent,
  createEvent,
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

const services = () => ({ ...context, notices: createEditNotices(context) });

function recurrence(text: string): Recurrence {
  const read = readRecurrence(text, { today: Temporal.PlainDate.from('2026-11-24') });
  if (!read.ok) throw new Error(`${text}: ${read.error}`);
  return read.value;
}

/** On Tuesday 1 December, 19:30 in Vietnam. */
async function single(): Promise<Event> {
  const when = {
    date: Temporal.PlainDate.from('2026-12-01'),
    time: Temporal.PlainTime.from('19:30'),
  };
  await createEvent(context, { title: 'Đêm thơ', when, place: 'Huế' });
  return findEvent();
}
const findEvent = () =>
  context.db.event.findFirstOrThrow({
    where: { communityId: context.community?.id ?? '' },
    orderBy: { startsAt: 'asc' },
  });
const starts = async (): Promise<string[]> => {
  const events = await context.db.event.findMany({
    where: { communityId: context.community?.id ?? '' },
    orderBy: { startsAt: 'asc' },
  });
  return events.map(({ startsAt }) => startsAt.toISOString().slice(5, 16));
};

const begin = (event: Event, text: string, others: EventInput = {}) =>
  beginSeries(services(), event, { ...others, repeats: recurrence(text) });
const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    if (error instanceof UserError) return error.error.key;
    throw error;
  }
};

test('the event stays the first date, and what is planned is what is made', async () => {
  const event = await single();
  await answerRsvp(recordAnswers(context).speaker, event, true);
  const input = { repeats: recurrence('every Tuesday until 5/1/2027') };
  const plan = await planBeginning(context, event, input);
  expect(await starts()).toHaveLength(1);
  const made = await beginSeries(services(), event, input);
  expect(made.event).toMatchObject({ id: event.id, place: 'Huế', startsAt: event.startsAt });
  expect(made.event.revision).toBeGreaterThan(event.revision);
  const all = await starts();
  expect(all).toEqual([
    ...['12-01T12:30', '12-08T12:30', '12-15T12:30', '12-22T12:30', '12-29T12:30'],
    '01-05T12:30',
  ]);
  expect(plan.series.starts.map((start) => String(start).slice(5, 16))).toEqual(all.slice(0, 5));
  const answers = await context.db.rsvp.findMany({ where: { personId: context.person.id } });
  expect(answers.map(({ eventId }) => eventId)).toEqual([event.id]);
  const places = await context.db.event.findMany({ where: { seriesId: made.event.seriesId } });
  expect(new Set(places.map(({ place }) => place))).toEqual(new Set(['Huế']));
});

test('whoever goes is reminded of the first date as before, once, and of no other', async () => {
  const event = await single();
  await answerRsvp(recordAnswers(context).speaker, event, true);
  await begin(event, 'every Tuesday');
  /** How often the person is reminded when the job runs so long after Tuesday morning. */
  const remind = async (duration: Temporal.DurationLike): Promise<number> => {
    published.splice(0);
    const now = () => tuesdayMorning.add(duration).epochMilliseconds;
    await publishDueReminders({ ...context, now });
    return published.filter(
      ({ audience }) => audience.to === 'people' && audience.personIds.includes(context.person.id),
    ).length;
  };
  expect(await remind({ hours: 24 * 7 })).toBe(1);
  expect(await remind({ hours: 24 * 7 + 1 })).toBe(0);
  expect(await remind({ hours: 24 * 7 + 10 })).toBe(1);
  expect(await remind({ hours: 24 * 14 })).toBe(0);
  expect(await remind({ hours: 24 * 14 + 10 })).toBe(0);
});

test('a time of day in the rule moves the event, and those who go are told', async () => {
  const event = await single();
  await answerRsvp(recordAnswers(context).speaker, event, true);
  const { change } = await planBeginning(context, event, {
    repeats: recurrence('every Tuesday 20:00'),
  });
  expect(change?.people).toBe(1);
  await begin(event, 'every Tuesday 20:00', { place: 'Hội An' });
  expect((await starts()).slice(0, 2)).toEqual(['12-01T13:00', '12-08T13:00']);
  const places = await context.db.event.findMany({ where: { startsAt: { gt: event.startsAt } } });
  expect(new Set(places.map(({ place }) => place))).toContain('Hội An');
});

test('chats that know the first date see that it repeats, and hear of changes of the series', async () => {
  const event = await single();
  await announceEvent(services(), event);
  const made = await begin(event, 'every Tuesday');
  const edit = published.findLast(({ operation }) => operation === 'edit');
  expect(JSON.stringify(edit?.messages.vi)).toContain('thứ Ba hằng tuần');
  published.splice(0);
  const first = { ...made.event, seriesId: made.event.seriesId ?? '' };
  await changeSeries(services(), first, { action: 'cancel' }, 'all');
  expect(published.filter(({ audience }) => audience.to === 'copies')).not.toEqual([]);
});

test.each([
  ['every Thursday', 'events.series.refused.otherFirst'],
  ['every Tuesday until 2/12', 'events.series.refused.once'],
])('“%s” is refused', async (text, error) => {
  const event = await single();
  expect(await refusal(begin(event, text))).toBe(error);
  expect(await starts()).toHaveLength(1);
});

test('what has no date of its own does not begin to repeat, and nothing does twice', async () => {
  const event = await single();
  await postponeEvent(context, event);
  expect(await refusal(begin(await findEvent(), 'every Tuesday'))).toBe('events.refused.noStart');
  const when = {
    date: Temporal.PlainDate.from('2026-12-08'),
    time: Temporal.PlainTime.from('19:30'),
  };
  const made = await begin(await findEvent(), 'every Tuesday', { when });
  expect(made.event.state).toBe('scheduled');
  expect(await refusal(begin(event, 'every Tuesday'))).toBe('events.series.refused.oneDate');
});

test('a cancelled event does not begin to repeat', async () => {
  const event = await single();
  await cancelEvent(context, event);
  expect(await refusal(begin(await findEvent(), 'every Tuesday'))).toBe('events.refused.cancelled');
});
