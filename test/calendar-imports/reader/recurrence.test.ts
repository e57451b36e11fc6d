import { describe, expect, test } from 'vitest';
import { calendarText, eventLines, read, startsOf, timesOf, when } from './calendar-text.ts';

const start = 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261201T060000';
const day = (date: string) => `${date}T23:00:00Z`;

describe('what repeats', () => {
  test('has its dates of the next nine weeks', async () => {
    const starts = await startsOf(start, 'RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=WE');
    expect(starts.at(0)).toBe(day('2026-11-30'));
    expect(starts.slice(1)).toEqual(
      ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29']
        .concat(['2027-01-05', '2027-01-12', '2027-01-19'])
        .map(day),
    );
  });

  test.each([
    ['a day', 'RRULE:FREQ=DAILY;UNTIL=20261203', ['2026-11-30', '2026-12-01', '2026-12-02']],
    ['a local time', 'RRULE:FREQ=DAILY;UNTIL=20261202T060000', ['2026-11-30', '2026-12-01']],
    ['an instant', 'RRULE:FREQ=DAILY;UNTIL=20261201T230000Z', ['2026-11-30', '2026-12-01']],
    ['a count', 'RRULE:FREQ=DAILY;COUNT=2', ['2026-11-30', '2026-12-01']],
    ['an interval', 'RRULE:FREQ=DAILY;INTERVAL=7;COUNT=2', ['2026-11-30', '2026-12-07']],
    ['small letters', 'rrule:freq=daily;count=2', ['2026-11-30', '2026-12-01']],
    ['parts of somebody’s own', 'RRULE:FREQ=DAILY;COUNT=2;X-NAME=1', ['2026-11-30', '2026-12-01']],
    [
      'the last day of the month',
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2',
      ['2026-11-30', '2026-12-30'],
    ],
  ])('is read with %s', async (_title, rule, dates) => {
    expect(await startsOf(start, rule)).toEqual(dates.map(day));
  });

  test('has its start and its further dates without a rule', async () => {
    expect(
      await startsOf(start, 'RDATE;TZID=Asia/Ho_Chi_Minh:20261203T060000,20261205T060000'),
    ).toEqual(['2026-11-30', '2026-12-02', '2026-12-04'].map(day));
  });

  test('has further dates in UTC, and periods with their own ends', async () => {
    expect(
      await timesOf(
        start,
        'DURATION:PT1H',
        'RDATE;VALUE=PERIOD:20261202T230000Z/PT3H,20261204T230000Z/20261205T010000Z',
      ),
    ).toEqual([
      '2026-11-30T23:00:00Z – 2026-12-01T00:00:00Z',
      '2026-12-02T23:00:00Z – 2026-12-03T02:00:00Z',
      '2026-12-04T23:00:00Z – 2026-12-05T01:00:00Z',
    ]);
  });

  const daily = [start, 'RRULE:FREQ=DAILY;COUNT=4'];
  test.each([
    [
      'a day, by the clock of the event',
      'EXDATE;VALUE=DATE:20261202',
      ['2026-11-30', '2026-12-02', '2026-12-03'],
    ],
    ['a day without VALUE=DATE', 'EXDATE:20261202', ['2026-11-30', '2026-12-02', '2026-12-03']],
    [
      'a local time',
      'EXDATE;TZID=Asia/Ho_Chi_Minh:20261202T060000',
      ['2026-11-30', '2026-12-02', '2026-12-03'],
    ],
    ['an instant', 'EXDATE:20261201T230000Z', ['2026-11-30', '2026-12-02', '2026-12-03']],
    [
      'several in one line',
      'EXDATE:20261201T230000Z,20261202T230000Z',
      ['2026-11-30', '2026-12-03'],
    ],
    ['the first date', 'EXDATE;VALUE=DATE:20261201', ['2026-12-01', '2026-12-02', '2026-12-03']],
    [
      'nothing that is not there',
      'EXDATE:20261201T220000Z',
      ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'],
    ],
    ['a rule of exclusions', 'EXRULE:FREQ=DAILY;INTERVAL=2', ['2026-12-01', '2026-12-03']],
  ])('leaves out %s', async (_title, line, dates) => {
    expect(await startsOf(...daily, line)).toEqual(dates.map(day));
  });

  test('excludes every date of a day', async () => {
    const rule = 'RRULE:FREQ=DAILY;BYHOUR=6,18;COUNT=4';
    expect(await startsOf(start, rule, 'EXDATE;VALUE=DATE:20261201')).toEqual([
      '2026-12-01T23:00:00Z',
      '2026-12-02T11:00:00Z',
    ]);
  });

  test('keeps the hour over a clock change, and leaves out a time that the clock skips', async () => {
    const text = calendarText(
      ...eventLines('DTSTART;TZID=Europe/Berlin:20270326T023000', 'RRULE:FREQ=DAILY;COUNT=4'),
    );
    const { items } = await read(text, { now: Temporal.Instant.from('2027-03-20T00:00:00Z') });
    expect(items.map(({ occurrence }) => occurrence)).toEqual([
      '2027-03-26T01:30:00Z',
      '2027-03-27T01:30:00Z',
      '2027-03-29T00:30:00Z',
      '2027-03-30T00:30:00Z',
    ]);
  });

  test('that began long ago and never ends is read at once', async () => {
    const starts = await startsOf(
      'DTSTART;TZID=Asia/Ho_Chi_Minh:19800101T060000',
      'RRULE:FREQ=WEEKLY;BYDAY=TU',
    );
    expect(starts).toHaveLength(9);
  });

  test.each([
    ['every second', 'RRULE:FREQ=SECONDLY'],
    ['never', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
    ['by another calendar', 'RRULE:RSCALE=CHINESE;FREQ=YEARLY'],
    ['by nothing that can be read', 'RRULE:FREQ=SOMETIMES'],
    ['until nothing that can be read', 'RRULE:FREQ=DAILY;UNTIL=never'],
  ])('%s has its first date, and is counted as not read', async (_title, rule) => {
    const { items, unread } = await read(calendarText(...eventLines(start, rule)));
    expect(items.map(({ occurrence }) => occurrence)).toEqual([day('2026-11-30')]);
    expect(unread.rules).toBe(1);
  });
});

describe('a changed date', () => {
  const series = eventLines(
    'UID:s',
    start,
    'DURATION:PT1H',
    'LOCATION:Huế',
    'RRULE:FREQ=DAILY;COUNT=4',
  );
  const change = (...lines: string[]) => eventLines('UID:s', ...lines);
  const readWith = async (...changes: string[][]) => {
    const { items } = await read(calendarText(...series, ...changes.flat()));
    return items.map(
      (item) =>
        [
          item.occurrence.slice(5, 10),
          when(item).slice(5, 16),
          item.texts.title,
          item.isCancelled,
        ] as const,
    );
  };

  test('is moved', async () => {
    expect(
      await readWith(
        change(
          'RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20261202T060000',
          'DTSTART;TZID=Asia/Ho_Chi_Minh:20261202T200000',
          'SUMMARY:Tối',
        ),
      ),
    ).toEqual([
      ['11-30', '11-30T23:00', 'Hội chợ', false],
      ['12-01', '12-02T13:00', 'Tối', false],
      ['12-02', '12-02T23:00', 'Hội chợ', false],
      ['12-03', '12-03T23:00', 'Hội chợ', false],
    ]);
  });

  test.each([
    ['an instant', 'RECURRENCE-ID:20261201T230000Z'],
    ['a day', 'RECURRENCE-ID;VALUE=DATE:20261202'],
  ])('is found by %s, and takes what it does not say from its event', async (_title, line) => {
    const { items } = await read(
      calendarText(...series, ...change(line, 'DTSTART:20261202T130000Z', 'SUMMARY:')),
    );
    expect(items).toHaveLength(4);
    const moved = items.find((item) => when(item).startsWith('2026-12-02T13:00'));
    expect(moved).toMatchObject({ texts: { title: 'Hội chợ', place: 'Huế' } });
  });

  test('stands before its event, and the newest version counts', async () => {
    const id = 'RECURRENCE-ID:20261201T230000Z';
    const { items } = await read(
      calendarText(
        ...change(id, 'DTSTART:20261202T130000Z', 'SUMMARY:new', 'SEQUENCE:3'),
        ...series,
        ...change(id, 'DTSTART:20261202T140000Z', 'SUMMARY:old', 'SEQUENCE:2'),
      ),
    );
    expect(items.map(({ texts }) => texts.title)).toEqual(['Hội chợ', 'new', 'Hội chợ', 'Hội chợ']);
  });

  test('is cancelled', async () => {
    const read = await readWith(
      change('RECURRENCE-ID:20261201T230000Z', 'DTSTART:20261201T230000Z', 'STATUS:CANCELLED'),
    );
    expect(read.filter(([, , , isCancelled]) => isCancelled).map(([id]) => id)).toEqual(['12-01']);
  });

  test('changes those that follow', async () => {
    expect(
      await readWith(
        change(
          'RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T230000Z',
          'DTSTART:20261202T000000Z',
          'SUMMARY:Mới',
        ),
      ),
    ).toEqual([
      ['11-30', '11-30T23:00', 'Hội chợ', false],
      ['12-01', '12-02T00:00', 'Mới', false],
      ['12-02', '12-03T00:00', 'Mới', false],
      ['12-03', '12-04T00:00', 'Mới', false],
    ]);
  });

  test('of an event that the calendar does not have is an event', async () => {
    const { items } = await read(
      calendarText(...change('RECURRENCE-ID:20261201T230000Z', 'DTSTART:20261202T130000Z')),
    );
    expect(items.map(({ occurrence }) => occurrence)).toEqual(['2026-12-01T23:00:00Z']);
  });
});

describe('events with one UID', () => {
  test('are the newest version', async () => {
    const { items } = await read(
      calendarText(
        ...eventLines('DTSTART:20261202T130000Z', 'SEQUENCE:2', 'SUMMARY:new'),
        ...eventLines('DTSTART:20261201T130000Z', 'SEQUENCE:1', 'SUMMARY:old'),
      ),
    );
    expect(items.map(({ texts }) => texts.title)).toEqual(['new']);
  });

  test('of one version are several, as some producers write them', async () => {
    const { items } = await read(
      calendarText(
        ...eventLines('DTSTART:20261201T130000Z', 'SUMMARY:a'),
        ...eventLines('DTSTART:20261202T130000Z', 'SUMMARY:b'),
      ),
    );
    expect(items.map(({ texts, occurrence }) => `${texts.title} ${occurrence}`)).toEqual([
      'a 2026-12-01T13:00:00Z',
      'b 2026-12-02T13:00:00Z',
    ]);
  });
});
