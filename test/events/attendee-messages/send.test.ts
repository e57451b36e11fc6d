import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event, RsvpState } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { attendeeMessage } from '../../../src/events/attendee-messages/messages.ts';
import { createAttendeeNotices } from '../../../src/events/attendee-messages/notices.ts';
import {
  type AttendeeGroup,
  attendeeGroups,
  attendeesWhere,
} from '../../../src/events/attendee-messages/recipients.ts';
import { sendToAttendees } from '../../../src/events/attendee-messages/send.ts';
import { findRecipients } from '../../../src/notifications/recipients.ts';
import { writingPreviewMessage } from '../../../src/operations/writing-messages.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

const nextDay = new Date(tuesdayMorning.epochMilliseconds + 86_400_000);
const text = 'Mang theo áo mưa *nhé*\n/events <b>';

let database: OpenDatabase;
let context: CommandContext;
let published: NewPublication[];
let event: Event;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ({ call: context, published } = await createCommandContext(database));
  const telegram = {
    ...context.platformPermissions.telegram,
    privateChatUrl: () => 'https://t.me/a',
  };
  context.platformPermissions = { ...context.platformPermissions, telegram };
  event = await context.db.event.create({
    data: {
      ...{ communityId: context.community?.id ?? '', title: 'Gặp gỡ', searchText: '' },
      ...{ startsAt: nextDay, endsAt: nextDay, zone: 'Asia/Ho_Chi_Minh' },
    },
  });
});

/** A person who answered; @param chat whether their private chat is open, closed, or was never opened */
async function answered(
  state: RsvpState,
  chat: 'open' | 'closed' | 'none' = 'open',
  platform: 'discord' | 'telegram' = 'telegram',
): Promise<string> {
  const { db } = context;
  const platformId = crypto.randomUUID();
  const { id: accountId, personId } = await db.account.create({
    data: { platform, platformId, name: 'Linh', person: { create: {} } },
  });
  await db.rsvp.create({ data: { eventId: event.id, personId, state } });
  if (chat !== 'none')
    await db.chat.create({
      data: {
        ...{ platform, platformId, kind: 'private', title: 'Linh', accountId },
        closedAt: chat === 'closed' ? nextDay : null,
      },
    });
  return personId;
}

const send = (group: AttendeeGroup) =>
  sendToAttendees({ ...context, notices: createAttendeeNotices(context) }, event, { group, text });

const sentTo = (): string[] =>
  published.flatMap(({ audience }) => (audience.to === 'people' ? [...audience.personIds] : []));

test('reaches those of the group and nobody else', async () => {
  const people = {
    going: await answered('going'),
    maybe: await answered('maybe'),
    waiting: await answered('waiting'),
    declined: await answered('declined'),
  };
  const expected: Record<AttendeeGroup, string[]> = {
    going: [people.going],
    going_maybe: [people.going, people.maybe],
    waiting: [people.waiting],
    all: Object.values(people),
  };
  for (const group of attendeeGroups) {
    published.length = 0;
    const { people: count } = await send(group);
    expect(sentTo().toSorted(), group).toEqual(expected[group].toSorted());
    expect(count).toBe(expected[group].length);
  }
});

test('counts apart whom the bot cannot write to', async () => {
  const reachable = [
    await answered('going'),
    // On Discord a bot may write first.
    await answered('going', 'none', 'discord'),
  ];
  await answered('going', 'closed', 'discord');
  await answered('going', 'none', 'telegram');
  const found = await findRecipients(context, attendeesWhere(event.id, 'going'));
  expect(found.reachable.toSorted()).toEqual(reachable.toSorted());
  expect(found.unreachable).toHaveLength(2);
  expect(await send('going')).toMatchObject({ people: 2, unreachable: 2 });
  expect(sentTo().toSorted()).toEqual(reachable.toSorted());
});

test('says which event it is about and who wrote, in the reader’s language, with the words as they are', async () => {
  await answered('going');
  await send('going');
  const [publication] = published;
  if (!publication) throw new Error('nothing was published');
  expect(publication.origin).toBe(`event/${event.id}`);
  for (const [locale, title, from] of [
    ['en', 'About “', 'From the organisers of Creators, to: going'],
    ['vi', 'Về “', 'Ban tổ chức Creators gửi cho: tham gia'],
  ] as const) {
    const { blocks } = publication.messages[locale];
    expect(JSON.stringify(blocks)).toContain(title);
    expect(JSON.stringify(blocks)).toContain(from);
    const quoted = blocks.find(({ kind }) => kind === 'quote');
    const words = quoted?.kind === 'quote' ? quoted.content : [];
    expect(words.map((part) => (part.kind === 'time' ? '' : part.text)).join('')).toBe(text);
  }
});

test('is recorded without its words', async () => {
  await answered('going');
  await send('going');
  const entry = await context.db.auditEntry.findFirstOrThrow({
    where: { communityId: event.communityId, action: 'event.message' },
  });
  expect(entry.details).toEqual({ event: event.id, title: 'Gặp gỡ', group: 'going', people: 1 });
});

test('is refused where nobody can be reached, and the preview has no button for it', async () => {
  await answered('going', 'closed');
  await expect(send('going')).rejects.toThrow('writing.nobody');
  expect(published).toEqual([]);
  const { community } = context;
  if (!community) throw new Error('no community');
  const preview = writingPreviewMessage(
    {
      written: attendeeMessage(event, { group: 'going', text }, community, context),
      recipients: await findRecipients(context, attendeesWhere(event.id, 'going')),
      ...{ command: 'event message', args: {} },
    },
    context,
  );
  expect(preview.buttons.flat().map(({ label }) => label)).toEqual(['Không gửi']);
});
