import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWithIcalJs } from '../../support/calendar-readers/ical-js.ts';
import { calendarText, eventLines, now, read } from './calendar-text.ts';

const pad = (value: number) => String(value).padStart(2, '0');
const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Ho_Chi_Minh',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'END:STANDARD',
  'END:VTIMEZONE',
];

const time = fc
  .tuple(
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
  )
  .map(([day, hour, minute]) => `202612${pad(day)}T${pad(hour)}${pad(minute)}00`);

/** Rules whose first date is the start: what another start means is not said by RFC 5545. */
const rule = fc.constantFrom(
  '',
  ...[
    'RRULE:FREQ=DAILY;COUNT=5',
    'RRULE:FREQ=DAILY;INTERVAL=3;COUNT=4',
    'RRULE:FREQ=WEEKLY;COUNT=3',
  ],
  ...['RRULE:FREQ=MONTHLY;COUNT=2', 'RRULE:FREQ=DAILY;UNTIL=20261231T170000Z'],
);

const event = fc
  .record({
    start: time,
    rule,
    minutes: fc.integer({ min: 0, max: 600 }),
    title: fc.string({ unit: fc.constantFrom(...'aố,;\\: n"'), minLength: 1, maxLength: 12 }),
    excluded: fc.boolean(),
  })
  .map(({ start, rule: written, minutes, title, excluded }) => ({
    title: title.replace(/\s+/g, ' ').trim() || 'x',
    lines: [
      `DTSTART;TZID=Asia/Ho_Chi_Minh:${start}`,
      `DURATION:PT${minutes}M`,
      ...(written === '' ? [] : [written]),
      ...(excluded && written !== '' ? [`EXDATE;TZID=Asia/Ho_Chi_Minh:${start}`] : []),
    ],
  }));

const escaped = (text: string) => text.replace(/[\\;,]/g, (letter) => `\\${letter}`);

test('reads well-formed calendars as ical.js does', async () => {
  const latest = now.add({ hours: 24 * 63 }).toString();
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 5 }), async (events) => {
      const text = calendarText(
        ...zone,
        ...events.flatMap(({ title, lines }, index) =>
          eventLines(`UID:${index}`, `SUMMARY:${escaped(title)}`, ...lines),
        ),
      );
      const ours = (await read(text)).items.map(({ uid, start, end, texts }) => ({
        ...{ uid, start, end },
        title: texts.title,
      }));
      const theirs = readWithIcalJs(text)
        .filter(({ start }) => start < latest)
        .map(({ uid, start, end, title }) => ({ uid, start, end, title }));
      const key = ({ uid, start }: { uid: string; start: string }) => `${start} ${uid}`;
      const inOrder = <Item extends { uid: string; start: string }>(items: readonly Item[]) =>
        items.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
      expect(inOrder(ours)).toEqual(inOrder(theirs));
    }),
    { seed: 5, numRuns: 300 },
  );
}, 60_000);
