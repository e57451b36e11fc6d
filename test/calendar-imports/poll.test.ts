import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
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

  const edit: ImportFixture['edit'] = (...options) => fixture.edit(...options);
  const decideOn: ImportFixture['decideOn'] = (...options) => fixture.decideOn(...options);

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

  test('ask about no further dates of an event that organisers did not want', async () => {
    const calendar = await fixture.create();
    const weekly = ['RRULE:FREQ=WEEKLY;COUNT=20'];
    says(event('class', 'Lớp', '20261125T123000Z', ...weekly), film);
    expect(await fixture.poll(calendar)).toHaveLength(10);
    await decideOn('class', 'skip_series');
    await decideOn('film', 'skip');
    fixture.advanceHours(7 * 24);
    expect(await fixture.poll(calendar)).toEqual([]);
    expect(new Set(await fixture.items())).toEqual(new Set(['skipped class', 'skipped film']));
    expect(await fixture.events()).toEqual([]);
  });

  test('take over all dates of an event at once', async () => {
    const calendar = await fixture.create();
    says(event('class', 'Lớp', '20261125T123000Z', 'RRULE:FREQ=WEEKLY;COUNT=3'), film);
    await fixture.poll(calendar);
    await decideOn('class', 'take_series');
    expect(await fixture.events()).toEqual([
      'scheduled Lớp 11-25T12:30',
      'scheduled Lớp 12-02T12:30',
      'scheduled Lớp 12-09T12:30',
    ]);
  });

  test.each([
    ['another hour', '20261125T140000Z', ['11-25T14:00', '12-02T14:00', '12-09T14:00']],
    ['another weekday', '20261126T123000Z', ['11-26T12:30', '12-03T12:30', '12-10T12:30']],
  ])('follow a series to %s', async (_title, start, times) => {
    const calendar = await fixture.create({ mode: 'automatic' });
    const weekly = ['RRULE:FREQ=WEEKLY;COUNT=3'];
    says(event('class', 'Lớp', '20261125T123000Z', ...weekly));
    await fixture.poll(calendar);
    says(event('class', 'Lớp', start, ...weekly));
    expect(await fixture.poll(calendar)).toEqual([]);
    expect(await fixture.events()).toEqual(times.map((time) => `scheduled Lớp ${time}`));
  });

  test('cancel by themselves what is gone, but ask when most of it is', async () => {
    const calendar = await fixture.create({ mode: 'automatic' });
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((uid, day) =>
      event(uid, uid, `2026121${day}T123000Z`),
    );
    says(...many);
    await fixture.poll(calendar);
    says(...many.slice(1));
    expect(await fixture.poll(calendar)).toEqual([]);
    expect((await fixture.events())[0]).toBe('cancelled a 12-10T12:30');
    says(film);
    expect(await fixture.poll(calendar)).toEqual([
      'gone b',
      'gone c',
      'gone d',
      'gone e',
      'gone f',
    ]);
    expect((await fixture.events()).filter((one) => one.startsWith('cancelled'))).toHaveLength(1);
    // It was a mistake of the source.
    says(...many.slice(1));
    expect(await fixture.poll(calendar)).toEqual([]);
    expect((await fixture.items()).filter((one) => one.startsWith('gone'))).toEqual([]);
  });

  test('leave an event that organisers cancelled or moved into the past', async () => {
    const calendar = await fixture.create({ mode: 'automatic' });
    says(film, music);
    await fixture.poll(calendar);
    await fixture.db.event.updateMany({ where: { title: 'Phim' }, data: { state: 'cancelled' } });
    says(event('film', 'Khác', '20261212T123000Z'), music);
    expect(await fixture.poll(calendar)).toEqual([]);
    expect((await fixture.events())[0]).toBe('cancelled Phim 12-10T12:30');
    says(event('music', 'Nhạc', '20261101T123000Z'));
    await fixture.poll(calendar);
    // What is over is no longer in the calendar, and nobody is told that it was moved there.
    expect(await fixture.items()).toContain('skipped music');
  });

  test('follow whole days, and an event that becomes one', async () => {
    const calendar = await fixture.create({ mode: 'automatic' });
    says(eventLines('UID:fair', 'DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261204'), film);
    await fixture.poll(calendar);
    const read = async () => {
      const events = await fixture.db.event.findMany({ orderBy: { startsAt: 'asc' } });
      return events.map(({ startsAt, endsAt, allDay }) => [
        startsAt.toISOString(),
        endsAt.toISOString(),
        allDay,
      ]);
    };
    expect((await read())[0]).toEqual([
      '2026-11-30T17:00:00.000Z',
      '2026-12-03T17:00:00.000Z',
      true,
    ]);
    says(
      eventLines('UID:fair', 'DTSTART;VALUE=DATE:20261202'),
      eventLines('UID:film', 'SUMMARY:Phim', 'DTSTART;VALUE=DATE:20261210'),
    );
    await fixture.poll(calendar);
    expect(fixture.failures).toEqual([]);
    expect(await read()).toEqual([
      ['2026-12-01T17:00:00.000Z', '2026-12-02T17:00:00.000Z', true],
      ['2026-12-09T17:00:00.000Z', '2026-12-10T17:00:00.000Z', true],
    ]);
  });

  test('decide once, and on what was shown', async () => {
    const calendar = await fixture.create();
    says(film);
    await fixture.poll(calendar);
    await expect(decideOn('film', 'take', 'another')).rejects.toThrow('imports.refused.changed');
    await expect(decideOn('film', 'theirs')).rejects.toThrow('imports.refused.decided');
    await Promise.allSettled([decideOn('film', 'take'), decideOn('film', 'take')]);
    expect(await fixture.events()).toHaveLength(1);
    await expect(decideOn('film', 'take')).rejects.toThrow('imports.refused.decided');
  });

  describe('are polled', () => {
    const row = (calendar: { id: string }) =>
      fixture.db.importedCalendar.findUniqueOrThrow({ where: { id: calendar.id } });
    const minutesUntilPoll = async (calendar: { id: string }) =>
      Math.round(((await row(calendar)).pollAt?.getTime() ?? 0) / 60_000) -
      Math.round(fixture.clock.now.epochMilliseconds / 60_000);

    test.each([
      ['every hour', [], 60],
      ['as often as they ask', ['REFRESH-INTERVAL;VALUE=DURATION:PT6H'], 360],
      ['by their older property', ['X-PUBLISHED-TTL:PT30M'], 30],
      ['not too often', ['REFRESH-INTERVAL:PT1M'], 15],
      ['not too rarely', ['REFRESH-INTERVAL:P30D'], 1440],
    ])('%s', async (_title, lines, minutes) => {
      const calendar = await fixture.create();
      fixture.source.lines = lines;
      await fixture.poll(calendar);
      expect(await minutesUntilPoll(calendar)).toBe(minutes);
    });

    test('with what is known of them, and wholly once a day for the dates of the coming weeks', async () => {
      const calendar = await fixture.create({ mode: 'automatic' });
      says(event('class', 'Lớp', '20261125T123000Z', 'RRULE:FREQ=WEEKLY'));
      await fixture.poll(calendar);
      const before = (await fixture.events()).length;
      fixture.source.result = { outcome: 'unchanged', url: 'https://example.org/lich.ics' };
      await fixture.poll(calendar);
      expect(fixture.asked.map(({ known }) => known?.etag)).toEqual([undefined, '"1"']);
      delete fixture.source.result;
      fixture.advanceHours(7 * 24);
      await fixture.poll(calendar);
      expect(fixture.asked.at(-1)?.known).toBeUndefined();
      expect(await fixture.events()).toHaveLength(before + 1);
    });

    test('later after each failure, and no earlier than the server wants', async () => {
      const calendar = await fixture.create();
      const fail = (retryAfterMs?: number) => {
        const url = 'https://example.org/lich.ics';
        fixture.source.result = {
          outcome: 'failed',
          reason: 'status',
          status: 503,
          url,
          retryAfterMs,
        };
      };
      fail();
      const waits: number[] = [];
      const told: string[] = [];
      for (let count = 0; count < 9; count += 1) {
        told.push(...(await fixture.poll(calendar)));
        waits.push(await minutesUntilPoll(calendar));
      }
      expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
      expect(told).toEqual(['broken busy']);
      fail(100 * 3_600_000);
      await fixture.poll(calendar);
      expect(await minutesUntilPoll(calendar)).toBe(6000);
      delete fixture.source.result;
      await fixture.poll(calendar);
      expect(await row(calendar)).toMatchObject({ failures: 0, problem: null });
    });

    test('never again once they are gone for good', async () => {
      const calendar = await fixture.create();
      fixture.source.result = { outcome: 'failed', reason: 'status', status: 410, url: '' };
      expect(await fixture.poll(calendar)).toEqual(['broken ended']);
      expect(await row(calendar)).toMatchObject({ pollAt: null, problem: 'ended' });
      fixture.advanceHours(1000);
      await fixture.runJob();
      expect(fixture.asked).toHaveLength(1);
    });

    test('where they moved to for good, unless that calendar is followed already', async () => {
      const [calendar, other] = [
        await fixture.create(),
        await fixture.create({ url: 'https://example.org/other.ics', pollAt: null }),
      ];
      const moved = (movedTo: string) => {
        fixture.source.result = { outcome: 'unchanged', url: movedTo, movedTo };
      };
      moved(other.url ?? '');
      await fixture.poll(calendar);
      expect((await row(calendar)).url).toBe('https://example.org/lich.ics');
      moved('https://example.net/lich.ics');
      await fixture.poll(calendar);
      expect((await row(calendar)).url).toBe('https://example.net/lich.ics');
    });

    test('by one process, and one that fails stops no other', async () => {
      await fixture.create({ url: 'not an address', name: 'a' });
      await fixture.create({ url: null, name: 'file' });
      const good = await fixture.create();
      says(film);
      await Promise.all([fixture.runJob(), fixture.runJob()]);
      expect(fixture.asked).toHaveLength(1);
      expect((await row(good)).problem).toBeNull();
      expect(await fixture.items()).toEqual(['new film']);
    });
  });
});
