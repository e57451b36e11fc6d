import { describe, expect, test } from 'vitest';
import { calendarText, eventLines, read, startsOf, timesOf, when } from './calendar-text.ts';

const at1930 = '2026-12-01T12:30:00Z';

describe('a time', () => {
  test.each([
    [
      'with the IANA zone and no VTIMEZONE',
      'DTSTART;TZID=Asia/Ho_Chi_Minh:20261201T193000',
      at1930,
    ],
    ['with a retired name', 'DTSTART;TZID=Asia/Saigon:20261201T193000', at1930],
    ['with a quoted zone', 'DTSTART;TZID="Asia/Ho_Chi_Minh":20261201T193000', at1930],
    ['with a zone of Windows', 'DTSTART;TZID=SE Asia Standard Time:20261201T193000', at1930],
    [
      'with a zone of Windows in capitals',
      'DTSTART;TZID=SE ASIA STANDARD TIME:20261201T193000',
      at1930,
    ],
    [
      'with Outlook’s name of a zone',
      'DTSTART;TZID="(UTC+07:00) Bangkok, Hanoi, Jakarta":20261201T193000',
      at1930,
    ],
    [
      'with that name unquoted',
      'DTSTART;TZID=(UTC+07:00) Bangkok, Hanoi, Jakarta:20261201T193000',
      at1930,
    ],
    [
      'with Mozilla’s path of a zone',
      'DTSTART;TZID=/mozilla.org/20070129_1/Asia/Saigon:20261201T193000',
      at1930,
    ],
    [
      'with a path of three parts',
      'DTSTART;TZID=/x.org/America/Argentina/Buenos_Aires:20261201T093000',
      at1930,
    ],
    ['in UTC', 'DTSTART:20261201T123000Z', at1930],
    ['with TZID=UTC', 'DTSTART;TZID=UTC:20261201T123000', at1930],
    ['with an offset', 'DTSTART:20261201T193000+0700', at1930],
    ['in ISO form', 'DTSTART:2026-12-01T19:30:00+07:00', at1930],
    ['without seconds', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261201T1930', at1930],
    ['with fractions', 'DTSTART:20261201T123000.000Z', at1930],
    ['in small letters', 'dtstart;tzid=Asia/Ho_Chi_Minh:20261201t193000', at1930],
    [
      'with further parameters',
      'DTSTART;X-A="a:b;c";VALUE=DATE-TIME;TZID=Asia/Ho_Chi_Minh:20261201T193000',
      at1930,
    ],
    ['with a leap second', 'DTSTART:20261201T122960Z', '2026-12-01T12:29:59Z'],
    [
      'at the end of the day',
      'DTSTART;TZID=Asia/Ho_Chi_Minh:20261201T240000',
      '2026-12-01T17:00:00Z',
    ],
    ['in New York in winter', 'DTSTART;TZID=Eastern Standard Time:20261201T073000', at1930],
    ['that is floating', 'DTSTART:20261201T193000', at1930],
    ['with an empty zone', 'DTSTART;TZID=:20261201T193000', at1930],
    ['with a zone that nothing explains', 'DTSTART;TZID=Nowhere:20261201T193000', at1930],
  ])('%s is read', async (_title, line, expected) => {
    expect(await startsOf(line)).toEqual([expected]);
  });

  test('of the calendar’s zone is read in it, unless somebody gave another', async () => {
    const text = calendarText(
      'X-WR-TIMEZONE:Tokyo Standard Time',
      ...eventLines('DTSTART:20261201T193000'),
    );
    const own = await read(text);
    expect(own.zone).toBe('Asia/Tokyo');
    expect(own.items.map(when)).toEqual(['2026-12-01T10:30:00Z – 2026-12-01T10:30:00Z']);
    const given = await read(text, { zone: 'Europe/Paris' });
    expect(given.items.map(when)).toEqual(['2026-12-01T18:30:00Z – 2026-12-01T18:30:00Z']);
  });

  test('names the zones that nothing explains', async () => {
    const { unread } = await read(
      calendarText(...eventLines('DTSTART;TZID=Nowhere:20261201T193000')),
    );
    expect(unread.zones).toEqual(['Nowhere']);
  });
});

describe('a zone that only the file describes', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Customized Time Zone',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ];

  test.each([
    ['20261201T120000', '2026-12-01T11:00:00Z'],
    ['20270327T120000', '2027-03-27T11:00:00Z'],
    ['20270328T120000', '2027-03-28T10:00:00Z'],
    ['20271030T120000', '2027-10-30T10:00:00Z'],
    ['20271031T120000', '2027-10-31T11:00:00Z'],
  ])('gives %s its offset', async (local, expected) => {
    const { items } = await read(
      calendarText(...zone, ...eventLines(`DTSTART;TZID=Customized Time Zone:${local}`)),
    );
    expect(items.map((item) => when(item).split(' – ')[0])).toEqual([expected]);
  });

  test('keeps the hour of what repeats over a clock change', async () => {
    const text = calendarText(
      ...zone,
      ...eventLines(
        'DTSTART;TZID=Customized Time Zone:20270314T200000',
        'RRULE:FREQ=WEEKLY;COUNT=3',
      ),
    );
    const { items } = await read(text, { now: Temporal.Instant.from('2027-03-01T00:00:00Z') });
    expect(items.map(({ occurrence }) => occurrence)).toEqual([
      '2027-03-14T19:00:00Z',
      '2027-03-21T19:00:00Z',
      '2027-03-28T18:00:00Z',
    ]);
  });

  test('is the place that the file names', async () => {
    const { items } = await read(
      calendarText(
        'BEGIN:VTIMEZONE',
        'TZID:ours',
        'X-LIC-LOCATION:Asia/Tokyo',
        'END:VTIMEZONE',
        ...eventLines('DTSTART;TZID=ours:20261201T213000'),
      ),
    );
    expect(items.map(when)[0]).toContain(at1930);
  });
});

