import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { RsvpState } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { planChange } from '../../../src/events/editing/plan.ts';
import { cancelOrPostponeQuestionMessage } from '../../../src/events/editing/question-messages.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import type { Locale } from '../../../src/language/locale.ts';
import type { Message } from '../../../src/message/message.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';
import { cancelEvent } from '../../support/fixtures/events.ts';

const nextDay = new Date(tuesdayMorning.epochMilliseconds + 86_400_000);

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

/** An event that one person answered in each way. */
async function answeredInEachWay(states: readonly RsvpState[]) {
  const { db } = context;
  const event = await db.event.create({
    data: {
      ...{ communityId: context.community?.id ?? '', title: 'Gặp gỡ', searchText: '', capacity: 1 },
      ...{ startsAt: nextDay, endsAt: nextDay, zone: 'Asia/Ho_Chi_Minh' },
    },
  });
  const people = new Map<RsvpState, string>();
  for (const state of states) {
    const { call } = await createCommandContext(database, context.community);
    await db.rsvp.create({ data: { eventId: event.id, personId: call.person.id, state } });
    people.set(state, call.person.id);
  }
  return { event, people };
}

const textOf = ({ blocks }: Message) => JSON.stringify(blocks);
const reading = (locale: Locale): CommandContext => ({
  ...context,
  locale,
  t: createTranslator(locale).t,
});

test.each([
  ['en', '3 people who are going or may go, by message', '3 people who are going or may go get a'],
  ['vi', 'nhắn riêng 3 người tham gia hoặc quan tâm', 'Đã nhắn riêng 3 người tham gia hoặc'],
] as const)(
  'a change counts and reaches all but those who declined (%s)',
  async (locale, asked, done) => {
    const { event, people } = await answeredInEachWay(['going', 'maybe', 'waiting', 'declined']);
    const reader = reading(locale);
    const request = { action: 'cancel' } as const;
    const plan = await planChange(reader, event, request);
    expect(textOf(cancelOrPostponeQuestionMessage(plan, request, reader))).toContain(asked);
    expect(textOf(await cancelEvent(reader, event))).toContain(done);
    const told = published.flatMap(({ audience }) =>
      audience.to === 'people' ? audience.personIds : [],
    );
    expect(told.toSorted()).toEqual(
      [people.get('going'), people.get('maybe'), people.get('waiting')].toSorted(),
    );
  },
);

test.each([
  ['en', '1 person who is going or may go gets a message'],
  ['vi', 'Đã nhắn riêng 1 người tham gia hoặc quan tâm'],
] as const)('one person is spoken of as one (%s)', async (locale, done) => {
  const { event } = await answeredInEachWay(['maybe']);
  expect(textOf(await cancelEvent(reading(locale), event))).toContain(done);
});
