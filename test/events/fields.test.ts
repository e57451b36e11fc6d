import { expect, test } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { describeDifferences } from '../../src/events/announcements/change-messages.ts';
import { hasSameContent } from '../../src/events/announcements/snapshot.ts';
import { draftArguments } from '../../src/events/drafts/arguments.ts';
import { editEventArguments, newEventArguments } from '../../src/events/field-arguments.ts';
import { type EventField, listEventFields } from '../../src/events/fields.ts';
import { type EventReader, eventBlocks, formatEventWhen } from '../../src/events/messages.ts';
import { previewEvent } from '../../src/events/preview.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import { tuesdayMorning } from '../support/fixtures/command-context.ts';
import { eventFixture } from '../support/fixtures/events.ts';

/** Columns that organisers do not fill in as fields. */
const ownColumns: readonly string[] = [
  ...['id', 'communityId', 'title', 'translations', 'startsAt', 'endsAt', 'allDay', 'zone'],
  ...['state', 'revision', 'erasedRsvpCount', 'searchText', 'createdAt', 'changedAt'],
  ...[
    'seriesId',
    'originalStartsAt',
    'previousStartsAt',
    'sourceName',
    'pictureHash',
    'pictureAlt',
  ],
];

const reader: EventReader = {
  t: createTranslator('en').t,
  locale: 'en',
  zone: 'Asia/Ho_Chi_Minh',
  now: tuesdayMorning,
};

test('declares every other column of an event as a field', () => {
  const columns = Object.keys(Prisma.EventScalarFieldEnum);
  const fields = listEventFields().map(([, { column }]) => column);
  expect([...ownColumns, ...fields].sort()).toEqual(columns.sort());
});

/** A value, and how it is shown. */
const samples: Readonly<Record<EventField['kind'], readonly [string | number, string]>> = {
  text: ['Nhà hát Lớn', 'Nhà hát Lớn'],
  link: ['https://tickets.example.org/', 'tickets.example.org'],
  number: [250, '250'],
};

test.each(listEventFields())(
  'enters, shows, previews and announces the field %s',
  (name, field) => {
    const [value, shown] = samples[field.kind];
    const empty = eventFixture();
    const filled = eventFixture({ [field.column]: value });
    // What is known only afterwards is entered later.
    expect(name in newEventArguments()).toBe(!field.isAfterwards);
    expect(name in draftArguments()).toBe(!field.isAfterwards);
    expect(editEventArguments()).toHaveProperty(name);
    expect(JSON.stringify(eventBlocks(empty, reader))).not.toContain(shown);
    expect(JSON.stringify(eventBlocks(filled, reader))).toContain(shown);
    expect(JSON.stringify(previewEvent(reader, filled)).split(shown).length).toBeGreaterThan(2);
    const when = (event: typeof empty) => formatEventWhen(event, reader);
    const added = describeDifferences({ before: empty, after: filled }, reader, { when });
    expect(added).toHaveLength(1);
    expect(JSON.stringify(added)).toContain(shown);
    expect(describeDifferences({ before: filled, after: empty }, reader, { when })).toHaveLength(1);
    expect(hasSameContent(empty, filled)).toBe(false);
  },
);
