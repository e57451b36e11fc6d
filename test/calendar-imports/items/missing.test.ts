import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkServices, decisionServices } from '../../../src/calendar-imports/import-notices.ts';
import { takeOverAll } from '../../../src/calendar-imports/items/automatic.ts';
import { decidedItem, versionOf } from '../../../src/calendar-imports/items/decide.ts';
import { pollCalendar } from '../../../src/calendar-imports/jobs/poll.ts';
import { readerLimits } from '../../../src/calendar-imports/reader/limits.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { type ImportFixture, openImportFixture } from '../import-fixture.ts';
import { calendarText, eventLines } from '../reader/calendar-text.ts';

const event = (uid: string, title: string, start: string, ...lines: string[]) =>
  eventLines(`UID:${uid}`, `SUMMARY:${title}`, `DTSTART:${start}`, 'DURATION:PT2H', ...lines);
const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((uid, day) =>
  event(uid, uid, `2026121${day}T123000Z`),
);
const film = event('film', 'Phim', '20261210T123000Z');
const music = event('music', 'Nhạc', '20261211T123000Z');

describe.each(databaseKinds)('what is missing in an imported calendar, on %s', (_name, open) => {
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
  const cancelled = async () =>
    (await fixture.events()).filter((one) => one.startsWith('cancelled'));
  const automatic = async (...events: string[][]) => {
    const calendar = await fixture.create({ mode: 'automatic' });
    says(...events);
    await fixture.poll(calendar);
    return calendar;
  };

  test('when most of it is, stays a question at every later reading', async () => {
    const calendar = await automatic(...many);
    says(film);
    expect(await fixture.poll(calendar)).toHaveLength(6);
    for (const title of ['Phim hay', 'Phim mới']) {
      says(event('film', title, '20261210T123000Z'));
      expect(await fixture.poll(calendar)).toEqual([]);
    }
    expect(await cancelled()).toEqual([]);
  });

  test('is not cancelled once organisers were asked, also among many others', async () => {
    const calendar = await automatic(...many);
    says(film);
    await fixture.poll(calendar);
    const others = Array.from({ length: 12 }, (_, index) =>
      event(`o${index}`, `o${index}`, `202612${index + 10}T150000Z`),
    );
    for (const given of [others, [film, ...others], others.slice(1)]) {
      says(...given);
      await fixture.poll(calendar);
    }
    expect((await cancelled()).map((one) => one.split(' ')[1]).toSorted()).toEqual(['Phim', 'o0']);
  });

  test('stays a question when somebody looks or switches to adding right away', async () => {
    const calendar = await automatic(...many);
    says(film);
    const withCommunity = await fixture.db.importedCalendar.findUniqueOrThrow({
      where: { id: calendar.id },
      include: { community: true },
    });
    await pollCalendar(checkServices(fixture.context()), withCommunity);
    says(event('film', 'Phim hay', '20261210T123000Z'));
    await pollCalendar(checkServices(fixture.context()), withCommunity);
    await fixture.poll(calendar);
    await takeOverAll(decisionServices(fixture.context()), calendar, {
      asksAboutGone: false,
      onError: (_item, error) => fixture.failures.push(error),
    });
    expect(fixture.failures).toEqual([]);
    expect(await cancelled()).toEqual([]);
  });

  test('of an empty calendar is a question', async () => {
    const calendar = await automatic(film);
    says();
    expect(await fixture.poll(calendar)).toEqual(['gone film']);
    expect(await cancelled()).toEqual([]);
  });

  test('is a question where organisers edited the event', async () => {
    const calendar = await automatic(film, music, ...many);
    await fixture.edit('Phim', { place: 'Rạp Thống Nhất' });
    says(...many);
    expect(await fixture.poll(calendar)).toEqual(['gone film']);
    expect(await cancelled()).toEqual(['cancelled Nhạc 12-11T12:30']);
  });

  test.each([
    ['an event that cannot be read', [eventLines('UID:film', 'DTSTART:soon')]],
    ['a rule that cannot', [event('x', 'x', '20261201T123000Z', 'RRULE:FREQ=SECONDLY')]],
  ])('is not gone beside %s', async (_title, unreadable) => {
    const calendar = await automatic(film, music);
    says(music, ...unreadable);
    await fixture.poll(calendar);
    expect(await fixture.items()).toContain('taken film');
    says(music);
    await fixture.poll(calendar);
    expect(await fixture.items()).toContain('skipped film');
  });

  test('is not gone where the answer was cut off', async () => {
    const calendar = await automatic(film, music);
    const text = calendarText(...music).replace('END:VCALENDAR', '');
    const body = new TextEncoder().encode(text);
    const url = 'https://example.org/lich.ics';
    fixture.source.result = { outcome: 'fetched', url, body, contentType: 'text/calendar' };
    await fixture.poll(calendar);
    expect(await fixture.items()).toEqual(['taken film', 'taken music']);
  });

  test('and new is forgotten, also where the calendar is too large to be read wholly', async () => {
    const calendar = await fixture.create();
    says(film);
    await fixture.poll(calendar);
    says(
      ...Array.from({ length: readerLimits.items + 1 }, (_, index) =>
        event(`o${index}`, `o${index}`, '20261209T150000Z'),
      ),
    );
    await fixture.poll(calendar);
    const items = await fixture.items();
    expect(items).toHaveLength(readerLimits.items);
    expect(items).not.toContain('new film');
  });

  test('and offered on a button from before an edit is not taken over it', async () => {
    const calendar = await automatic(film);
    await fixture.edit('Phim', { title: 'Đêm phim' });
    says(event('film', 'Phim ngoài trời', '20261210T123000Z'));
    expect(await fixture.poll(calendar)).toEqual(['changed film']);
    const include = decidedItem;
    const version = versionOf(await fixture.db.importedItem.findFirstOrThrow({ include }));
    await fixture.edit('Đêm phim', { title: 'Đêm phim Huế' });
    await expect(fixture.decideOn('film', 'theirs', version)).rejects.toThrow(
      'imports.refused.changed',
    );
    const now = versionOf(await fixture.db.importedItem.findFirstOrThrow({ include }));
    await fixture.decideOn('film', 'theirs', now);
    expect(await fixture.events()).toEqual(['scheduled Phim ngoài trời 12-10T12:30']);
  });

  test('is compared with no event whose times cannot be read', async () => {
    const calendar = await automatic(film, music);
    await fixture.db.$executeRaw`
      UPDATE "Event" SET "endsAt" = '290000-01-01' WHERE "title" = 'Phim'`;
    says(
      event('film', 'Khác', '20261210T123000Z'),
      event('music', 'Nhạc Trịnh', '20261211T123000Z'),
    );
    await fixture.poll(calendar);
    expect(fixture.failures).toEqual([]);
    expect(await fixture.events()).toEqual([
      'scheduled Phim 12-10T12:30',
      'scheduled Nhạc Trịnh 12-11T12:30',
    ]);
    says();
    expect(await fixture.poll(calendar)).toHaveLength(2);
  });

  test('and cannot be stored as it is written stops nothing else', async () => {
    await automatic(event('a\u0000b', 'x\u0000<b>&#55357;</b>', '20261210T123000Z'), music);
    expect(await fixture.events()).toHaveLength(2);
  });

  test('is not our own calendar, of which nothing is taken over again', async () => {
    const calendar = await automatic(film);
    const own = await fixture.db.event.findFirstOrThrow();
    const another = '0198a2b4-0000-7000-8000-000000000000@callboard';
    for (let count = 0; count < 3; count += 1) {
      const events = await fixture.db.event.findMany();
      says(
        film,
        ...events.map(({ id, title }) => event(`${id}@callboard`, title, '20261210T123000Z')),
        event(another, 'Nơi khác', '20261211T123000Z'),
      );
      await fixture.poll(calendar);
    }
    expect(await fixture.items()).toEqual(['taken film', `taken ${another}`]);
    expect((await fixture.events()).map((one) => one.split(' ')[1])).toEqual([own.title, 'Nơi']);
  });
});
