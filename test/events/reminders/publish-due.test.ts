import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { publishDueReminders } from '../../../src/events/reminders/publish-due.ts';
import {
  setCommunityReminders,
  setEventReminders,
  setReminders,
} from '../../../src/events/reminders/service.ts';
import type { DateValue } from '../../../src/kit/argument-types/dates/date.ts';
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

/** Whoever asks, so long after Tuesday 24 November, 9:00. */
const after = (duration: Temporal.DurationLike): CommandContext => ({
  ...context,
  now: tuesdayMorning.add(duration),
});
const on = (day: string, time?: string): DateValue => ({
  date: Temporal.PlainDate.from(day),
  ...(time === undefined ? {} : { time: Temporal.PlainTime.from(time) }),
});

/** An event that the person is going to. */
async function goingTo(when: DateValue): Promise<Event> {
  await createEvent(context, { title: 'Đêm thơ', when });
  const event = await context.db.event.findFirstOrThrow({
    where: { communityId: context.community?.id ?? '' },
  });
  await answerRsvp(recordAnswers(context).speaker, event, true);
  return event;
}

/** The job runs so long after Tuesday morning. @returns how many people it reminded */
const strike = async (duration: Temporal.DurationLike): Promise<number> =>
  publishDueReminders({
    db: context.db,
    publications: context.publications,
    now: () => tuesdayMorning.add(duration).epochMilliseconds,
  });

// Saturday, 19:30: 106 hours and a half after Tuesday morning.
const saturday = on('2026-11-28', '19:30');

test('without a choice, people are reminded a day and an hour before, each once', async () => {
  await goingTo(saturday);
  expect(await strike({ hours: 82, minutes: 29 })).toBe(0);
  expect(await strike({ hours: 82, minutes: 30 })).toBe(1);
  expect(await strike({ hours: 82, minutes: 31 })).toBe(0);
  expect(await strike({ hours: 105, minutes: 30 })).toBe(1);
  expect(await strike({ hours: 106, minutes: 29 })).toBe(0);
  const [reminder] = published.filter(({ kind }) => kind === 'reminder');
  expect(reminder).toMatchObject({
    audience: { to: 'people', personIds: [context.person.id] },
    expiresAt: new Date('2026-11-28T12:30:00Z'),
  });
});

test('reminders that are due together after a downtime are one message', async () => {
  await goingTo(saturday);
  expect(await strike({ hours: 106 })).toBe(1);
  expect(published.filter(({ kind }) => kind === 'reminder')).toHaveLength(1);
});

test('nobody is reminded after the start', async () => {
  await goingTo(saturday);
  expect(await strike({ hours: 106, minutes: 30 })).toBe(0);
});

test('whoever answers late gets only the reminders that are still to come', async () => {
  await createEvent(context, { title: 'Đêm thơ', when: saturday });
  const event = await context.db.event.findFirstOrThrow({
    where: { communityId: context.community?.id ?? '' },
  });
  await answerRsvp(recordAnswers(after({ hours: 100 })).speaker, event, true);
  expect(await strike({ hours: 100, minutes: 1 })).toBe(0);
  expect(await strike({ hours: 105, minutes: 30 })).toBe(1);
});

test('people who are not going any more are not reminded', async () => {
  const event = await goingTo(saturday);
  await answerRsvp(recordAnswers(context).speaker, event, false);
  expect(await strike({ hours: 82, minutes: 30 })).toBe(0);
});

test('an event of whole days counts as beginning at nine in the morning', async () => {
  await goingTo(on('2026-11-28'));
  expect(await strike({ hours: 71, minutes: 59 })).toBe(0);
  expect(await strike({ hours: 72 })).toBe(1);
  expect(await strike({ hours: 95 })).toBe(1);
});

test('a cancelled event reminds nobody', async () => {
  await cancelEvent(context, await goingTo(saturday));
  expect(await strike({ hours: 82, minutes: 30 })).toBe(0);
});

test('a moved event reminds by its new time, also those who were reminded of the old one', async () => {
  const event = await goingTo(saturday);
  expect(await strike({ hours: 82, minutes: 30 })).toBe(1);
  await postponeEvent(after({ hours: 83 }), event, on('2026-11-30', '19:30'));
  expect(await strike({ hours: 105, minutes: 30 })).toBe(0);
  expect(await strike({ hours: 130, minutes: 30 })).toBe(1);
  expect(await strike({ hours: 153, minutes: 30 })).toBe(1);
});

test('a postponed event reminds nobody until it has a date', async () => {
  const event = await goingTo(saturday);
  await postponeEvent(context, event);
  expect(await strike({ hours: 82, minutes: 30 })).toBe(0);
  await postponeEvent(after({ hours: 83 }), event, on('2026-11-30', '19:30'));
  expect(await strike({ hours: 130, minutes: 30 })).toBe(1);
});

describe('a person who chose times', () => {
  test('is reminded of every event then, those answered before included', async () => {
    await goingTo(saturday);
    await setReminders(context, ['three_hours']);
    expect(await strike({ hours: 82, minutes: 30 })).toBe(0);
    expect(await strike({ hours: 103, minutes: 30 })).toBe(1);
    expect(await strike({ hours: 105, minutes: 30 })).toBe(0);
  });

  test('for one event is reminded of it then, whatever the general choice', async () => {
    const event = await goingTo(saturday);
    await setReminders(context, ['three_hours']);
    await setEventReminders(context, event, ['two_days']);
    expect(await strike({ hours: 58, minutes: 30 })).toBe(1);
    expect(await strike({ hours: 103, minutes: 30 })).toBe(0);
  });

  test('that are none is not reminded', async () => {
    const event = await goingTo(saturday);
    await setEventReminders(context, event, ['none']);
    expect(await strike({ hours: 106 })).toBe(0);
  });

  test('with none among others is asked again', async () => {
    await expect(setReminders(context, ['day', 'none'])).rejects.toMatchObject({
      message: 'events.reminders.noneWithOthers',
      argumentNames: ['times'],
    });
  });
});

test('the community chooses for everybody who did not', async () => {
  await goingTo(saturday);
  const community = context.community;
  if (!community) throw new Error('the context has a community');
  await setCommunityReminders(context, community, ['week', 'quarter_hour']);
  expect(await strike({ hours: 82, minutes: 30 })).toBe(0);
  expect(await strike({ hours: 106, minutes: 15 })).toBe(1);
});

test('times for one event need an answer that one is going', async () => {
  await createEvent(context, { title: 'Đêm thơ', when: saturday });
  const event = await context.db.event.findFirstOrThrow({
    where: { communityId: context.community?.id ?? '' },
  });
  await expect(setEventReminders(context, event, ['day'])).rejects.toThrow(
    'events.reminders.notGoing',
  );
});