describe('how long something takes', () => {
  const start = 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261201T193000';
  test.each([
    ['by its end', 'DTEND;TZID=Asia/Ho_Chi_Minh:20261201T213000', '2026-12-01T14:30:00Z'],
    ['by an end in another zone', 'DTEND:20261201T143000Z', '2026-12-01T14:30:00Z'],
    ['by a duration', 'DURATION:PT2H', '2026-12-01T14:30:00Z'],
    ['by a duration with a plus', 'DURATION:+PT1H30M', '2026-12-01T14:00:00Z'],
    ['by days', 'DURATION:P2D', '2026-12-03T12:30:00Z'],
    ['by weeks', 'DURATION:P1W', '2026-12-08T12:30:00Z'],
    ['not by an end before the start', 'DTEND:20261201T113000Z', at1930],
    ['not by an end that is a day', 'DTEND;VALUE=DATE:20261202', at1930],
    ['not by a negative duration', 'DURATION:-PT1H', at1930],
    ['not by what cannot be read', 'DTEND:tomorrow', at1930],
  ])('is read %s', async (_title, line, end) => {
    expect(await timesOf(start, line)).toEqual([`${at1930} – ${end}`]);
  });
});

describe('whole days', () => {
  test.each([
    ['one day', ['DTSTART;VALUE=DATE:20261201'], '2026-12-01 – 2026-12-02'],
    ['without VALUE=DATE', ['DTSTART:20261201'], '2026-12-01 – 2026-12-02'],
    [
      'with a zone beside the day',
      ['DTSTART;VALUE=DATE;TZID=Asia/Tokyo:20261201'],
      '2026-12-01 – 2026-12-02',
    ],
    [
      'several days',
      ['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261204'],
      '2026-12-01 – 2026-12-04',
    ],
    [
      'an end on the same day',
      ['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261201'],
      '2026-12-01 – 2026-12-02',
    ],
    [
      'a duration in days',
      ['DTSTART;VALUE=DATE:20261201', 'DURATION:P3D'],
      '2026-12-01 – 2026-12-04',
    ],
    [
      'a duration in hours',
      ['DTSTART;VALUE=DATE:20261201', 'DURATION:PT24H'],
      '2026-12-01 – 2026-12-02',
    ],
    [
      'Outlook’s midnights',
      [
        'DTSTART;TZID=SE Asia Standard Time:20261201T000000',
        'DTEND;TZID=SE Asia Standard Time:20261203T000000',
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      ],
      '2026-12-01 – 2026-12-03',
    ],
  ])('are read: %s', async (_title, lines, expected) => {
    expect(await timesOf(...lines)).toEqual([expected]);
  });

  test('repeat and are excluded by the day', async () => {
    expect(
      await startsOf(
        'DTSTART;VALUE=DATE:20261201',
        'RRULE:FREQ=DAILY;UNTIL=20261204T235959Z',
        'EXDATE:20261202T170000Z,20261203',
      ),
    ).toEqual(['2026-12-01', '2026-12-04']);
  });
});
