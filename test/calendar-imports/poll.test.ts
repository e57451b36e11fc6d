import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
import { changeEvent } from '../../src/events/editing/service.ts';
import type { EventInput } from '../../src/events/field-arguments.ts';
import { createEditNotices } from '../../src/events/rsvp-messages/edit-notices.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { type ImportFixture, openImportFixture } from './import-fixture.ts';
import { eventLines } from './reader/calendar-text.ts';

const event = (uid: string, title: string, start: string, ...lines: string[]) =>
  eventLines(`UID:${uid}`, `SUMMARY:${title}`, `DTSTART:${start}`, 'DURATION:PT2H', ...lines);

describe.each(databaseKinds)('imported calendars on %s', (_name, open) => {
  let database: OpenDatabase;
  let fixture: ImportFixture;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    fixture = await openImportFixture(database);
  });

  const says = (...events: string[][]) => {
    fixture.source.lines = events.flat();
  };

  /** An organiser changes the event of this title. */
  async function edit(title: string, input: EventInput): Promise<void> {
    const context = fixture.context();
    const found = await fixture.db.event.findFirstOrThrow({ where: { title } });
    const notices = createEditNotices(context);
    await changeEvent({ ...context, notices }, found, { action: 'edit', input });
  }

  const film = event('film', 'Phim', '20261210T123000Z');
  const music = event('music', 'Nhạc', '20261211T123000Z');

  test('tell organisers once of what is new', async () => {
    const calendar = await fixture.create();
    says(film, music);
    expect(await fixture.poll(calendar)).toEqual(['new film', 'new music']);
    expect(await fixture.poll(calendar)).toEqual([]);
    expect(await fixture.events()).toEqual([]);
  });

  test('take over what is new by themselves, where that is their mode', async () => {
    const calendar = await fixture.create({ mode: 'automatic' });
    says(film);
    expect(await fixture.poll(calendar)).toEqual([]);
    expect(await fixture.events()).toEqual(['scheduled Phim 12-10T12:30']);
    expect(await fixture.items()).toEqual(['taken film']);
  });

  test('take over what changed, and ask about what organisers changed too', async () => {
    const calendar = await fixture.create({ mode: 'automatic' });
    says(film, music);
    await fixture.poll(calendar);
    await edit('Phim', { title: 'Đêm phim' });
    says(
      event('film', 'Phim ngoài trời', '20261212T123000Z'),
      event('music', 'Nhạc Trịnh', '20261211T123000Z'),
    );
    fixture.advanceHours(2);
    expect(await fixture.poll(calendar)).toEqual(['changed film']);
    expect(fixture.failures).toEqual([]);
    expect(await fixture.events()).toEqual([
      'scheduled Nhạc Trịnh 12-11T12:30',
      'scheduled Đêm phim 12-12T12:30',
    ]);
    expect(await fixture.poll(calendar)).toEqual([]);
  });
});
