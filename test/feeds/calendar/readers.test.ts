import { expect, test } from 'vitest';
import type { CalendarEntry } from '../../../src/context/modules/calendar-source.ts';
import { writeCalendar } from '../../../src/feeds/calendar/write-calendar.ts';
import type { Occurrence } from '../../support/calendar-readers/occurrence.ts';
import { type CalendarReader, calendarReaders } from '../../support/calendar-readers/readers.ts';
import { calendarEntryFixture } from '../../support/fixtures/calendar-entries.ts';

const span = { from: '2026-10-01', until: '2027-12-31' };
const at = (text: string) => new Date(text);

const entry = (number: number, changes: Partial<CalendarEntry>): CalendarEntry =>
  calendarEntryFixture({ uid: `${number}@callboard`, ...changes });

/** Events in several zones, on days of clock changes, with letters that need care. */
const entries: readonly CalendarEntry[] = [
  entry(1, {
    title: 'Chiếu phim “Mùi đu đủ xanh”; gặp đạo diễn, ê-kíp \\ đợt 1',
    place: '11 Lê Lợi, P. Thuận Hóa; Huế',
    description: `${'Mang theo chiếu và áo ấm; vào cửa tự do. '.repeat(9)}\nNguồn: https://example.org/lich`,
  }),
  entry(2, {
    title: 'Lễ hội ba ngày',
    isAllDay: true,
    startsAt: at('2026-11-27T17:00:00Z'),
    endsAt: at('2026-11-30T17:00:00Z'),
  }),
  entry(3, { title: '[ĐÃ HỦY] Đêm thơ', status: 'cancelled' }),
  entry(4, { title: '[HOÃN] Gặp gỡ', status: 'tentative' }),
  entry(5, {
    title: 'Sau nửa đêm',
    startsAt: at('2026-12-04T16:30:00Z'),
    endsAt: at('2026-12-04T18:00:00Z'),
  }),
  ...[
    ['Europe/Berlin', '2026-10-24T23:30:00Z'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z'],
    ['Europe/Dublin', '2026-12-01T08:00:00Z'],
    ['America/New_York', '2027-03-14T06:30:00Z'],
    ['America/New_York', '2027-03-14T07:30:00Z'],
    ['Australia/Lord_Howe', '2027-04-03T14:45:00Z'],
    ['Asia/Kathmandu', '2026-12-01T08:00:00Z'],
    ['Africa/Casablanca', '2027-02-20T12:00:00Z'],
    ['UTC', '2026-12-01T08:00:00Z'],
  ].map(([zone = '', start = ''], index) =>
    entry(10 + index, {
      title: zone,
      zone,
      startsAt: at(start),
      endsAt: new Date(at(start).getTime() + 3_600_000),
    }),
  ),
];

const instant = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
const dayOf = (date: Date, zone: string) =>
  date.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate().toString();

const expectedOf = ({ isAllDay, startsAt, endsAt, zone, ...rest }: CalendarEntry): Occurrence => ({
  uid: rest.uid,
  start: isAllDay ? dayOf(startsAt, zone) : instant(startsAt),
  end: isAllDay ? dayOf(endsAt, zone) : instant(endsAt),
  title: rest.title,
  place: rest.place,
  isCancelled: rest.status === 'cancelled',
});

const sorted = (occurrences: readonly Occurrence[]): Occurrence[] =>
  occurrences.toSorted((a, b) => (a.uid + a.start < b.uid + b.start ? -1 : 1));

/** Runs a test with each reader, or says why one is left out. */
function withEachReader(
  readers: readonly CalendarReader[],
  title: string,
  check: (reader: CalendarReader) => void,
) {
  for (const reader of readers)
    test(`${reader.name} ${title}`, ({ skip }) => {
      skip(reader.missing !== undefined, reader.missing);
      check(reader);
    });
}

withEachReader(calendarReaders, 'reads the same times and texts', ({ read }) => {
  const text = writeCalendar(entries, { name: 'Nhà làm phim', refreshMinutes: 60 });
  expect(sorted(read(text, span))).toEqual(sorted(entries.map(expectedOf)));
});

withEachReader(calendarReaders, 'reads a file with a single event', ({ read }) => {
  const [first] = entries;
  expect(read(writeCalendar(first ? [first] : []), span)).toEqual(first ? [expectedOf(first)] : []);
});

/** python-icalendar and the test's use of libical do not expand series. */
const expanding = calendarReaders.filter(({ name }) => !['icalendar', 'libical'].includes(name));

withEachReader(expanding, 'expands a series without what is left out or moved', ({ read }) => {
  const weekly = {
    uid: 'weekly@callboard',
    title: 'Lớp quay phim',
    startsAt: at('2026-11-30T22:00:00Z'),
    endsAt: at('2026-11-30T23:30:00Z'),
  };
  const moved = {
    ...weekly,
    startsAt: at('2026-12-16T02:00:00Z'),
    endsAt: at('2026-12-16T03:30:00Z'),
    replaces: at('2026-12-14T22:00:00Z'),
  };
  const text = writeCalendar([
    calendarEntryFixture({
      ...weekly,
      recurrence: {
        rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261228T220000Z',
        excluded: [at('2026-12-07T22:00:00Z')],
      },
    }),
    calendarEntryFixture(moved),
  ]);
  expect(
    read(text, span)
      .map(({ start }) => start)
      .toSorted(),
  ).toEqual([
    '2026-11-30T22:00:00Z',
    '2026-12-16T02:00:00Z',
    '2026-12-21T22:00:00Z',
    '2026-12-28T22:00:00Z',
  ]);
});
